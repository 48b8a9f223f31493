import { io } from 'socket.io-client';
import { z } from 'zod';
import { DemoError } from './demo-error.ts';

/** An event as it arrived. */
export interface Heard {
  readonly name: string;
  readonly payload: unknown;
  readonly meta: { readonly id: string; readonly seq: number };
  /** `performance.now()` at its arrival. */
  readonly at: number;
}

export interface Listener {
  readonly role: string;
  /** Every event once, in the order of arrival. */
  readonly heard: readonly Heard[];
  /** The place up to which this socket has heard everything that concerns it. */
  lastSeq(): number;
  /** Calls back for each event that arrives from now on. */
  on(name: string, react: (event: Heard) => void): void;
  /** Resolves with what `find` finds in what has been heard. @throws {DemoError} when that takes longer than a minute */
  until<T>(what: string, find: (heard: readonly Heard[]) => T | undefined): Promise<T>;
  close(): void;
}

const PATIENCE_MS = 60_000;
const META = z.object({ id: z.string(), seq: z.int() });
const POSITION = z.object({ seq: z.int() });

/** Connects as a front end does, and resolves when the socket has been caught up and is in its rooms. */
export async function listen(
  url: string,
  { token, role, since }: { token: string; role: string; since: number | undefined },
): Promise<Listener> {
  const socket = io(url, {
    transports: ['websocket'],
    auth: { token, ...(since === undefined ? {} : { since }) },
    forceNew: true,
  });
  const heard: Heard[] = [];
  const ids = new Set<string>();
  const reactions: { name: string; react: (event: Heard) => void }[] = [];
  const looks = new Set<() => void>();
  let position = since ?? 0;

  socket.onAny((name: string, payload: unknown, rest: unknown) => {
    const meta = META.safeParse(rest);
    // Events come at least once, so a copy is dropped by its id; notes about the stream carry no meta.
    if (!meta.success || ids.has(meta.data.id)) return;
    ids.add(meta.data.id);
    position = Math.max(position, meta.data.seq);
    const event = { name, payload, meta: meta.data, at: performance.now() };
    heard.push(event);
    for (const each of reactions) if (each.name === name) each.react(event);
    for (const look of [...looks]) look();
  });

  await within(
    `the ${role} socket to be connected`,
    new Promise<void>((resolve, reject) => {
      socket.once('stream.position', (place: unknown) => {
        position = Math.max(position, POSITION.parse(place).seq);
        resolve();
      });
      socket.once('connect_error', (error) =>
        reject(new DemoError(`The ${role} socket was refused: ${error.message}`)),
      );
    }),
  );

  return {
    role,
    heard,
    lastSeq: () => position,
    on: (name, react) => void reactions.push({ name, react }),
    until: (what, find) => {
      const found = Promise.withResolvers<NonNullable<ReturnType<typeof find>>>();
      const look = (): void => {
        const result = find(heard);
        if (result !== undefined && result !== null) found.resolve(result);
      };
      looks.add(look);
      look();
      return within(what, found.promise).finally(() => looks.delete(look));
    },
    close: () => void socket.close(),
  };
}

async function within<T>(what: string, promise: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => late.reject(new DemoError(`Waited ${PATIENCE_MS / 1_000} s in vain for ${what}.`)),
    PATIENCE_MS,
  );
  try {
    return await Promise.race([promise, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
