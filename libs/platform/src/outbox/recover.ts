import { randomUUID } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { query } from '../database/query.ts';
import type { ClaimedJob } from './claim.ts';

/** Where Redis remembers which life it is living. */
export interface EpochStore {
  read(): Promise<string | null>;
  write(epoch: string): Promise<void>;
}

/**
 * Notices that Redis lost its data (emptied, replaced, restarted without persistence) and, if so, makes everything
 * that was handed to it pending again, at once. Returns whether that happened.
 */
export async function reconcileEpoch(em: EntityManager, redis: EpochStore): Promise<boolean> {
  const seen = await redis.read();
  const [known] = await query<{ redis_epoch: string | null }>(em, `select redis_epoch from outbox_head`);
  if (seen !== null && seen === known?.redis_epoch) return false;
  const epoch = randomUUID();
  const won = await em.transactional(async (tx) => {
    const [head] = await query<{ redis_epoch: string | null }>(
      tx,
      `select redis_epoch from outbox_head for no key update`,
    );
    if (head?.redis_epoch !== known?.redis_epoch) return false; // another worker noticed first
    // One that is being written is being finished or changed; if it is not, the sweeper finds it.
    await query(
      tx,
      `update outbox_jobs set state = 'pending' where state = 'enqueued' and id = any (array(
         select id from outbox_jobs where state = 'enqueued' for update skip locked))`,
    );
    await query(tx, `update outbox_head set redis_epoch = ?`, [epoch]);
    return true;
  });
  // Written last: a crash in between makes the next look do it again, which harms nobody.
  if (won) await redis.write(epoch);
  return won;
}

/** Jobs that BullMQ was given a while ago and that are not done, oldest first. */
export async function findOverdueJobs(
  em: EntityManager,
  olderThanMs: number,
  limit: number,
): Promise<ClaimedJob[]> {
  return query<ClaimedJob>(
    em,
    `select id, uid, generation, queue, name from outbox_jobs
     where state = 'enqueued' and enqueued_at < now() - ? * interval '1 millisecond'
     order by enqueued_at limit ?`,
    [olderThanMs, limit],
  );
}

/** What somebody is writing is skipped: several that are locked in turns could be in each other's way. */
const KEYS = `where j.state = 'enqueued' and j.id = any (array(
  select l.id from outbox_jobs l join jsonb_to_recordset(?::jsonb) as c (id bigint, generation integer)
    on l.id = c.id and l.generation = c.generation
  where l.state = 'enqueued' for update of l skip locked))`;

const keys = (jobs: readonly ClaimedJob[]): string =>
  JSON.stringify(jobs.map(({ id, generation }) => ({ id, generation })));

/** Makes jobs pending again that BullMQ no longer knows. */
export async function requeueJobs(em: EntityManager, jobs: readonly ClaimedJob[]): Promise<void> {
  await query(em, `update outbox_jobs j set state = 'pending' ${KEYS}`, [keys(jobs)]);
}

/** Puts jobs that BullMQ still holds at the end of the sweeper's list. */
export async function touchEnqueued(em: EntityManager, jobs: readonly ClaimedJob[]): Promise<void> {
  await query(em, `update outbox_jobs j set enqueued_at = now() ${KEYS}`, [keys(jobs)]);
}
