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
 * Enqueues a job with the transaction: it will run if and only if the transaction commits.
 * @returns the job's uuid
 * @throws ZodError when the payload does not fit the declaration; the transaction rolls back.
 */
export function enqueue<P extends JsonObject>(
  tx: Tx,
  job: JobDefinition<P>,
  payload: NoInfer<P>,
  options: EnqueueOptions = {},
): string {
  const uid = randomUUID();
  tx.writes.jobs.push({
    uid,
    queue: job.queue,
    name: job.name,
    version: job.version,
    payload: JSON.stringify(job.schema.parse(payload)),
    runAt: options.runAt ?? null,
    actorId: options.actorId ?? null,
  });
  return uid;
}
