import { randomUUID } from 'node:crypto';
import type { JobDefinition, JsonObject } from '../messages/index.ts';
import type { Tx } from '../transaction/index.ts';

export interface EnqueueOptions {
  /** Not before this instant, by the database's clock; at once when absent. */
  runAt?: Date;
  /** On whose behalf, when it is not the transaction's actor. */
  actorId?: number;
}

/**
 * What the job is about, in up to 200 characters: at most one job of a name that is neither done nor dead has it. The
 * transaction waits for others that have the same key.
 */
interface Keyed {
  key: string;
}

/**
 * Enqueues a job with the transaction: it will run if and only if the transaction commits.
 * @returns the job's uuid
 * @throws ZodError when the payload does not fit the declaration; the transaction rolls back.
 */
export function enqueue<P extends JsonObject>(
  tx: Tx,
  job: JobDefinition<P>,
  payload: NoInfer<P>,
  options?: EnqueueOptions & { key?: never },
): string;
/**
 * Enqueues a job in the place of the open one with the same key, whose time may have come already: a try that runs is
 * called off, and its effects do not happen. So a job moves, and tells what is so now.
 * @returns the job's uuid: it is another job than the one before
 */
export function enqueue<P extends JsonObject>(
  tx: Tx,
  job: JobDefinition<P>,
  payload: NoInfer<P>,
  options: EnqueueOptions & Keyed & { onConflict: 'replace' },
): string;
/**
 * Enqueues a job unless one with the same key is open. One that runs is open, and may have read what has changed since:
 * where that matters, replace it.
 */
export function enqueue<P extends JsonObject>(
  tx: Tx,
  job: JobDefinition<P>,
  payload: NoInfer<P>,
  options: EnqueueOptions & Keyed & { onConflict?: 'keep' },
): void;
export function enqueue<P extends JsonObject>(
  tx: Tx,
  job: JobDefinition<P>,
  payload: NoInfer<P>,
  options: EnqueueOptions & { key?: string; onConflict?: 'keep' | 'replace' } = {},
): string {
  const { runAt, actorId, key, onConflict = 'keep' } = options;
  const uid = randomUUID();
  tx.writes.jobs.push({
    uid,
    queue: job.queue,
    name: job.name,
    version: job.version,
    payload: JSON.stringify(job.schema.parse(payload)),
    runAt: runAt ?? null,
    actorId: actorId ?? null,
    ...(key === undefined ? {} : { key, onConflict }),
  });
  return uid;
}

/**
 * Cancels the open job with this key, if there is one, with the transaction. A try that runs is called off, and its
 * effects do not happen. What died is for a person to decide about, and stays.
 */
export function cancelJob(tx: Tx, job: Pick<JobDefinition, 'name'>, key: string): void {
  tx.writes.jobs.push({ name: job.name, key, onConflict: 'cancel' });
}
