import { UnrecoverableError, Worker, type Job } from 'bullmq';
import type { Logger, Metrics } from '../observability/index.ts';
import {
  JobSuperseded,
  backgroundContext,
  failJob,
  finishJob,
  leaseJob,
  RENEW_LEASE_MS,
  renewLease,
  transaction,
  type FailPoints,
  type LeasedJob,
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

const message = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Runs the handlers of one queue. */
export function startJobWorker(
  queue: string,
  handlers: readonly JobHandler[],
  options: JobHostOptions,
): Worker {
  const { host, log, metrics, failPoint, onBeat } = options;
  const byName = new Map(handlers.map((handler) => [handler.job.name, handler]));

  const perform = async (handler: JobHandler, leased: LeasedJob, signal: AbortSignal): Promise<void> => {
    const jobLog = log.child({
      job: handler.job.name,
      jobId: leased.uid,
      correlationId: leased.correlationId,
    });
    const context = backgroundContext(jobLog, leased.correlationId ?? leased.uid, leased.actorId);
    let finished = false;
    await handler.perform({
      id: leased.uid,
      payload: leased.payload,
      attempt: leased.attempts + 1,
      lastAttempt: leased.attempts + 1 >= handler.job.attempts,
      context,
      log: jobLog,
      signal,
      finish: async (effects) => {
        const result = await transaction(host, context, async (tx) => {
          await finishJob(tx.em, leased);
          return effects(tx);
        });
        finished = true;
        await failPoint('worker.after-effect');
        return result;
      },
    });
    if (!finished) await finishJob(host.database.fork(), leased);
  };

  const process = async (ticket: Job<JobTicket>): Promise<string> => {
    onBeat();
    const handler = byName.get(ticket.name);
    if (!handler) throw new UnrecoverableError(`no handler for job "${ticket.name}"`);
    const leased = await leaseJob(host.database.fork(), ticket.data.id);
    // Done already, or another try is alive. Should that one die, the sweeper sends the job again.
    if (!leased) return 'superseded';
    const stopRenewing = keepLease(leased);
    const timeout = AbortSignal.timeout(handler.job.timeoutMs);
    const stopTimer = metrics.jobDuration.startTimer({ job: handler.job.name });
    try {
      await Promise.race([
        perform(handler, leased, timeout),
        rejectWhenAborted(timeout, handler.job.timeoutMs),
      ]);
      const seconds = stopTimer({ outcome: 'done' });
      log.info(
        { job: ticket.name, jobId: leased.uid, correlationId: leased.correlationId, seconds },
        `job ${ticket.name} done`,
      );
      return 'done';
    } catch (error) {
      if (error instanceof JobSuperseded) {
        stopTimer({ outcome: 'superseded' });
        return 'superseded';
      }
      const outcome = await recordFailure(handler, leased, message(error), options);
      stopTimer({ outcome });
      log.warn(
        { err: error, job: ticket.name, jobId: leased.uid, outcome },
        `job ${ticket.name} failed (${outcome})`,
      );
      if (outcome === 'retry') throw error;
      throw new UnrecoverableError(message(error));
    } finally {
      stopRenewing();
    }
  };

  const keepLease = (leased: LeasedJob): (() => void) => {
    const timer = setInterval(() => {
      onBeat();
      renewLease(host.database.fork(), leased).catch((error: unknown) =>
        log.warn({ err: error, jobId: leased.uid }, 'the lease of a job could not be renewed'),
      );
    }, RENEW_LEASE_MS);
    return () => clearInterval(timer);
  };

  const worker = new Worker<JobTicket>(queueName(queue), process, {
    connection: options.connection,
    prefix: QUEUE_PREFIX,
    concurrency: options.concurrency,
    ...STALL,
  });
  worker.on('error', (error) => log.warn({ err: error, queue }, `queue ${queue}: ${error.message}`));
  return worker;
}

/** Counts a failed try; after the last one the job is dead, and its handler says so to whoever waits. */
export function recordFailure(
  handler: JobHandler,
  leased: LeasedJob,
  error: string,
  { host, log, metrics }: Pick<JobHostOptions, 'host' | 'log' | 'metrics'>,
): Promise<'retry' | 'dead' | 'superseded'> {
  return transaction(host, backgroundContext(log, leased.correlationId ?? leased.uid), async (tx) => {
    const outcome = await failJob(tx.em, leased, handler.job.attempts, error);
    if (outcome === 'dead') {
      metrics.jobsDead.inc({ job: handler.job.name });
      await handler.onDead?.(tx, leased.payload, error);
    }
    return outcome;
  });
}

function rejectWhenAborted(signal: AbortSignal, timeoutMs: number): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error(`the try took longer than ${timeoutMs} ms`)), {
      once: true,
    });
  });
}
