import { logFailure } from '../database/log-failure.ts';
import { query } from '../database/query.ts';
import { databaseTrouble } from '../database/trouble.ts';
import { createProgress, type Logger } from '../observability/index.ts';
import { backgroundContext, transaction, type Tx, type TransactionHost } from '../transaction/index.ts';

/** What a turn says that has left something to do: the next one comes at once. */
export const MORE = 'more';

/** Work that recurs, kept in PostgreSQL because Redis may be emptied. */
export interface Schedule {
  readonly name: string;
  readonly everyMs: number;
  /** Runs in the transaction that claims the turn: short work itself, or an enqueue. */
  readonly run: (tx: Tx) => Promise<typeof MORE | void>;
}

export function defineSchedule(schedule: Schedule): Schedule {
  return schedule;
}

const TICK_MS = 1_000;
/** A turn that waits for others' locks, or whose statement does not end, fails and comes again. */
const LOCK_TIMEOUT = '1s';
const STATEMENT_TIMEOUT = '60s';
const MAX_PAUSE_MS = 300_000;
/** After lost connections: when PostgreSQL is back, everything goes on within seconds. */
const MAX_PAUSE_AWAY_MS = 2_000;
const MAX_SILENCE_MS = 30_000;

export interface Schedules {
  /** @throws when nobody looks which of them are due, or that cannot be read */
  check(): void;
  stop(): Promise<void>;
}

/**
 * Gives every schedule its turns; each turn happens once, however many workers tick. Missed turns happen once.
 * Each schedule is by itself: one that waits or fails holds up no other, and pauses longer after each failure.
 */
export function startSchedules(
  schedules: readonly Schedule[],
  host: TransactionHost,
  log: Logger,
): Schedules {
  const running = new Map<string, Promise<void>>();
  const failures = new Map<string, { count: number; until: number }>();
  let stopping = false;
  let registered = false;
  let away = false;
  const progress = createProgress({ maxSilenceMs: MAX_SILENCE_MS });

  const takeTurn = (schedule: Schedule): Promise<typeof MORE | void> =>
    transaction(host, backgroundContext(log, `schedule:${schedule.name}`), async (tx) => {
      const [due] = await query(
        tx.em,
        `select set_config('lock_timeout', ?, true), set_config('statement_timeout', ?, true)
         from schedules where name = ? and next_run_at <= now() for update skip locked`,
        [LOCK_TIMEOUT, STATEMENT_TIMEOUT, schedule.name],
      );
      if (!due) return;
      const outcome = await schedule.run(tx);
      await query(
        tx.em,
        `update schedules set last_run_at = now(), next_run_at = now() + ? * interval '1 millisecond' where name = ?`,
        [outcome === MORE ? 0 : schedule.everyMs, schedule.name],
      );
      return outcome;
    });

  const takeTurns = async (schedule: Schedule): Promise<void> => {
    const { name } = schedule;
    try {
      while ((await takeTurn(schedule)) === MORE && !stopping);
      failures.delete(name);
    } catch (error) {
      const count = (failures.get(name)?.count ?? 0) + 1;
      const most = databaseTrouble(error) === 'away' ? MAX_PAUSE_AWAY_MS : MAX_PAUSE_MS;
      const pauseMs = Math.min(TICK_MS * 2 ** (count - 1), most);
      failures.set(name, { count, until: Date.now() + pauseMs });
      logFailure(log, error, `schedule ${name} failed; it tries again in ${pauseMs / 1_000} s`, {
        schedule: name,
        failures: count,
      });
    } finally {
      running.delete(name);
    }
  };

  const findDue = async (): Promise<Schedule[]> => {
    const names = JSON.stringify(schedules.map(({ name }) => name));
    if (!registered) {
      await query(
        host.database.fork(),
        `insert into schedules (name, next_run_at) select name, now() from jsonb_array_elements_text(?::jsonb) name
         on conflict (name) do nothing`,
        [names],
      );
      registered = true;
    }
    const due = await query<{ name: string }>(
      host.database.fork(),
      `select name from schedules where next_run_at <= now()`,
    );
    return schedules.filter(({ name }) => due.some((row) => row.name === name));
  };

  const tick = async (): Promise<void> => {
    try {
      for (const schedule of await findDue()) {
        const { name } = schedule;
        if (stopping || running.has(name) || (failures.get(name)?.until ?? 0) > Date.now()) continue;
        running.set(name, takeTurns(schedule));
      }
      away = false;
      progress.beat();
    } catch (error) {
      logFailure(log, error, 'the schedules cannot be read; trying again every second');
      away = true;
    }
  };

  let timer: NodeJS.Timeout | undefined;
  const loop = async (): Promise<void> => {
    await tick();
    if (stopping) return;
    timer = setTimeout(() => {
      current = loop();
    }, TICK_MS);
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
      await Promise.all(running.values());
    },
  };
}
