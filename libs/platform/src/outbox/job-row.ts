import type { EntityManager } from '@mikro-orm/postgresql';
import { query } from '../database/query.ts';
import type { JsonObject } from '../messages/index.ts';

/** A try at a job: it holds the job's lease. */
export interface JobTry {
  id: string;
  lease: string;
}

/** A job whose turn it is. */
export interface LeasedJob extends JobTry {
  uid: string;
  name: string;
  version: number;
  queue: string;
  payload: JsonObject;
  /** Tries that failed before this one. */
  attempts: number;
  actorId: number | null;
  correlationId: string | null;
}

/** Longer than a busy process needs between two signs of life, shorter than anybody wants to wait after a crash. */
const LEASE_SECONDS = 10;
export const RENEW_LEASE_MS = 3_000;

/** Somebody else did the job or is at it: this try's effects must not happen. */
export class JobSuperseded extends Error {
  constructor(id: string) {
    super(`job ${id} is no longer ours to do`);
    this.name = 'JobSuperseded';
  }
}

/**
 * Takes a job's lease, so that one try runs at a time, whatever Redis says or forgets.
 * @returns null when the job is done or dead, or when another try is alive
 */
export async function leaseJob(em: EntityManager, id: string): Promise<LeasedJob | null> {
  const [row] = await query<{
    lease_id: string;
    uid: string;
    name: string;
    version: number;
    queue: string;
    payload: JsonObject;
    attempts: number;
    actor_id: string | null;
    correlation_id: string | null;
  }>(
    em,
    `update outbox_jobs set lease_id = gen_random_uuid(), lease_until = now() + interval '${LEASE_SECONDS} seconds'
     where id = ? and state in ('pending', 'enqueued') and (lease_until is null or lease_until < now())
     returning lease_id, uid, name, version, queue, payload, attempts, actor_id, correlation_id`,
    [id],
  );
  if (!row) return null;
  return {
    id,
    lease: row.lease_id,
    uid: row.uid,
    name: row.name,
    version: row.version,
    queue: row.queue,
    payload: row.payload,
    attempts: row.attempts,
    actorId: row.actor_id === null ? null : Number(row.actor_id),
    correlationId: row.correlation_id,
  };
}

/** A sign of life. Returns false when the lease was lost. */
export async function renewLease(em: EntityManager, { id, lease }: JobTry): Promise<boolean> {
  const rows = await query(
    em,
    `update outbox_jobs set lease_until = now() + interval '${LEASE_SECONDS} seconds'
     where id = ? and lease_id = ? and state in ('pending', 'enqueued') returning id`,
    [id, lease],
  );
  return rows.length > 0;
}

/** Marks a job done inside the transaction of its effects. @throws {JobSuperseded} which rolls the effects back. */
export async function finishJob(em: EntityManager, { id, lease }: JobTry): Promise<void> {
  const rows = await query<{ id: string }>(
    em,
    `update outbox_jobs set state = 'done', finished_at = now(), last_error = null, lease_until = null
     where id = ? and lease_id = ? and state in ('pending', 'enqueued') returning id`,
    [id, lease],
  );
  if (rows.length === 0) throw new JobSuperseded(id);
}

/**
 * Counts a failed try and gives its lease back. After `attempts` tries the job is dead.
 * @returns what became of it; `superseded` when the lease was lost
 */
export async function failJob(
  em: EntityManager,
  { id, lease }: JobTry,
  attempts: number,
  error: string,
): Promise<'retry' | 'dead' | 'superseded'> {
  const [row] = await query<{ state: string }>(
    em,
    `update outbox_jobs set attempts = attempts + 1, last_error = left(?, 2000), lease_id = null, lease_until = null,
       state = case when attempts + 1 >= ? then 'dead' else state end,
       finished_at = case when attempts + 1 >= ? then now() end
     where id = ? and lease_id = ? and state in ('pending', 'enqueued') returning state`,
    [error, attempts, attempts, id, lease],
  );
  if (!row) return 'superseded';
  return row.state === 'dead' ? 'dead' : 'retry';
}

/**
 * Gives a job back for another try that is nobody's fault: it is not counted. Anybody may have it in `pauseMs`.
 * Returns whether it was still ours to give.
 */
export async function returnJob(em: EntityManager, { id, lease }: JobTry, pauseMs: number): Promise<boolean> {
  const rows = await query(
    em,
    `update outbox_jobs set state = 'pending', lease_id = null, lease_until = null,
       run_at = now() + ? * interval '1 millisecond'
     where id = ? and lease_id = ? and state in ('pending', 'enqueued') returning id`,
    [pauseMs, id, lease],
  );
  return rows.length > 0;
}
