import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { REQUEST_DEADLINE_MS, type RequestRedis } from '../redis/index.ts';
import { reachInstances } from './reach-instances.ts';

/** The server-side event by which realtime instances are asked how many of their sockets are in any of some rooms. */
export const COUNT_EVENT = 'antrean:count-sockets';

export interface CountQuestion {
  readonly rooms: readonly string[];
  /** The list in Redis to which each instance appends its number. */
  readonly answerTo: string;
}

/** Instances that are too busy to answer meanwhile are not waited for: the rest of the deadline is for Redis. */
const PATIENCE_MS = 0.8 * REQUEST_DEADLINE_MS;
const LOOK_EVERY_MS = 10;
/** An answer that nobody fetched is forgotten. */
export const ANSWER_KEPT_S = 10;

/** How many sockets are in any of these rooms, on all instances; null when that cannot be told now. */
export type CountSockets = (rooms: readonly string[]) => Promise<number | null>;

/** Asks the instances by Redis, for people who want to know what they are about to do. Nothing else depends on it. */
export function createSocketCounter({ connection, ask }: RequestRedis): CountSockets {
  const reach = reachInstances(connection);
  const count = async (rooms: readonly string[]): Promise<number | null> => {
    const answerTo = `antrean:socket-count:${randomUUID()}`;
    const until = performance.now() + PATIENCE_MS;
    const instances = await reach(COUNT_EVENT, { rooms, answerTo } satisfies CountQuestion);
    while (performance.now() < until) {
      const answers = await connection.lrange(answerTo, 0, -1);
      if (answers.length >= instances) return answers.reduce((sum, answer) => sum + Number(answer), 0);
      await wait(LOOK_EVERY_MS);
    }
    return null;
  };
  return (rooms) =>
    ask(
      'socket_count',
      () => count(rooms),
      () => null,
    );
}
