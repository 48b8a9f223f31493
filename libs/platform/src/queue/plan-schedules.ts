import { logFailure } from '../database/log-failure.ts';
import { query, textArray } from '../database/query.ts';
import { createProgress, type Logger } from '../observability/index.ts';
import { cancelJob, enqueue } from '../outbox/index.ts';
import { backgroundContext, transaction, type UnitOfWork, type Tx } from '../transaction/index.ts';
import { describeTiming, NEXT_TURN, nextTurn, SCHEDULE_QUEUE, turnJob, type Schedule } from './schedule.ts';

const PLAN_EVERY_MS = 15_000;
const RETRY_MS = 1_000;
const MAX_SILENCE_MS = 60_000;
/** A turn that nobody has taken for so long is of a schedule that nobody declares any more. */
const ABANDONED = '10 minutes';

export interface SchedulePlanner {
  /** @throws when nobody looks whether each has its turn, or that cannot be read */
  check(): void;
  stop(): Promise<void>;
}

/**
 * Sees to it that each schedule has its next turn, however many workers look: a new one at once, one whose timing changed
 * by its new timing, one that lost its turn in whatever way again. The turns themselves are jobs.
 */
export function planSchedules(
  schedules: readonly Schedule[],
  unitOfWork: UnitOfWork,
  log: Logger,
): SchedulePlanner {
  const progress = createProgress({ maxSilenceMs: MAX_SILENCE_MS });
  let planned = false;
  let away = false;
  let stopping = false;

  /** Each by itself: one whose turn is being done holds up no other. */
  const change = (name: string, work: (tx: Tx) => void): Promise<void> =>
    transaction(unitOfWork, backgroundContext(log, `schedule:${name}`), async (tx) => work(tx));

  const plan = async (): Promise<void> => {
    const now = await readNow(unitOfWork);
    const open = await readOpen(unitOfWork, schedules);
    for (const schedule of schedules) {
      if (stopping) return;
      const job = turnJob(schedule);
      const timing = describeTiming(schedule);
      const turn = { timing, failures: 0 };
      const present = open.get(schedule.name);
      if (!present) {
        await change(schedule.name, (tx) => enqueue(tx, job, turn, { key: NEXT_TURN }));
      } else if (present.timing !== timing) {
        const runAt = nextTurn(schedule, now);
        // Later on, a worker of another version may have planned it: then it only comes earlier, never later and later.
        if (planned && runAt >= present.runAt) continue;
        await change(schedule.name, (tx) =>
          enqueue(tx, job, turn, { key: NEXT_TURN, onConflict: 'replace', runAt }),
        );
      }
    }
    for (const name of await findAbandoned(unitOfWork, schedules)) {
      await change(name, (tx) => cancelJob(tx, { name }, NEXT_TURN));
      log.info({ schedule: name }, `schedule ${name} is declared by no worker any more; it has ended`);
    }
    planned = true;
  };

  let timer: NodeJS.Timeout | undefined;
  const loop = async (): Promise<void> => {
    try {
      await plan();
      away = false;
      progress.beat();
    } catch (error) {
      away = true;
      logFailure(log, error, 'the schedules cannot be planned; trying again every second');
    }
    if (stopping) return;
    timer = setTimeout(
      () => {
        current = loop();
      },
      away ? RETRY_MS : PLAN_EVERY_MS,
    );
  };
  let current: Promise<void> = loop();
  return {
    check: () => {
      if (away) throw new Error('the schedules cannot be read');
      progress.check();
    },
    stop: async () => {
      stopping = true;
      clearTimeout(timer);
      await current;
    },
  };
}

async function readNow({ database }: UnitOfWork): Promise<Date> {
  const [row] = await query<{ ms: string }>(
    database.fork(),
    `select (extract(epoch from now()) * 1000)::bigint as ms`,
  );
  return new Date(Number(row?.ms));
}

async function readOpen(
  { database }: UnitOfWork,
  schedules: readonly Schedule[],
): Promise<Map<string, { timing: string; runAt: Date }>> {
  const rows = await query<{ name: string; timing: string; ms: string }>(
    database.fork(),
    `select k.name, j.payload ->> 'timing' as timing, (extract(epoch from j.run_at) * 1000)::bigint as ms
     from outbox_job_keys k join outbox_jobs j on j.uid = k.job_uid
     where k.key = ? and k.name = any(?::text[]) and j.state in ('pending', 'enqueued')`,
    [NEXT_TURN, textArray(schedules.map(({ name }) => name))],
  );
  return new Map(rows.map(({ name, timing, ms }) => [name, { timing, runAt: new Date(Number(ms)) }]));
}

async function findAbandoned({ database }: UnitOfWork, schedules: readonly Schedule[]): Promise<string[]> {
  const rows = await query<{ name: string }>(
    database.fork(),
    `select distinct name from outbox_jobs
     where state = 'pending' and queue = ? and run_at < now() - interval '${ABANDONED}' and name <> all(?::text[])`,
    [SCHEDULE_QUEUE, textArray(schedules.map(({ name }) => name))],
  );
  return rows.map(({ name }) => name);
}
