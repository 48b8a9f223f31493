import { hostname } from 'node:os';
import { runChecks, type Check, type Logger } from '../observability/index.ts';
import type { Redis } from '../redis/index.ts';
import { BEAT_MS, INDEX_KEY, lifeOf, recordKey, sealRecord, type ServiceRecord } from './service-record.ts';

/** What a process says of itself once it serves. */
export interface ServiceState {
  /** Where it serves; null when nobody calls it. */
  readonly address: string | null;
  /** Its operators' port. */
  readonly ops: string;
  /** What it has in hand. */
  readonly load: () => number;
  /** What it does without at the moment. */
  readonly lacks?: () => readonly string[];
  /** Whether it is ready. */
  readonly checks: Readonly<Record<string, Check>>;
}

export interface Announcement {
  readonly instance: string;
  /** Says from now on that the process is there. */
  begin(state: ServiceState): Promise<void>;
  /** Says that it is ending, so that nothing new is given to it. */
  drain(): Promise<void>;
  /** Says nothing any more, and takes back what it said. */
  end(): Promise<void>;
}

/**
 * Tells all other processes by Redis that this one is there, how busy it is and whether it is ready, every two seconds;
 * three beats without a word and they take it for dead. While Redis is away nothing is said, and nothing waits.
 */
export function announceService(options: {
  redis: Redis;
  instance: string;
  about: Pick<ServiceRecord, 'name' | 'version'>;
  /** What proves to the others that it is one of them. */
  secret: string;
  log: Logger;
  beatMs?: number;
  /** The machine's name. */
  host?: string;
}): Announcement {
  const { redis, instance, about, secret, log, beatMs = BEAT_MS, host = hostname() } = options;
  const epoch = Date.now();
  const startedAt = new Date(epoch).toISOString();
  const key = recordKey({ name: about.name, instance });
  let state: ServiceState | undefined;
  let timer: NodeJS.Timeout | undefined;
  let saying: Promise<void> = Promise.resolve();
  let draining = false;
  let beat = 0;

  const write = async (): Promise<void> => {
    if (!state) return;
    const { address, ops, load, lacks, checks } = state;
    const { ok: ready } = await runChecks(checks, beatMs);
    beat += 1;
    const record: ServiceRecord = {
      ...about,
      ...{
        instance,
        host,
        epoch,
        beat,
        pid: process.pid,
        startedAt,
        address,
        ops,
        load: load(),
        ready,
        draining,
      },
      lacks: [...(lacks?.() ?? [])],
    };
    const replies = await redis
      .multi()
      .sadd(INDEX_KEY, key)
      .set(key, sealRecord(record, secret), 'PX', lifeOf(beatMs))
      .exec();
    for (const [error] of replies ?? []) if (error) throw error;
  };
  const say = (): Promise<void> => {
    saying = saying.then(write).catch((error: unknown) => {
      log.debug({ err: error }, 'Redis does not hear that this process is there');
    });
    return saying;
  };
  const goOn = (): void => {
    timer = setTimeout(() => void say().then(() => state && goOn()), beatMs);
  };

  return {
    instance,
    begin: async (begun) => {
      state = begun;
      if (redis.status !== 'ready') redis.once('ready', () => void say());
      await say();
      goOn();
    },
    drain: () => {
      draining = true;
      return say();
    },
    end: async () => {
      clearTimeout(timer);
      await saying;
      if (!state) return;
      state = undefined;
      await redis.del(key).catch((error: unknown) => {
        log.debug({ err: error }, 'Redis forgets by itself that this process was there');
      });
    },
  };
}
