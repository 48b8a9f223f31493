import { randomUUID } from 'node:crypto';
import { setImmediate as turn, setTimeout as delay } from 'node:timers/promises';
import { UnrecoverableError, Worker, type Job } from 'bullmq';
import { ServiceAway } from '../breaker/index.ts';
import { databaseTrouble, isDatabaseUnavailable, untilWritten } from '../database/index.ts';
import { knowsJob, type MessageRegistry } from '../messages/index.ts';
import type { Logger, Metrics } from '../observability/index.ts';
import {
  JobSuperseded,
  failJob,
  finishJob,
  leaseJob,
  RENEW_LEASE_MS,
  renewLease,
  repeatJob,
  returnJob,
  type FailPoints,
  type LeasedJob,
  type RaiseDeadLetter,
} from '../outbox/index.ts';
import { backgroundContext, transaction, type UnitOfWork } from '../transaction/index.ts';
import type { Redis } from '../redis/index.ts';
import { closeWorker } from './close-worker.ts';
import { errorText } from './error-text.ts';
import type { JobHandler } from './job-handler.ts';
import type { JobTicket } from './producer.ts';
import { DRAIN_DELAY_S, QUEUE_PREFIX, queueName } from './queue-name.ts';
import { SCHEDULE_QUEUE } from './schedule.ts';
import { UnknownToWorker } from './unknown-message.ts';

/** Short locks: the jobs of a killed worker are taken over within seconds. */
const STALL = { lockDuration: 15_000, stalledInterval: 5_000, maxStalledCount: 5 };
/** What failed because the database was away is taken up again after so long. */
const RETURN_PAUSE_MS = 1_000;
const LONGEST_APART_MS = 5_000;
/** So long a worker takes no jobs of a queue when it keeps getting one that only a newer worker knows. */
const STAND_BACK_MS = 3_000;
/** What this worker does not know comes back to it, or to a newer one, after a second, and later each time. */
const LONGEST_UNKNOWN_MS = 60_000;
/** How long handlers may take to notice that the process ends, so that their connections are given back. */
const STOP_MS = 8_000;

export interface JobHostOptions {
  unitOfWork: UnitOfWork;
  registry: MessageRegistry;
  raise: RaiseDeadLetter;
  connection: Redis;
  concurrency: number;
  failPoint: FailPoints;
  metrics: Metrics;
  log: Logger;
}

export interface JobWorker {
  /** How many jobs it is at. */
  inHand(): number;
  /** @throws when it takes no jobs */
  check(): void;
  /** Calls off what runs and gives it back at once; waits only for what may not be interrupted. */
  stop(): Promise<void>;
}

/** The right of a try to its job. */
interface Lease {
  /** Aborted when somebody else has the job, or it was replaced or cancelled. */
  readonly lost: AbortController;
  /** Does what ends the job, unless it fails. */
  whileCommitting<T>(commit: () => Promise<T>): Promise<T>;
  stop(): void;
}

