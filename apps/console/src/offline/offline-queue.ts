import { ApiProblem, newKey } from '@antrean/client';
import type { useTranslations } from 'use-intl';
import { openStore } from './offline-store.ts';

export type Say = ReturnType<typeof useTranslations<never>>;

/**
 * Something that may be done while the server cannot be reached, such as a step in the kitchen. To add one: define it
 * beside its screen, list it in `offline-kinds.ts`, and `queue.add(kind, what)` where it is done (`useOfflineQueue`). It
 * is sent whichever screen is open; `useWaiting(kind)` is what of it waits, for the screen to show as done, and
 * `queue.listen(kind, …)` tells what became of each. The list of what is not sent (`unsent.tsx`) shows every kind.
 */
export interface Kind<What, Answer> {
  readonly name: string;
  /** Whether this is one; an earlier version of the console may have left something else. */
  is(what: unknown): what is What;
  /** Two with the same id are one. */
  id(what: What): string;
  /** What it happens to: when one is refused, those that wait behind it on the same thing cannot be either. */
  about(what: What): string;
  /** @param key of this one, whenever and however often it is sent: its Idempotency-Key */
  send(what: What, key: string): Promise<Answer>;
  /** In a few words, for the list. */
  says(what: What, t: Say): string;
  /** What was refused is told and `dropped`, or `kept` until somebody has decided, at that screen. */
  readonly refused: 'dropped' | { readonly keptFor: string };
}

export interface Waiting<What = unknown> {
  /** Its Idempotency-Key. */
  readonly key: string;
  readonly kind: string;
  readonly what: What;
  /** Since when, in epoch milliseconds; no two of a queue are of the same. */
  readonly at: number;
  readonly refusal: Refusal | null;
}

/** What the server said, as it is kept. */
export type Refusal = ApiProblem['problem'];

/** In each tab of the browser, whichever has sent it. */
export interface Outcome<What, Answer> {
  done?(waiting: Waiting<What>, answer: Answer): void;
  refused?(waiting: Waiting<What>, refusal: Refusal): void;
}

export interface OfflineQueue {
  /** In the order in which they were done. */
  readonly waiting: readonly Waiting[];
  /** Something is so old that somebody has to say whether it still holds. */
  readonly isHeld: boolean;
  watch(watcher: () => void): () => void;
  listen<What, Answer>(kind: Kind<What, Answer>, outcome: Outcome<What, Answer>): () => void;
  /** @returns whether it is a new one, and there was room */
  add<What, Answer>(kind: Kind<What, Answer>, what: What): boolean;
  /** @returns whether it was still here and not on its way */
  discard(key: string): boolean;
  /** What is old is to be sent all the same. */
  release(): void;
  close(): void;
}

/** What is older is not sent before somebody says that it still holds. */
const ASKED_AFTER_MS = 12 * 60 * 60_000;
const AGAIN_MS = 4_000;
const MOST = 500;

/**
 * What one user did in this browser and the server does not have yet: sent one after the other, also by the next page
 * when this one is closed, and by one tab at a time. Each has an Idempotency-Key: sent again because its answer was lost,
 * it is answered the same and not done twice.
 */
