import { logFailure, type Database } from '../database/index.ts';
import type { Logger } from '../observability/index.ts';
import {
  findOverdueJobs,
  readStanding,
  reconcileEpoch,
  requeueJobs,
  touchEnqueued,
  type ClaimedJob,
} from '../outbox/index.ts';
import type { Producer } from './producer.ts';
import type { UnknownMessages } from './unknown-message.ts';
import type { RunningConsumer } from './consumer-loop.ts';

const LOOK_EVERY_MS = 1_000;
const SWEEP_EVERY_MS = 5_000;
/** A job that BullMQ has held for longer than this is looked after. */
const OVERDUE_MS = 15_000;
const SWEEP_LIMIT = 500;

export interface SweeperOptions {
  database: Database;
  producer: Producer;
  consumers: ReadonlyMap<string, RunningConsumer>;
  unknown: UnknownMessages;
  /** There are jobs to hand over. */
  wakeRelay: () => void;
  /** A job that BullMQ gave up on although its row still waits. */
  onAbandoned: (job: ClaimedJob) => Promise<void>;
  log: Logger;
}

export interface Sweeper {
  sweepNow(): Promise<void>;
  /** Looks after what BullMQ was given, however short ago. */
  sweepEnqueued(): Promise<void>;
  stop(): Promise<void>;
}

/** Finds what got lost between PostgreSQL and Redis and sends it on its way again. */
export function startSweeper(options: SweeperOptions): Sweeper {
  const { database, producer, consumers, wakeRelay, onAbandoned, log } = options;

  const names = [...consumers.keys()];
  let lastPlaces = new Map<string, number>();
  const look = async (): Promise<void> => {
    const { redisEpoch, consumers: places } = await readStanding(database.fork(), names);
    for (const place of places) {
      const { consumer, deliveredSeq, headSeq, replay } = place;
      const loop = consumers.get(consumer);
      loop?.notice(place);
      // Behind for two rounds: whoever numbered the events died, or does not know them.
      if (deliveredSeq < headSeq && lastPlaces.get(consumer) === deliveredSeq) loop?.wakeAgain(headSeq);
      if (replay) loop?.wakeToReplay();
    }
    lastPlaces = new Map(places.map(({ consumer, deliveredSeq }) => [consumer, deliveredSeq]));
    if (!producer.reachable() || (await producer.epoch.read()) === redisEpoch) return;
    if (!(await reconcileEpoch(database.fork(), producer.epoch))) return;
    log.warn('Redis had lost its data; everything that was not done is on its way again');
    wakeRelay();
  };

  const sweepJobs = async (olderThanMs = OVERDUE_MS): Promise<void> => {
    const overdue = await findOverdueJobs(database.fork(), olderThanMs, SWEEP_LIMIT);
    if (overdue.length === 0) return;
    const states = await Promise.all(
      overdue.map(async (job) => ({ job, state: await producer.stateOf(job) })),
    );
    const having = (...wanted: string[]): ClaimedJob[] =>
      states.filter(({ state }) => wanted.includes(state)).map(({ job }) => job);
    // "completed" without the row being done: the try was superseded or its process died; do it again.
    const lost = having('gone', 'completed');
    if (lost.length > 0) {
      log.warn(
        { jobs: lost.map(({ uid }) => uid) },
        `${lost.length} jobs were lost on the way; sending them again`,
      );
      await requeueJobs(database.fork(), lost);
      wakeRelay();
    }
    for (const job of having('failed')) await onAbandoned(job);
    await touchEnqueued(database.fork(), having('held'));
  };

  const sweepNow = async (): Promise<void> => {
    await look();
    if (producer.reachable()) await sweepJobs();
  };

  const repeat = (everyMs: number, work: () => Promise<void>, what: string): (() => Promise<void>) => {
    let current = Promise.resolve();
    let busy = false;
    const timer = setInterval(() => {
      if (busy) return;
      busy = true;
      current = work()
        .catch((error: unknown) => logFailure(log, error, `${what} failed; it tries again`))
        .finally(() => (busy = false));
    }, everyMs);
    return async () => {
      clearInterval(timer);
      await current;
    };
  };
  const stops = [
    repeat(LOOK_EVERY_MS, look, 'looking where the consumers stand, and whether Redis lost its data'),
    repeat(
      SWEEP_EVERY_MS,
      async () => {
        if (producer.reachable()) await sweepJobs();
      },
      'sweeping',
    ),
    repeat(SWEEP_EVERY_MS, () => options.unknown.look(), 'looking what waits'),
  ];
  return {
    sweepNow,
    sweepEnqueued: () => sweepJobs(0),
    stop: async () => void (await Promise.all(stops.map((stop) => stop()))),
  };
}
