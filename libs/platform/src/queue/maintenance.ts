import { dropPartitionsBefore, ensurePartitions, query } from '../database/index.ts';
import { defineSchedule, type Schedule } from './schedule.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Sockets that were away are replayed what they missed from here (architecture: 72 h). */
const EVENT_RETENTION_MS = 3 * DAY;
const JOB_RETENTION_MS = 60 * DAY;

const ago = (ms: number): Date => new Date(Date.now() - ms);

/** Keeps the outbox's tables in shape. */
export const maintenanceSchedules: readonly Schedule[] = [
  defineSchedule({
    name: 'platform.partitions',
    everyMs: HOUR,
    run: async (tx) => {
      await ensurePartitions(tx.em);
      await dropPartitionsBefore(
        tx.em,
        'outbox_events',
        'day',
        ago(EVENT_RETENTION_MS),
        async (partition) => {
          const [row] = await query<{ waiting: boolean }>(
            tx.em,
            `select exists (
             select 1 from "${partition}" e
             where e.seq is null or e.seq > (select min(delivered_seq) from outbox_cursors)
           ) as waiting`,
          );
          return row?.waiting === false;
        },
      );
      await dropPartitionsBefore(tx.em, 'outbox_jobs', 'month', ago(JOB_RETENTION_MS), async (partition) => {
        const [row] = await query<{ waiting: boolean }>(
          tx.em,
          `select exists (select 1 from "${partition}" where state <> 'done') as waiting`,
        );
        return row?.waiting === false;
      });
    },
  }),
  defineSchedule({
    name: 'platform.idempotency-keys',
    everyMs: HOUR,
    run: async (tx) => {
      await query(
        tx.em,
        `delete from idempotency_keys where (user_id, key) in (
           select user_id, key from idempotency_keys where created_at < now() - interval '48 hours' limit 5000)`,
      );
    },
  }),
];
