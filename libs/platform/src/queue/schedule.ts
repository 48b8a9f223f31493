import { z } from 'zod';
import { nextRun } from '../cron/index.ts';
import { databaseTrouble } from '../database/index.ts';
import { query } from '../database/query.ts';
import { defineJob, type JobDefinition } from '../messages/index.ts';
import { enqueue } from '../outbox/index.ts';
import type { Tx } from '../transaction/index.ts';
import { errorText } from './error-text.ts';
import type { JobHandler } from './job-handler.ts';

/** What a turn says that has left something to do: the next one comes at once. */
export const MORE = 'more';

/** What a turn says that found nothing to do: the next one may come later. */
export const NOTHING = 'nothing';

/**
 * Five fields on the clocks of an IANA zone, or a pause between two turns; `restMs` is the pause behind a turn that found
 * nothing to do, `everyMs` when absent.
 */
export type Timing =
  | { readonly everyMs: number; readonly restMs?: number }
  | { readonly cron: string; readonly timezone: string };

/** Work that recurs. */
export type Schedule = Timing & {
  readonly name: string;
  /** Runs in the transaction that plans the next turn: short work itself, or an enqueue. */
  readonly run: (tx: Tx) => Promise<typeof MORE | typeof NOTHING | void>;
};

export function defineSchedule(schedule: Schedule): Schedule {
  return schedule;
}

export const SCHEDULE_QUEUE = 'schedules';
/** Each schedule's one open job has it. */
export const NEXT_TURN = 'next';
/** A turn that waits for others' locks, or whose statement does not end, fails and comes again. */
const LOCK_TIMEOUT = '1s';
const STATEMENT_TIMEOUT = '60s';
/** Turns that died in a row are followed by the next one later and later. */
const PAUSE_MS = { first: 60_000, most: 900_000 };

const turn = z.object({
  /** By which timing it was planned. */
  timing: z.string(),
  /** Turns before it that died, in a row. */
  failures: z.int().min(0),
});
export type Turn = z.output<typeof turn>;

/** The job of a schedule's turns. It is the same row from turn to turn, so that turns leave nothing behind. */
export const turnJob = ({ name }: Pick<Schedule, 'name'>): JobDefinition<Turn> =>
  defineJob({
    name,
    version: 1,
    summary: 'A turn of a schedule.',
    queue: SCHEDULE_QUEUE,
    schema: turn,
    // Two minutes.
    attempts: 8,
    backoffMs: 1_000,
    timeoutMs: 600_000,
  });

export const describeTiming = (timing: Timing): string =>
  'cron' in timing ? `${timing.cron} ${timing.timezone}` : `every ${timing.everyMs} ms`;

/** @throws {CronError} */
export const nextTurn = (timing: Timing, now: Date): Date =>
  'cron' in timing ? nextRun(timing.cron, timing.timezone, now) : new Date(now.getTime() + timing.everyMs);

/**
 * Gives a schedule its turns: each is one transaction with the plan of the next one. A turn that dies plans the next
 * one, too, and stands among the dead letters until a later one has been done.
 * @throws {CronError}
 */
export function turnHandler(schedule: Schedule): JobHandler {
  const { name } = schedule;
  const timing = describeTiming(schedule);
  const job = turnJob(schedule);
  // A worker with one that cannot be read refuses to start.
  nextTurn(schedule, new Date());
  return {
    job,
    perform: async (run) => {
      const { failures } = turn.parse(run.payload);
      await run.again(async (tx) => {
        const now = await begin(tx);
        const outcome = await cutOff(schedule.run(tx));
        if (failures > 0) await closeDead(tx, name);
        const payload: Turn = { timing, failures: 0 };
        if (outcome === MORE) return { payload, runAt: now };
        const rests = outcome === NOTHING && 'restMs' in schedule && schedule.restMs !== undefined;
        return { payload, runAt: nextTurn(rests ? { everyMs: schedule.restMs } : schedule, now) };
      });
    },
    onDead: async (tx, payload) => {
      const now = await begin(tx);
      // One dead letter tells it.
      await closeDead(tx, name);
      const failures = turn.parse(payload).failures + 1;
      const pauseMs = Math.min(PAUSE_MS.first * 2 ** (failures - 1), PAUSE_MS.most);
      const runAt = new Date(Math.max(nextTurn(schedule, now).getTime(), now.getTime() + pauseMs));
      enqueue(tx, job, { timing, failures }, { key: NEXT_TURN, runAt });
    },
  };
}

/** Bounds what the transaction waits for. @returns now, by the database's clock */
async function begin(tx: Tx): Promise<Date> {
  const [row] = await query<{ ms: string }>(
    tx.em,
    `select set_config('lock_timeout', ?, true), set_config('statement_timeout', ?, true),
       (extract(epoch from now()) * 1000)::bigint as ms`,
    [LOCK_TIMEOUT, STATEMENT_TIMEOUT],
  );
  return new Date(Number(row?.ms));
}

/** What exceeds its limits is the turn's own failure, and is counted: it might exceed them for ever. */
async function cutOff<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw databaseTrouble(error) === 'busy' ? new TurnCutOff(errorText(error)) : error;
  }
}

/** Without its cause, by which it would be taken for trouble of the database. */
class TurnCutOff extends Error {}

/** Ends dead turns before this transaction: a person who tried them again would get what a later one does. */
async function closeDead(tx: Tx, name: string): Promise<void> {
  await query(
    tx.em,
    `update outbox_jobs set state = 'cancelled', last_error = left('followed by a later turn: ' || last_error, 2000)
     where state = 'dead' and name = ? and queue = ? and finished_at < now()`,
    [name, SCHEDULE_QUEUE],
  );
}
