import type { EntityManager } from '@mikro-orm/postgresql';
import { query } from '../database/query.ts';

/** By what the promises of the outbox are judged; ages in seconds. */
export interface PromiseFigures {
  readonly unnumberedSeconds: number;
  readonly consumerSeconds: number;
  readonly dueSeconds: number;
  readonly unattendedJobs: number;
  readonly deadLetters: number;
  readonly overdueSeconds: number;
  readonly partitionSeconds: number;
}

/** What nobody is at for so long has no worker. */
const UNATTENDED = `interval '10 minutes'`;

/** Each by an index that holds what waits, or by the catalogue; nothing is counted beyond a thousand. */
export const PROMISES = `
  select
    (select coalesce(extract(epoch from now() - min(at)), 0) from outbox_events where seq is null)::int
      as "unnumberedSeconds",
    (select coalesce(max(extract(epoch from now() - e.at)), 0) from outbox_cursors c
      cross join lateral (select at from outbox_events where seq > c.delivered_seq order by seq limit 1) e)::int
      as "consumerSeconds",
    (select coalesce(extract(epoch from now() - min(run_at)), 0) from outbox_jobs
      where state = 'pending' and run_at <= now())::int as "dueSeconds",
    (select count(*) from (select from outbox_jobs where state = 'enqueued' and enqueued_at < now() - ${UNATTENDED}
      and (lease_until is null or lease_until < now()) limit 1000) unattended)::int as "unattendedJobs",
    (select count(*) from (select from outbox_dead_letters limit 1000) dead)::int as "deadLetters",
    -- Days of the log go as a whole, once their last event is 72 hours old.
    (select coalesce(max(extract(epoch from now() - interval '72 hours' - to_at)), 0) from partitions
      where parent = 'outbox_events' and to_at < now() - interval '72 hours')::int as "overdueSeconds",
    (select coalesce(min(extract(epoch from until - now())), 0) from partition_horizon)::int as "partitionSeconds"`;

export async function readPromises(em: EntityManager): Promise<PromiseFigures> {
  const [row] = await query<PromiseFigures>(em, PROMISES);
  if (!row) throw new Error('a select without from returned no row');
  return row;
}
