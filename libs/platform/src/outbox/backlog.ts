import type { EntityManager } from '@mikro-orm/postgresql';
import { query } from '../database/query.ts';

/** How much is waiting, for metrics and for drain(). Ages in seconds. */
export interface OutboxBacklog {
  unnumberedEvents: number;
  oldestUnnumberedAge: number;
  headSeq: number;
  cursors: { consumer: string; deliveredSeq: number }[];
  /** That are due. */
  pendingJobs: number;
  oldestDueJobAge: number;
  enqueuedJobs: number;
  deadJobs: number;
}

interface BacklogRow {
  unnumbered: string;
  unnumbered_age: number;
  head_seq: string;
  pending: string;
  due_age: number;
  enqueued: string;
  dead: string;
}

/** Every figure comes from a partial index that holds only what waits. */
export async function readBacklog(em: EntityManager): Promise<OutboxBacklog> {
  const [row] = await query<BacklogRow>(
    em,
    `select
       (select count(*) from outbox_events where seq is null) as unnumbered,
       (select coalesce(extract(epoch from now() - min(at)), 0)::float8 from outbox_events where seq is null) as unnumbered_age,
       (select last_seq from outbox_head) as head_seq,
       (select count(*) from outbox_jobs where state = 'pending' and run_at <= now()) as pending,
       (select coalesce(extract(epoch from now() - min(run_at)), 0)::float8
          from outbox_jobs where state = 'pending' and run_at <= now()) as due_age,
       (select count(*) from outbox_jobs where state = 'enqueued') as enqueued,
       (select count(*) from outbox_jobs where state = 'dead') as dead`,
  );
  if (!row) throw new Error('the outbox tables are missing; run the migrations');
  const cursors = await query<{ consumer: string; delivered_seq: string }>(
    em,
    `select consumer, delivered_seq from outbox_cursors order by consumer`,
  );
  return {
    unnumberedEvents: Number(row.unnumbered),
    oldestUnnumberedAge: row.unnumbered_age,
    headSeq: Number(row.head_seq),
    cursors: cursors.map((c) => ({ consumer: c.consumer, deliveredSeq: Number(c.delivered_seq) })),
    pendingJobs: Number(row.pending),
    oldestDueJobAge: row.due_age,
    enqueuedJobs: Number(row.enqueued),
    deadJobs: Number(row.dead),
  };
}

/** More than so many are not counted: what waits is counted most often when there is most of it. */
const MOST_COUNTED = 10_000;
const countSome = (what: string): string =>
  `(select count(*) from (select ${what} limit ${MOST_COUNTED}) counted)`;

/**
 * What waits, as one JSON value, for who looks at it every second: events that are not numbered and the age of the oldest in
 * seconds, how far the slowest consumer is behind, jobs that are due and the age of the oldest, jobs that are handed to
 * workers, and what was given up.
 */
export const QUEUE_HEALTH = `
  select jsonb_build_object(
    'unsentEvents', ${countSome('from outbox_events where seq is null')},
    'oldestUnsentSeconds', (select coalesce(extract(epoch from now() - min(at))::int, 0) from outbox_events where seq is null),
    'consumerLag', (select coalesce(max(h.last_seq - c.delivered_seq), 0) from outbox_head h cross join outbox_cursors c),
    'dueJobs', ${countSome(`from outbox_jobs where state = 'pending' and run_at <= now()`)},
    'oldestDueSeconds', (select coalesce(extract(epoch from now() - min(run_at))::int, 0) from outbox_jobs
      where state = 'pending' and run_at <= now()),
    'queuedJobs', ${countSome(`from outbox_jobs where state = 'enqueued'`)},
    'deadLetters', ${countSome('from outbox_dead_letters')})`;
