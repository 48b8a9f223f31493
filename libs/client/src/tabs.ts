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
  /** Asks the others for what they have, and gives them a moment to tell it. */
  ask(): Promise<void>;
  listen(hear: (message: TabMessage) => void): void;
}

const NAME = 'antrean-refresh';
/** A turn lasts so much longer than its work: what it told has then been heard by the tab whose turn is next. */
const HEARD_AFTER_MS = 100;
const ANSWERED_AFTER_MS = 80;

/** A program, or a tab that is alone. */
export const alone: Tabs = {
  inTurn: (work) => work(),
  tell: () => undefined,
  ask: async () => undefined,
  listen: () => undefined,
};

/**
 * The tabs of this browser. Where pages may not lock (HTTP without TLS that is not localhost), they go by what they tell
 * each other and by the ten seconds in which the api gives parallel refreshes the same token.
 */
export function browserTabs(): Tabs {
  const channel = new BroadcastChannel(NAME);
  return {
    inTurn: (work) => {
      if (!('locks' in navigator)) return work();
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
      channel.postMessage({ kind: 'asked' } satisfies TabMessage);
      await pause(ANSWERED_AFTER_MS);
    },
    listen: (hear) => {
      channel.onmessage = ({ data }: { data: unknown }) => {
        if (isTabMessage(data)) hear(data);
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
