import { randomUUID } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { prepared, query } from '../database/query.ts';
import type { JsonObject } from '../messages/index.ts';

/** A try at a job: it holds the job's lease. */
export interface JobTry {
  id: string;
  lease: string;
  uid: string;
  name: string;
  key: string | null;
  /** Tries that failed before this one. */
  attempts: number;
}

/** A job whose turn it is. */
export interface LeasedJob extends JobTry {
  version: number;
  queue: string;
  payload: JsonObject;
  actorId: number | null;
  correlationId: string | null;
}

/** Longer than a busy process needs between two signs of life, shorter than anybody wants to wait after a crash. */
const LEASE_SECONDS = 10;
export const RENEW_LEASE_MS = 3_000;

/** Somebody else did the job or is at it, or it was replaced or cancelled: this try's effects must not happen. */
export class JobSuperseded extends Error {
  constructor(id: string) {
    super(`job ${id} is no longer ours to do`);
    this.name = 'JobSuperseded';
  }
}

const LEASE = prepared(
  `update outbox_jobs set lease_id = ?, lease_until = now() + interval '${LEASE_SECONDS} seconds'
   where id = ? and state in ('pending', 'enqueued') and (lease_until is null or lease_until < now() or lease_id = ?)
   returning uid, name, key, version, queue, payload, attempts, actor_id, correlation_id`,
);

/**
 * Takes a job's lease, so that one try runs at a time, whatever Redis says or forgets.
 * @param lease a name of its own for this try: who was not told whether the lease is theirs asks again with it
 * @returns null when the job is not open any more, or when another try is alive
 */
export async function leaseJob(
  em: EntityManager,
  id: string,
  lease: string = randomUUID(),
): Promise<LeasedJob | null> {
  const [row] = await query<{
    uid: string;
    name: string;
    key: string | null;
    version: number;
    queue: string;
    payload: JsonObject;
    attempts: number;
    actor_id: string | null;
    correlation_id: string | null;
  }>(em, LEASE, [lease, id, lease]);
  if (!row) return null;
  return {
    id,
    lease,
    uid: row.uid,
    name: row.name,
    key: row.key,
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

const FINISH = prepared(
  `update outbox_jobs set state = 'done', finished_at = now(), last_error = null, lease_until = null
   where id = ? and lease_id = ? and state in ('pending', 'enqueued') returning id`,
);

/** Marks a job done inside the transaction of its effects. @throws {JobSuperseded} which rolls the effects back. */
export async function finishJob(em: EntityManager, job: JobTry): Promise<void> {
  await freeKey(em, job);
  const rows = await query<{ id: string }>(em, FINISH, [job.id, job.lease]);
  if (rows.length === 0) throw new JobSuperseded(job.id);
}

/** What a job is to do that is not done but comes again. */
export interface NextTry {
  payload: JsonObject;
  runAt: Date;
}

/**
 * Has a job come again as if it were new, inside the transaction of its effects. It keeps its key, so nobody waits.
 * @param effects run while the job is locked, so that no other try's happen
 * @throws {JobSuperseded} which rolls the effects back
 */
export async function repeatJob(
  em: EntityManager,
  { id, lease }: JobTry,
  effects: () => Promise<NextTry>,
): Promise<void> {
  const held = await query(
    em,
    `select from outbox_jobs where id = ? and lease_id = ? and state in ('pending', 'enqueued') for update`,
    [id, lease],
  );
  if (held.length === 0) throw new JobSuperseded(id);
  const { payload, runAt } = await effects();
  await query(
    em,
    `update outbox_jobs set state = 'pending', attempts = 0, last_error = null, lease_id = null, lease_until = null,
       payload = ?::jsonb, run_at = ?::timestamptz
     where id = ?`,
    [JSON.stringify(payload), runAt.toISOString(), id],
  );
}

/** Lets another job have its key. Before the job itself is touched: who replaces it comes by this way, too. */
async function freeKey(em: EntityManager, { name, key, uid }: JobTry): Promise<void> {
  if (key === null) return;
  await query(em, `delete from outbox_job_keys where name = ? and key = ? and job_uid = ?`, [name, key, uid]);
}

/**
 * Counts a failed try and gives its lease back, in a transaction. After `attempts` tries the job is dead.
 * @returns what became of it
 * @throws {JobSuperseded} when the lease was lost; the transaction must roll back
 */
export async function failJob(
  em: EntityManager,
  job: JobTry,
  attempts: number,
  error: string,
): Promise<'retry' | 'dead'> {
  const dies = job.attempts + 1 >= attempts;
  if (dies) await freeKey(em, job);
  const rows = await query(
    em,
    `update outbox_jobs set attempts = attempts + 1, last_error = left(?, 2000), lease_id = null, lease_until = null,
       state = case when ? then 'dead' else state end, finished_at = case when ? then now() end
     where id = ? and lease_id = ? and state in ('pending', 'enqueued') returning id`,
    [error, dies, dies, job.id, job.lease],
  );
  if (rows.length === 0) throw new JobSuperseded(job.id);
  return dies ? 'dead' : 'retry';
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