/** Runs the handlers of one queue. */
export function startJobWorker(
  queue: string,
  handlers: readonly JobHandler[],
  options: JobHostOptions,
): JobWorker {
  const { unitOfWork, registry, log, metrics, failPoint } = options;
  // Turns of schedules come every few seconds.
  const tellsOfEach = queue === SCHEDULE_QUEUE ? 'debug' : 'info';
  const byName = new Map(handlers.map((handler) => [handler.job.name, handler]));
  const stopping = new AbortController();
  const performing = new Set<Promise<unknown>>();
  const processing = new Set<Promise<unknown>>();

  /** One try. Resolves when it is done; rejects when it failed or was called off, with what may go on behind it. */
  const attempt = async (handler: JobHandler, leased: LeasedJob, lease: Lease): Promise<void> => {
    const { timeoutMs } = handler.job;
    const signal = AbortSignal.any([AbortSignal.timeout(timeoutMs), stopping.signal, lease.lost.signal]);
    const jobLog = log.child({ job: leased.name, jobId: leased.uid, correlationId: leased.correlationId });
    const context = backgroundContext(jobLog, leased.correlationId ?? leased.uid, leased.actorId);
    let finished = false;
    let uninterrupted: Promise<unknown> = Promise.resolve();
    const work = handler
      .perform({
        id: leased.uid,
        payload: leased.payload,
        attempt: leased.attempts + 1,
        lastAttempt: leased.attempts + 1 >= handler.job.attempts,
        context,
        log: jobLog,
        signal,
        uninterrupted: (begun) => {
          signal.throwIfAborted();
          // Only a job with a key can have been replaced or cancelled meanwhile.
          const going = leased.key === null ? begun() : stillOurs(leased).then(begun);
          uninterrupted = Promise.allSettled([uninterrupted, going]);
          return going;
        },
        again: async (effects) => {
          await lease.whileCommitting(() =>
            transaction(unitOfWork, context, (tx) => repeatJob(tx.em, leased, () => effects(tx))),
          );
          finished = true;
          unitOfWork.wakeRelay('jobs');
          await failPoint('worker.after-turn');
        },
        finish: async (effects) => {
          const result = await lease.whileCommitting(() =>
            transaction(unitOfWork, context, async (tx) => {
              await finishJob(tx.em, leased);
              return effects(tx);
            }),
          );
          finished = true;
          await failPoint('worker.after-effect');
          return result;
        },
      })
      .then(() => {
        if (finished) return;
        return lease.whileCommitting(() =>
          unitOfWork.database.fork().transactional((em) => finishJob(em, leased)),
        );
      });
    void keep(performing, work);
    const calledOff = Promise.withResolvers<never>();
    const callOff = async (): Promise<void> => {
      await uninterrupted;
      await turn();
      calledOff.reject(
        lease.lost.signal.aborted
          ? new JobSuperseded(leased.id)
          : new Error(
              stopping.signal.aborted ? 'the process ends' : `the try took longer than ${timeoutMs} ms`,
            ),
      );
    };
    const onAbort = (): void => void callOff();
    signal.addEventListener('abort', onAbort, { once: true });
    try {
      await Promise.race([work, calledOff.promise]);
    } finally {
      signal.removeEventListener('abort', onAbort);
    }
  };

  const giveBack = async (leased: LeasedJob, pauseMs: number): Promise<void> => {
    await untilWritten(
      `that job ${leased.uid} is given back`,
      () => returnJob(unitOfWork.database.fork(), leased, pauseMs),
      { log, signal: stopping.signal },
    ).catch((error: unknown) =>
      log.warn({ err: error, jobId: leased.uid }, 'a job could not be given back; its lease runs out'),
    );
    unitOfWork.wakeRelay('jobs');
  };

  /** While the database is away, the ticket waits here: as soon as it is back, the job goes on. */
  const take = async (id: string): Promise<LeasedJob | null> => {
    const lease = randomUUID();
    try {
      const lent = await untilWritten(
        `that a job is taken`,
        () => leaseJob(unitOfWork.database.fork(), id, lease),
        { log, signal: stopping.signal },
      );
      return lent.value;
    } catch (error) {
      if (!isDatabaseUnavailable(error)) throw error;
      return null;
    }
  };

  const process = async (ticket: Job<JobTicket>): Promise<string> => {
    const leased = await take(ticket.data.id);
    // Done already, or another try is alive. The sweeper sends the job again if it must be.
    if (!leased) return 'superseded';
    const handler = byName.get(leased.name);
    if (!handler || !knowsJob(registry, leased)) {
      // Sent again, so a newer worker is there. Redis may go on giving it to this one as long as this one asks.
      if (ticket.data.generation > 1) standBack();
      await giveBack(leased, 0);
      return 'unknown';
    }
    if (stopping.signal.aborted) {
      await giveBack(leased, 0);
      return 'returned';
    }
    const lease = keepLease(leased);
    const stopTimer = metrics.jobDuration.startTimer({ job: leased.name });
    const told = { job: leased.name, jobId: leased.uid, correlationId: leased.correlationId };
    try {
      await attempt(handler, leased, lease);
      const seconds = stopTimer({ outcome: 'done' });
      log[tellsOfEach]({ ...told, seconds }, `job ${leased.name} done`);
      return 'done';
    } catch (error) {
      if (error instanceof JobSuperseded) {
        stopTimer({ outcome: 'superseded' });
        return 'superseded';
      }
      if (stopping.signal.aborted || isDatabaseUnavailable(error) || error instanceof ServiceAway) {
        await giveBack(leased, stopping.signal.aborted ? 0 : pauseAfter(error));
        stopTimer({ outcome: 'returned' });
        log.warn({ ...told, err: error }, `job ${leased.name} was given back; this try is not counted`);
        return 'returned';
      }
      if (error instanceof UnknownToWorker) {
        await giveBack(leased, Math.min(LONGEST_UNKNOWN_MS, 1_000 * 2 ** (ticket.data.generation - 1)));
        stopTimer({ outcome: 'returned' });
        unknown = { until: Date.now() + 2 * LONGEST_UNKNOWN_MS, said: error.message };
        log.error({ ...told, err: error }, `job ${leased.name} waits for a newer worker: ${error.message}`);
        return 'unknown';
      }
      const { value: outcome } = await untilWritten(
        `that job ${leased.uid} failed`,
        () => recordFailure(handler, leased, errorText(error), options),
        { log, signal: stopping.signal },
      );
      stopTimer({ outcome });
      log.warn({ ...told, err: error, outcome }, `job ${leased.name} failed (${outcome})`);
      if (outcome === 'superseded') return outcome;
      // What is thrown here is kept in Redis.
      if (outcome === 'retry') throw new Error(errorText(error));
      throw new UnrecoverableError(errorText(error));
    } finally {
      lease.stop();
    }
  };

  const stillOurs = async (leased: LeasedJob): Promise<void> => {
    if (!(await renewLease(unitOfWork.database.fork(), leased))) throw new JobSuperseded(leased.id);
  };

  const keepLease = (leased: LeasedJob): Lease => {
    const lost = new AbortController();
    let renewing = false;
    let committing = false;
    const renew = async (): Promise<void> => {
      // Who commits has the row locked: to ask would be to wait.
      if (renewing || committing) return;
      renewing = true;
      try {
        const ours = await renewLease(unitOfWork.database.fork(), leased);
        if (!ours && !committing) lost.abort(new JobSuperseded(leased.id));
      } catch (error) {
        log.debug({ err: error, jobId: leased.uid }, 'the lease of a job could not be renewed');
      } finally {
        renewing = false;
      }
    };
    const timer = setInterval(() => void renew(), RENEW_LEASE_MS);
    return {
      lost,
      whileCommitting: async (commit) => {
        committing = true;
        try {
          return await commit();
        } catch (error) {
          committing = false;
          throw error;
        }
      },
      stop: () => clearInterval(timer),
    };
  };

  const worker = new Worker<JobTicket>(queueName(queue), (ticket) => keep(processing, process(ticket)), {
    connection: options.connection,
    prefix: QUEUE_PREFIX,
    concurrency: options.concurrency,
    ...STALL,
    drainDelay: DRAIN_DELAY_S,
  });
  worker.on('error', (error) => log.warn({ err: error, queue }, `queue ${queue}: ${error.message}`));

  /** What was given back because a newer version declares it; for so long as it may come back here. */
  let unknown = { until: 0, said: '' };
  let standingBack: NodeJS.Timeout | undefined;
  const standBack = (): void => {
    clearTimeout(standingBack);
    takeNoMore();
    standingBack = setTimeout(() => {
      standingBack = undefined;
      if (!stopping.signal.aborted) void worker.resume();
    }, STAND_BACK_MS);
  };
  /** What BullMQ is already waiting for may still come. */
  const takeNoMore = (): void => void worker.pause(true);

  return {
    inHand: () => processing.size,
    check: () => {
      if (Date.now() < unknown.until) throw new Error(unknown.said);
      if (standingBack) return;
      if (!worker.isRunning() || worker.isPaused()) throw new Error(`queue ${queue} is not being worked on`);
    },
    stop: async () => {
      stopping.abort();
      clearTimeout(standingBack);
      takeNoMore();
      const enough = new AbortController();
      const settled = async (): Promise<void> => {
        await Promise.allSettled(processing);
        await Promise.allSettled(performing);
      };
      await Promise.race([
        settled(),
        delay(STOP_MS, undefined, { signal: enough.signal }).catch(() => undefined),
      ]);
      enough.abort();
      // What still runs has been given back: nobody waits for it.
      await closeWorker(worker, { force: processing.size > 0 });
    },
  };
}

