/** What tabs of one browser tell each other. The token never leaves the origin, and is written nowhere. */
export type TabMessage =
  /** Of a tab that has no token yet. */
  | { kind: 'asked' }
  /** `changedHands`: by a login, so that what other tabs show may be somebody else's. */
  | { kind: 'token'; accessToken: string; changedHands: boolean }
  | { kind: 'logged-out' };

export interface Tabs {
  /** Runs the work of one tab at a time. */
  inTurn<T>(work: () => Promise<T>): Promise<T>;
  tell(message: TabMessage): void;
  /** Asks those that have a token for it, if there are any, and gives them a moment to tell it. */
  ask(): Promise<void>;
  /** Says to the others whether this tab has a token. */
  hold(isHolding: boolean): void;
  listen(hear: (message: TabMessage) => void): void;
}

const NAME = 'antrean-refresh';
/** A turn lasts so much longer than its work: what it told has then been heard by the tab whose turn is next. */
const HEARD_AFTER_MS = 100;
/** A tab that is frozen has a token and does not answer. */
const ANSWERED_WITHIN_MS = 1_000;
/** Where it is not known whether there is anybody to answer. */
const ANSWERED_PERHAPS_WITHIN_MS = 80;
/** The lock that each tab with a token shares. */
const HOLDING = 'antrean-token';

/** A program, or a tab that is alone. */
export const alone: Tabs = {
  inTurn: (work) => work(),
  tell: () => undefined,
  ask: async () => undefined,
  hold: () => undefined,
  listen: () => undefined,
};

/**
 * The tabs of this browser. Where pages may not lock (HTTP without TLS that is not localhost), they go by what they tell
 * each other and by the ten seconds in which the api gives parallel refreshes the same token.
 */
export function browserTabs(): Tabs {
  const channel = new BroadcastChannel(NAME);
  const canLock = 'locks' in navigator;
  /** Ends the wait for an answer. */
  let answered: () => void = () => undefined;
  /** Gives the shared lock back; absent while there is none. */
  let release: (() => void) | undefined;
  return {
    inTurn: (work) => {
      if (!canLock) return work();
      return new Promise((resolve, reject) => {
        const turn = async (): Promise<void> => {
          await work().then(resolve, reject);
          await pause(HEARD_AFTER_MS);
        };
        navigator.locks.request(NAME, turn).catch(reject);
      });
    },
    tell: (message) => channel.postMessage(message),
    ask: async () => {
      if (canLock) {
        const { held = [] } = await navigator.locks.query();
        if (!held.some(({ name }) => name === HOLDING)) return;
      }
      const answer = new Promise<void>((resolve) => (answered = resolve));
      channel.postMessage({ kind: 'asked' } satisfies TabMessage);
      await Promise.race([answer, pause(canLock ? ANSWERED_WITHIN_MS : ANSWERED_PERHAPS_WITHIN_MS)]);
    },
    hold: (isHolding) => {
      if (!canLock || isHolding === (release !== undefined)) return;
      release?.();
      release = undefined;
      if (!isHolding) return;
      const given = new Promise<void>((resolve) => (release = resolve));
      // Refused to a page that is going away.
      navigator.locks.request(HOLDING, { mode: 'shared' }, () => given).catch(() => (release = undefined));
    },
    listen: (hear) => {
      channel.onmessage = ({ data }: { data: unknown }) => {
        if (!isTabMessage(data)) return;
        hear(data);
        if (data.kind === 'token') answered();
      };
    },
  };
}

const pause = (ms: number): Promise<void> =>
  new Promise((passed) => {
    setTimeout(passed, ms);
  });

/** A tab with another version of the page may tell something else. */
const isTabMessage = (data: unknown): data is TabMessage =>
  typeof data === 'object' &&
  data !== null &&
  'kind' in data &&
  (data.kind === 'asked' ||
    data.kind === 'logged-out' ||
    (data.kind === 'token' && 'accessToken' in data && typeof data.accessToken === 'string'));