export function openOfflineQueue(
  userId: number,
  kinds: readonly Kind<unknown, unknown>[],
  /** Of all kinds, beside those who listen to one. */
  {
    refused: tellRefused,
    full: tellFull,
  }: { refused(waiting: Waiting, refusal: Refusal): void; full(): void },
): OfflineQueue {
  const name = `antrean.unsent.${userId}`;
  const store = openStore();
  const channel = new BroadcastChannel(name);
  const watchers = new Set<() => void>();
  const listeners = new Set<{ kind: string; outcome: Outcome<unknown, unknown> }>();
  let waiting: readonly Waiting[] = [];
  let isReleased = false;
  let isHeld = false;
  let onItsWay: string | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isClosed = false;
  /** Nothing is sent before it is kept. */
  let writing = Promise.resolve();

  const kindOf = (each: Waiting): Kind<unknown, unknown> | undefined =>
    kinds.find((kind) => kind.name === each.kind);
  const become = (next: readonly Waiting[]): void => {
    waiting = next;
    isHeld = !isReleased && next.some(({ at, refusal }) => !refusal && Date.now() - at > ASKED_AFTER_MS);
    for (const watcher of [...watchers]) watcher();
  };
  const change = (next: readonly Waiting[], write: () => Promise<void>): void => {
    become(next);
    writing = writing.then(write).then(() => {
      if (!isClosed) channel.postMessage('changed');
    });
  };
  const drop = (those: readonly Waiting[]): void =>
    change(
      waiting.filter((each) => !those.some(({ key }) => key === each.key)),
      async () => void (await Promise.all(those.map(({ key }) => store.remove(key)))),
    );
  /** What is kept, also by other tabs and earlier pages. */
  const readAll = async (): Promise<void> => {
    // Whoever adds meanwhile writes behind what is read, so it is read again.
    for (let written; written !== writing;) {
      written = writing;
      await written;
      const records = (await store.read(userId)).flatMap((record) => readRecord(record, kinds) ?? []);
      if (written === writing) become(records.toSorted((one, other) => one.at - other.at));
    }
  };

  const hear = (told: Told): void => {
    if (told.is === 'refused') tellRefused(told.entry, told.refusal);
    for (const { kind, outcome } of [...listeners]) {
      if (kind !== told.entry.kind) continue;
      if (told.is === 'done') outcome.done?.(told.entry, told.answer);
      else outcome.refused?.(told.entry, told.refusal);
    }
  };
  const tell = (told: Told): void => {
    if (!isClosed) channel.postMessage(told);
    hear(told);
  };
  const refuse = (entry: Waiting, refusal: Refusal): void => {
    const kind = kindOf(entry);
    if (kind && kind.refused !== 'dropped') {
      const kept: Waiting = { ...entry, refusal };
      change(
        waiting.map((each) => (each.key === entry.key ? kept : each)),
        () => store.write({ ...kept, userId }),
      );
    } else {
      const about = kind?.about(entry.what);
      drop(waiting.filter((each) => each.kind === entry.kind && kind?.about(each.what) === about));
    }
    tell({ is: 'refused', entry, refusal });
  };

  /** @returns whether it is to be tried again */
  const sendOne = async (entry: Waiting): Promise<boolean> => {
    let answer: unknown;
    onItsWay = entry.key;
    try {
      answer = await kindOf(entry)?.send(entry.what, entry.key);
    } catch (error) {
      if (error instanceof ApiProblem && !mayComeAgain(error)) refuse(entry, error.problem);
      else {
        timer = setTimeout(run, (error instanceof ApiProblem && error.retryAfterMs) || AGAIN_MS);
        return true;
      }
      return false;
    } finally {
      onItsWay = null;
    }
    try {
      tell({ is: 'done', entry, answer });
    } finally {
      drop([entry]);
    }
    return false;
  };
  const sendAll = async (): Promise<void> => {
    await readAll();
    for (let entry = nextOf(waiting); entry && !isHeld && !isClosed; entry = nextOf(waiting)) {
      await writing;
      if (await sendOne(entry)) return;
    }
  };
  let isWanted = false;
  let isRunning = false;
  const work = async (): Promise<void> => {
    try {
      while (isWanted && !isClosed) {
        isWanted = false;
        // Pages without TLS may not lock; the keys see to it that nothing is done twice all the same.
        await ('locks' in navigator ? navigator.locks.request(name, sendAll) : sendAll());
      }
    } finally {
      isRunning = false;
    }
  };
  function run(): void {
    clearTimeout(timer);
    isWanted = true;
    if (isRunning) return;
    isRunning = true;
    void work();
  }

  addEventListener('online', run);
  channel.onmessage = ({ data }: MessageEvent<Told | 'changed'>) => {
    if (data !== 'changed') return hear(data);
    void readAll();
    run();
  };
  run();

  return {
    get waiting() {
      return waiting;
    },
    get isHeld() {
      return isHeld;
    },
    watch: (watcher) => {
      watchers.add(watcher);
      return () => void watchers.delete(watcher);
    },
    listen: (kind, outcome) => {
      const own = { kind: kind.name, outcome };
      listeners.add(own);
      return () => void listeners.delete(own);
    },
    add: (kind, what) => {
      const id = kind.id(what);
      if (waiting.some((each) => each.kind === kind.name && kindOf(each)?.id(each.what) === id)) return false;
      if (waiting.length >= MOST) {
        tellFull();
        return false;
      }
      const at = Math.max(Date.now(), (waiting.at(-1)?.at ?? 0) + 1);
      const added: Waiting = { key: newKey(), kind: kind.name, what, at, refusal: null };
      change([...waiting, added], () => store.write({ ...added, userId }));
      run();
      return true;
    },
    discard: (key) => {
      const found = waiting.filter((each) => each.key === key);
      if (found.length === 0 || onItsWay === key) return false;
      drop(found);
      run();
      return true;
    },
    release: () => {
      isReleased = true;
      become(waiting);
      run();
    },
    close: () => {
      isClosed = true;
      clearTimeout(timer);
      removeEventListener('online', run);
      channel.close();
    },
  };
}

/** What tabs tell each other beside that something has changed. */
type Told = { readonly entry: Waiting } & (
  { readonly is: 'done'; readonly answer: unknown } | { readonly is: 'refused'; readonly refusal: Refusal }
);

/** What was refused stands in nobody's way. */
const nextOf = (waiting: readonly Waiting[]): Waiting | undefined => waiting.find(({ refusal }) => !refusal);

/** The server is away, busy, still at the first try, or does not know who asks until they log in again. */
const mayComeAgain = ({ problem: { status, code } }: ApiProblem): boolean =>
  status >= 500 || [429, 401, 408].includes(status) || code === 'idempotency_key_in_use';

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

const isRefusal = (value: unknown): value is Refusal =>
  isObject(value) && typeof value['code'] === 'string' && typeof value['status'] === 'number';

/** Null for what is of no kind that this page knows: it stays for one that does. */
function readRecord(record: unknown, kinds: readonly Kind<unknown, unknown>[]): Waiting | null {
  if (!isObject(record)) return null;
  const { key, kind, what, at, refusal } = record;
  if (typeof key !== 'string' || typeof kind !== 'string' || typeof at !== 'number') return null;
  const known = kinds.find(({ name }) => name === kind);
  if (!known?.is(what)) return null;
  return { key, kind, what, at, refusal: isRefusal(refusal) ? refusal : null };
}