/** What is away and not called is looked for when it is called again; a little apart, or all would come at once. */
const pauseAfter = (error: unknown): number =>
  error instanceof ServiceAway ? error.retryAfterMs + Math.random() * LONGEST_APART_MS : RETURN_PAUSE_MS;

/** Remembers a promise until it is settled. */
function keep<T>(set: Set<Promise<unknown>>, promise: Promise<T>): Promise<T> {
  set.add(promise);
  const forget = (): void => void set.delete(promise);
  void promise.then(forget, forget);
  return promise;
}

/** Counts a failed try; after the last one the job is dead, and its handler says so to whoever waits. */
export async function recordFailure(
  handler: JobHandler,
  leased: LeasedJob,
  error: string,
  { unitOfWork, log, metrics, raise }: Pick<JobHostOptions, 'unitOfWork' | 'log' | 'metrics' | 'raise'>,
): Promise<'retry' | 'dead' | 'superseded'> {
  const context = backgroundContext(log, leased.correlationId ?? leased.uid);
  const fail = (cause: string, tell: JobHandler['onDead']) =>
    transaction(unitOfWork, context, async (tx) => {
      const became = await failJob(tx.em, leased, handler.job.attempts, cause);
      if (became === 'dead') {
        await tell?.(tx, leased.payload, cause);
        raise(tx, {
          id: `job:${leased.uid}`,
          kind: 'job',
          name: leased.name,
          where: leased.queue,
          error: cause,
        });
      }
      return became;
    });
  try {
    const outcome = await fail(error, handler.onDead).catch((failure: unknown) => {
      if (failure instanceof JobSuperseded || databaseTrouble(failure) || !handler.onDead) throw failure;
      // What nobody can be told of must still die, or it would be tried for ever.
      log.error({ err: failure, job: leased.name, uid: leased.uid }, 'Nobody was told that a job is dead');
      return fail(`${error}; nobody was told: ${errorText(failure)}`, undefined);
    });
    if (outcome === 'dead') metrics.jobsDead.inc({ job: leased.name });
    return outcome;
  } catch (failure) {
    if (failure instanceof JobSuperseded) return 'superseded';
    throw failure;
  }
}
