import { query } from '../database/query.ts';
import type { Logger } from '../observability/index.ts';
import { backgroundContext, transaction, type Tx } from '../outbox/index.ts';
import type { TransactionHost } from '../outbox/transaction.ts';

/** Work that recurs, kept in PostgreSQL because Redis may be emptied. */
export interface Schedule {
  readonly name: string;
  readonly everyMs: number;
  /** Runs in the transaction that claims the turn: short work itself, or an enqueue. */
  readonly run: (tx: Tx) => Promise<void>;
}

export function defineSchedule(schedule: Schedule): Schedule {
  return schedule;
}

const TICK_MS = 1_000;

/** Gives every schedule its turns; each turn happens once, however many workers tick. Missed turns happen once. */
export function startSchedules(
  schedules: readonly Schedule[],
  host: TransactionHost,
  log: Logger,
): { stop(): Promise<void> } {
  const takeTurn = (schedule: Schedule): Promise<void> =>
    transaction(host, backgroundContext(log, `schedule:${schedule.name}`), async (tx) => {
      const [due] = await query<{ name: string }>(
        tx.em,
        `select name from schedules where name = ? and next_run_at <= now() for update skip locked`,
        [schedule.name],
      );
      if (!due) return;
      await schedule.run(tx);
      await query(
        tx.em,
        `update schedules set last_run_at = now(), next_run_at = now() + ? * interval '1 millisecond' where name = ?`,
        [schedule.everyMs, schedule.name],
      );
    });
  const tick = async (): Promise<void> => {
    for (const schedule of schedules) {
      await takeTurn(schedule).catch((error: unknown) =>
        log.warn({ err: error, schedule: schedule.name }, `schedule ${schedule.name} failed; it tries again`),
      );
    }
  };
  let stopping = false;
  let timer: NodeJS.Timeout | undefined;
  const loop = async (): Promise<void> => {
    await tick();
    if (stopping) return;
    timer = setTimeout(() => {
      current = loop();
    }, TICK_MS);
  };
  const begin = async (): Promise<void> => {
    for (const { name } of schedules) {
      await query(
        host.database.fork(),
        `insert into schedules (name, next_run_at) values (?, now()) on conflict (name) do nothing`,
        [name],
      );
    }
    await loop();
  };
  let current: Promise<void> = begin().catch((error: unknown) =>
    log.error({ err: error }, 'schedules did not start'),
  );
  return {
    stop: async () => {
      stopping = true;
      clearTimeout(timer);
      await current;
    },
  };
}
