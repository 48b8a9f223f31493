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
    await query(tx, `update outbox_jobs set state = 'pending' where state = 'enqueued'`);
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

const KEYS = `from jsonb_to_recordset(?::jsonb) as c (id bigint, generation integer)
  where j.id = c.id and j.generation = c.generation and j.state = 'enqueued'`;

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
