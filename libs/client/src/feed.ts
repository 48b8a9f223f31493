import { io, type Socket } from 'socket.io-client';
import type { components } from './event.generated.ts';
import type { Session } from './session.ts';

/** What is told, by namespace and name. */
export type Events = components['schemas']['Events'];
/** What may be asked, by namespace and name: `input` and `reply`. */
export type Requests = components['schemas']['Requests'];
export type Meta = components['schemas']['Meta'];
export type Namespace = keyof Events;
export type EventName<N extends Namespace> = keyof Events[N] & string;
export type Listeners<N extends Namespace> = {
  [E in EventName<N>]?: (payload: Events[N][E], meta: Meta) => void;
};

export type FeedState =
  | { kind: 'connecting' }
  /** What was missed comes first. */
  | { kind: 'catching-up' }
  | { kind: 'live' }
  /** Comes back by itself. `since`: epoch milliseconds. */
  | { kind: 'away'; since: number }
  /** Does not come back by itself: `code` says why (see "When a socket is refused" in the user guide). */
  | { kind: 'refused'; code: string; message: string };

/** One connection to a namespace that renews its token, comes back, and is told what it missed, once. */
export interface Feed<N extends Namespace> {
  /** @returns to listen no more */
  on<E extends EventName<N>>(name: E, listener: (payload: Events[N][E], meta: Meta) => void): () => void;
  /** There is more than is told again: what was read by REST is to be read anew. @returns to listen no more */
  onGap(listener: () => void): () => void;
  readonly state: FeedState;
  onState(listener: (state: FeedState) => void): () => void;
  /** When the server was last heard of, in epoch milliseconds; it says something every 20 seconds. */
  readonly heardAt: number;
  /** The highest `meta.seq` so far; null before the first connection. */
  readonly position: number | null;
  /** @throws when there is no answer within ten seconds */
  ask<R extends keyof Requests[N & keyof Requests] & string>(name: R, input?: unknown): Promise<unknown>;
  close(): void;
}

export interface FeedOptions {
  /** Where an earlier connection ended: what happened since is told first. */
  since?: number;
  /** Narrow what is told; neither widens it. */
  outletId?: number;
  departmentId?: number;
}

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 8_000;
const ANSWER_MS = 10_000;
/** More than is ever told again at once. */
const REMEMBERED_EVENTS = 2_000;
/** After which refusals it is worth coming again, and how much later. */
const COME_AGAIN_MS: Readonly<Record<string, number>> = { token_invalid: 0, too_many_connections: 60_000 };

/** Methods, so that listeners of each payload fit into one list. */
interface Hearing {
  hear(payload: unknown, meta: Meta): void;
}

export function createFeed<N extends Namespace>(
  url: string,
  namespace: N,
  session: Pick<Session, 'accessToken' | 'refresh'>,
  { since, outletId, departmentId }: FeedOptions = {},
): Feed<N> {
  const hearings = new Map<string, Set<Hearing>>();
  const gaps = new Set<() => void>();
  const watchers = new Set<(state: FeedState) => void>();
  const seen = new Set<string>();
  let state: FeedState = { kind: 'connecting' };
  let position: number | null = since ?? null;
  let heardAt = Date.now();
  let isClosed = false;
  let sentToken: string | null = null;
  let again: ReturnType<typeof setTimeout> | undefined;

  const become = (next: FeedState): void => {
    if (next.kind === state.kind && next.kind !== 'refused') return;
    state = next;
    for (const watcher of [...watchers]) watcher(state);
  };
  const reach = (seq: number): void => {
    position = Math.max(position ?? 0, seq);
  };

  const socket: Socket = io(`${url}${namespace}`, {
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    forceNew: true,
    withCredentials: true,
    reconnectionDelay: FIRST_PAUSE_MS,
    reconnectionDelayMax: LONGEST_PAUSE_MS,
    // Asked anew before each attempt.
    auth: (send) => {
      const open = (token: string | null): void => {
        sentToken = token;
        send({
          token,
          ...(position === null ? {} : { since: position }),
          ...(outletId === undefined ? {} : { outletId }),
          ...(departmentId === undefined ? {} : { departmentId }),
        });
      };
      // Who cannot refresh now is refused, and comes again.
      session.accessToken().then(open, () => open(sentToken));
    },
  });

  const comeAgain = (afterMs: number): void => {
    clearTimeout(again);
    again = setTimeout(() => {
      if (!isClosed) socket.connect();
    }, afterMs);
  };
  /** The session ended, or only the token: the next one tells. */
  const renew = (code: string, message: string): void => {
    session.refresh(sentToken).then(
      (token) => {
        if (isClosed) return;
        if (token === null) become({ kind: 'refused', code, message });
        else comeAgain(0);
      },
      () => comeAgain(LONGEST_PAUSE_MS),
    );
  };
  const leave = (): void => become({ kind: 'away', since: Date.now() });

  socket.on('connect', () => {
    heardAt = Date.now();
    become({ kind: 'catching-up' });
  });
  socket.on('disconnect', (reason) => {
    if (isClosed) return;
    leave();
    if (reason === 'io server disconnect') renew('session_ended', 'The session has ended.');
  });
  socket.on('connect_error', (error: Error & { data?: { code?: string } }) => {
    const code = error.data?.code;
    if (code === undefined) {
      leave();
      // Engine errors are tried again by the manager; only what the server says ends an attempt.
      return;
    }
    const pause = COME_AGAIN_MS[code];
    if (code === 'token_invalid') renew(code, error.message);
    else if (pause !== undefined) comeAgain(pause);
    else become({ kind: 'refused', code, message: error.message });
  });
  socket.io.on('ping', () => {
    heardAt = Date.now();
  });
  socket.onAny((name: string, payload: unknown, meta: unknown) => {
    heardAt = Date.now();
    if (name === 'stream.position') {
      const seq: unknown = isObject(payload) ? payload['seq'] : null;
      if (typeof seq === 'number') reach(seq);
      become({ kind: 'live' });
    } else if (name === 'replay.gap') {
      // The place may be one of another log, as after a restore.
      position = null;
      for (const tell of [...gaps]) tell();
    } else if (isMeta(meta)) {
      if (seen.has(meta.id)) return;
      seen.add(meta.id);
      for (const oldest of seen) {
        if (seen.size <= REMEMBERED_EVENTS) break;
        seen.delete(oldest);
      }
      reach(meta.seq);
      for (const each of [...(hearings.get(name) ?? [])]) each.hear(payload, meta);
    }
  });

  return {
    on: (name, hear) => {
      const own: Hearing = { hear };
      const all = hearings.get(name) ?? new Set();
      hearings.set(name, all.add(own));
      return () => void all.delete(own);
    },
    onGap: (tell) => {
      gaps.add(tell);
      return () => void gaps.delete(tell);
    },
    get state() {
      return state;
    },
    onState: (watcher) => {
      watchers.add(watcher);
      return () => void watchers.delete(watcher);
    },
    get heardAt() {
      return heardAt;
    },
    get position() {
      return position;
    },
    ask: async (name, input): Promise<unknown> => {
      const parameters = input === undefined ? [] : [input];
      const answer: unknown = await socket.timeout(ANSWER_MS).emitWithAck(name, ...parameters);
      return answer;
    },
    close: () => {
      isClosed = true;
      clearTimeout(again);
      socket.disconnect();
    },
  };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

const isMeta = (value: unknown): value is Meta =>
  isObject(value) && typeof value['id'] === 'string' && typeof value['seq'] === 'number';
