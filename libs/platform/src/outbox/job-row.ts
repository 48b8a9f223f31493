import type { EntityManager } from '@mikro-orm/postgresql';
import { query } from '../database/query.ts';

/** Which try at which job: a newer generation makes an older one void. */
export interface JobKey {
  id: string;
  generation: number;
}

/** Somebody else did the job, or a newer generation of it exists: this try's effects must not happen. */
export class JobSuperseded extends Error {
  constructor(key: JobKey) {
    super(`job ${key.id} generation ${key.generation} is no longer ours to do`);
    this.name = 'JobSuperseded';
  }
}

/** Marks a job done inside the transaction of its effects. @throws {JobSuperseded} which rolls the effects back. */
export async function finishJob(em: EntityManager, key: JobKey): Promise<void> {
  const rows = await query<{ id: string }>(
    em,
    `update outbox_jobs set state = 'done', finished_at = now(), last_error = null
     where id = ? and generation = ? and state = 'enqueued' returning id`,
    [key.id, key.generation],
  );
  if (rows.length === 0) throw new JobSuperseded(key);
}

/**
 * Counts a failed try. After `attempts` tries the job is dead.
 * @returns what became of it; `superseded` when the row has moved on
 */
export async function failJob(
  em: EntityManager,
  key: JobKey,
  attempts: number,
  error: string,
): Promise<'retry' | 'dead' | 'superseded'> {
  const [row] = await query<{ state: string }>(
    em,
    `update outbox_jobs set attempts = attempts + 1, last_error = left(?, 2000),
       state = case when attempts + 1 >= ? then 'dead' else state end,
       finished_at = case when attempts + 1 >= ? then now() end
     where id = ? and generation = ? and state = 'enqueued' returning state`,
    [error, attempts, attempts, key.id, key.generation],
  );
  if (!row) return 'superseded';
  return row.state === 'dead' ? 'dead' : 'retry';
}

export interface DeadJob {
  uid: string;
  name: string;
  attempts: number;
  last_error: string | null;
  finished_at: string;
}

/** The newest dead jobs. */
export async function listDeadJobs(em: EntityManager, limit: number): Promise<DeadJob[]> {
  return query<DeadJob>(
    em,
    `select uid, name, attempts, last_error, finished_at from outbox_jobs
     where state = 'dead' order by finished_at desc limit ?`,
    [limit],
  );
}

/** Gives a dead job a fresh set of tries. Returns whether there was such a job. */
export async function retryDeadJob(em: EntityManager, uid: string): Promise<boolean> {
  const rows = await query(
    em,
    `update outbox_jobs set state = 'pending', attempts = 0, run_at = now(), finished_at = null
     where uid = ? and state = 'dead' returning id`,
    [uid],
  );
  return rows.length > 0;
}
