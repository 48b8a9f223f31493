import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Redis } from '../redis/index.ts';
import { reachInstances } from './reach-instances.ts';

/** The server-side event by which realtime instances are asked how many of their sockets are in any of some rooms. */
export const COUNT_EVENT = 'antrean:count-sockets';

export interface CountQuestion {
  readonly rooms: readonly string[];
  /** The list in Redis to which each instance appends its number. */
  readonly answerTo: string;
}

/** How long they have; an answer that nobody fetched is forgotten. */
const PATIENCE_MS = 500;
const LOOK_EVERY_MS = 10;
export const ANSWER_KEPT_S = 10;

/** How many sockets are in any of these rooms, on all instances; null when that cannot be told now. */
export type CountSockets = (rooms: readonly string[]) => Promise<number | null>;

/** Asks the instances by Redis, for people who want to know what they are about to do. Nothing else depends on it. */
export function createSocketCounter(redis: Redis): CountSockets {
  const reach = reachInstances(redis);
  const ask = async (rooms: readonly string[]): Promise<number | null> => {
    const answerTo = `antrean:socket-count:${randomUUID()}`;
    const instances = await reach(COUNT_EVENT, { rooms, answerTo } satisfies CountQuestion);
    const until = performance.now() + PATIENCE_MS;
    while (performance.now() < until) {
      const answers = await redis.lrange(answerTo, 0, -1);
      if (answers.length >= instances) return answers.reduce((sum, answer) => sum + Number(answer), 0);
      await wait(LOOK_EVERY_MS);
    }
    return null;
  };
  return async (rooms) => {
    const late = wait(2 * PATIENCE_MS, null, { ref: false });
    return Promise.race([ask(rooms).catch(() => null), late]);
  };
}
