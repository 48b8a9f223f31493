import { UnrecoverableError, Worker, type Job } from 'bullmq';
import { query } from '../database/query.ts';
import type { JsonObject } from '../messages/index.ts';
import type { Logger, Metrics } from '../observability/index.ts';
import {
  JobSuperseded,
  backgroundContext,
  failJob,
  finishJob,
  transaction,
  type FailPoints,
  type JobKey,
} from '../outbox/index.ts';
import type { TransactionHost } from '../outbox/transaction.ts';
import type { Redis } from '../redis/index.ts';
import type { JobHandler } from './job-handler.ts';
import type { JobTicket } from './producer.ts';
import { QUEUE_PREFIX, queueName } from './queue-name.ts';

/** Short locks: the jobs of a killed worker are taken over within seconds. */
const STALL = { lockDuration: 15_000, stalledInterval: 5_000, maxStalledCount: 5 };

export interface JobHostOptions {
  host: TransactionHost;
  connection: Redis;
  concurrency: number;
  failPoint: FailPoints;
  metrics: Metrics;
  log: Logger;
  onBeat: () => void;
}

interface JobRow {
  uid: string;
  payload: JsonObject;
  attempts: number;
  actor_id: string | null;
  correlation_id: string | null;
}

const message = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Runs the handlers of one queue. */
export function startJobWorker(queue: string, handlers: readonly JobHandler[], options: JobHostOptions): Worker {
  const { host, log, metrics, failPoint, onBeat } = options;
  const byName = new Map(handlers.map((handler) => [handler.job.name, handler]));

  const perform = async (handler: JobHandler, key: JobKey, row: JobRow, signal: AbortSignal): Promise<void> => {
    const jobLog = log.child({ job: handler.job.name, jobId: row.uid, correlationId: row.correlation_id });
    const context = backgroundContext(
      jobLog,
      row.correlation_id ?? row.uid,
      row.actor_id === null ? null : Number(row.actor_id),
    );
    let finished = false;
    await handler.perform({
      id: row.uid,
      payload: row.payload,
      attempt: row.attempts + 1,
      lastAttempt: row.attempts + 1 >= handler.job.attempts,
      context,
      log: jobLog,
      signal,
      finish: async (effects) => {
        const result = await transaction(host, context, async (tx) => {
          await finishJob(tx.em, key);
          return effects(tx);
        });
        finished = true;
        await failPoint('worker.after-effect');
        return result;
      },
    });
    if (!finished) await finishJob(host.database.fork(), key);
  };

  const process = async (ticket: Job<JobTicket>): Promise<string> => {
    onBeat();
    const handler = byName.get(ticket.name);
    if (!handler) throw new UnrecoverableError(`no handler for job "${ticket.name}"`);
    const key: JobKey = { id: ticket.data.id, generation: ticket.data.generation };
    const [row] = await query<JobRow>(
      host.database.fork(),
      `select uid, payload, attempts, actor_id, correlation_id from outbox_jobs
       where id = ? and generation = ? and state = 'enqueued'`,
      [key.id, key.generation],
    );
    if (!row) return 'superseded';
    const timeout = AbortSignal.timeout(handler.job.timeoutMs);
    const stopTimer = metrics.jobDuration.startTimer({ job: handler.job.name });
    try {
      await Promise.race([perform(handler, key, row, timeout), rejectWhenAborted(timeout, handler.job.timeoutMs)]);
      stopTimer({ outcome: 'done' });
      return 'done';
    } catch (error) {
      if (error instanceof JobSuperseded) {
        stopTimer({ outcome: 'superseded' });
        return 'superseded';
      }
      const outcome = await recordFailure(handler, key, row, message(error));
      stopTimer({ outcome });
      log.warn({ err: error, job: ticket.name, jobId: row.uid, outcome }, `job ${ticket.name} failed (${outcome})`);
      if (outcome === 'retry') throw error;
      throw new UnrecoverableError(message(error));
    }
  };

  const recordFailure = (handler: JobHandler, key: JobKey, row: JobRow, error: string) =>
    transaction(host, backgroundContext(log, row.correlation_id ?? row.uid), async (tx) => {
      const outcome = await failJob(tx.em, key, handler.job.attempts, error);
      if (outcome === 'dead') {
        metrics.jobsDead.inc({ job: handler.job.name });
        await handler.onDead?.(tx, row.payload, error);
      }
      return outcome;
    });

  const worker = new Worker<JobTicket>(queueName(queue), process, {
    connection: options.connection,
    prefix: QUEUE_PREFIX,
    concurrency: options.concurrency,
    ...STALL,
  });
  worker.on('error', (error) => log.warn({ err: error, queue }, `queue ${queue}: ${error.message}`));
  return worker;
}

function rejectWhenAborted(signal: AbortSignal, timeoutMs: number): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error(`the try took longer than ${timeoutMs} ms`)), {
      once: true,
    });
  });
}
