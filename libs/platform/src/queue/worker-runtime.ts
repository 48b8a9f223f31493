import { readPartitionState, type Database } from '../database/index.ts';
import {
  assertEveryJobIsHandled,
  createMessageRegistry,
  RegistryError,
  type MessageRegistry,
} from '../messages/index.ts';
import type { Check, Logger, Metrics } from '../observability/index.ts';
import {
  createWakeUp,
  declareStreams,
  ensureCursor,
  leaseJob,
  listenToWakeUps,
  readBacklog,
  reconcileEpoch,
  requeueJobs,
  type FailPoints,
  type RaiseDeadLetter,
} from '../outbox/index.ts';
import type { UnitOfWork } from '../transaction/index.ts';
import { becomesReady, connectRedis, QUEUE_DEADLINE_MS } from '../redis/index.ts';
import { startConsumerLoop } from './consumer-loop.ts';
import { mayConcern, type EventConsumer } from './event-consumer.ts';
import { PATIENCE, type Patience } from './event-host.ts';
import type { JobHandler } from './job-handler.ts';
import { recordFailure, startJobWorker } from './job-host.ts';
import { createProducer } from './producer.ts';
import { startQueuedConsumer } from './queued-consumer.ts';
import { startRelay } from './relay.ts';
import { planSchedules } from './plan-schedules.ts';
import { SCHEDULE_QUEUE, turnHandler, type Schedule } from './schedule.ts';
import { startSweeper } from './sweeper.ts';
import { watchUnknownMessages } from './unknown-message.ts';

export interface WorkerRuntimeOptions {
  database: Database;
  redisUrl: string;
  registry: MessageRegistry;
  handlers: readonly JobHandler[];
  consumers: readonly EventConsumer[];
  schedules: readonly Schedule[];
  failPoint: FailPoints;
  metrics: Metrics;
  log: Logger;
  /** Publishes that something died, in the transaction in which it did. */
  raise: RaiseDeadLetter;
  /** How long a consumer may refuse an event before it is set aside. */
  patience?: Patience;
}

export interface WorkerRuntime {
  /** What handlers outside the queue use to open transactions. */
  readonly unitOfWork: UnitOfWork;
  sweepNow(): Promise<void>;
  /** Looks whether anything waits that this worker does not know. */
  look(): Promise<void>;
  updateMetrics(): Promise<void>;
  /** The names of the queues that it works on. */
  readonly queues: readonly string[];
  /** How many jobs it is at. */
  inHand(): number;
  /** Whether every part of it is at work. */
  readonly checks: Readonly<Record<string, Check>>;
  stop(): Promise<void>;
}

/** How many jobs of a queue run beside each other in one process. */
export const CONCURRENCY = 5;

/** Starts everything that moves and does background work: relay, sweeper, schedules, job and event workers. */
export async function startWorkerRuntime(options: WorkerRuntimeOptions): Promise<WorkerRuntime> {
  const { database, consumers, failPoint, metrics, log, raise } = options;
  const turns = options.schedules.map(turnHandler);
  const handlers = [...options.handlers, ...turns];
  const registry = createMessageRegistry([
    ...options.registry.events.values(),
    ...options.registry.jobs.values(),
    ...turns.map(({ job }) => job),
  ]);
  assertEveryJobIsHandled(
    registry,
    handlers.map(({ job }) => job),
  );
  assertQueuesAreDistinct(handlers, consumers);

  const redis = { url: options.redisUrl, log, metrics };
  const producing = connectRedis({ ...redis, name: 'producer', deadlineMs: QUEUE_DEADLINE_MS });
  const consuming = connectRedis({ ...redis, name: 'consumer' });
  const listening = connectRedis({ ...redis, name: 'wake-ups' });
  const producer = createProducer(producing, registry.jobs, log);
  const consumerNames = consumers.map(({ name }) => name);
  for (const { name, start } of consumers) await ensureCursor(database.fork(), name, start);
  await declareStreams(database.fork(), registry);
  // Before anything is handed over: a Redis that is new to us would else have its first jobs sent twice.
  if (await becomesReady(producing, READY_WITHIN_MS)) await reconcileEpoch(database.fork(), producer.epoch);

  // The relay lives here: a commit of ours needs no detour through Redis to wake it.
  const unitOfWork: UnitOfWork = { database, wakeRelay: (committed) => relay.wake(committed) };
  const delivering = {
    unitOfWork,
    registry,
    patience: options.patience ?? PATIENCE,
    raise,
    failPoint,
    metrics,
    log,
  };
  const running = new Map(
    consumers.map((consumer) => [
      consumer.name,
      consumer.kind === 'repeatable'
        ? startConsumerLoop(consumer, delivering)
        : startQueuedConsumer(consumer, { ...delivering, producer, connection: consuming }),
    ]),
  );
  const unknown = watchUnknownMessages({ database, registry, consumers: consumerNames, metrics, log });
  await unknown.look();
  const relay = startRelay({
    ...{ database, registry, producer, failPoint, log },
    // The cursors of the others follow when the sweeper finds them behind.
    onNumbered: ({ lastSeq, names }) => {
      for (const consumer of consumers)
        if (mayConcern(consumer, names, registry)) running.get(consumer.name)?.wake(lastSeq);
    },
    sweepEnqueued: () => sweeper.sweepEnqueued(),
  });
  // Not awaited: with Redis away the worker starts all the same, and the subscription follows.
  listenToWakeUps(listening, (committed) => relay.wake(committed)).catch((error: unknown) =>
    log.warn({ err: error }, 'wake-ups cannot be heard; the relay polls'),
  );
  const sweeper = startSweeper({
    database,
    producer,
    consumers: running,
    unknown,
    wakeRelay: () => relay.wake('jobs'),
    onAbandoned: async (job) => {
      const handler = handlers.find((each) => each.job.name === job.name);
      if (!handler) return requeueJobs(database.fork(), [job]);
      const leased = await leaseJob(database.fork(), job.id);
      if (!leased) return;
      const error = 'BullMQ gave the job up: its workers stalled, or its failure could not be recorded';
      const outcome = await recordFailure(handler, leased, error, { unitOfWork, log, metrics, raise });
      if (outcome === 'retry') await requeueJobs(database.fork(), [job]);
    },
    log,
  });
  const schedules = planSchedules(options.schedules, unitOfWork, log);

  const workers = [...Map.groupBy(handlers, ({ job }) => job.queue)].map(([queue, group]) =>
    startJobWorker(queue, group, {
      ...{ unitOfWork, registry, raise, failPoint, metrics, log },
      connection: consuming,
      // No schedule waits for another.
      concurrency: queue === SCHEDULE_QUEUE ? group.length : CONCURRENCY,
    }),
  );
  const queues = [
    ...new Set(handlers.map(({ job }) => job.queue)),
    ...consumers.filter(({ kind }) => kind === 'transactional').map(({ name }) => name),
  ];
  return {
    unitOfWork,
    sweepNow: () => sweeper.sweepNow(),
    look: () => unknown.look(),
    queues,
    updateMetrics: async () => {
      const backlog = await readBacklog(database.fork());
      metrics.outboxPending.set(backlog.unnumberedEvents + backlog.pendingJobs);
      metrics.outboxLag.set(Math.max(backlog.oldestUnnumberedAge, backlog.oldestDueJobAge));
      for (const { consumer, deliveredSeq } of backlog.cursors) {
        metrics.consumerLag.set({ consumer }, backlog.headSeq - deliveredSeq);
      }
      for (const { table, daysAhead, strayRows } of await readPartitionState(database.fork())) {
        metrics.partitionDaysAhead.set({ table }, daysAhead);
        metrics.partitionStrayRows.set({ table }, strayRows);
      }
      if (!producer.reachable()) return;
      for (const queue of queues) {
        for (const [state, depth] of Object.entries(await producer.depth(queue))) {
          metrics.queueDepth.set({ queue, state }, depth);
        }
      }
    },
    inHand: () => workers.reduce((sum, worker) => sum + worker.inHand(), 0),
    checks: {
      relay: () => relay.check(),
      consumers: () => running.forEach((loop) => loop.check()),
      workers: () => workers.forEach((worker) => worker.check()),
      schedules: () => schedules.check(),
      messages: () => unknown.check(),
      redis: () => Promise.all([producing.ping(), consuming.ping()]),
    },
    stop: async () => {
      await Promise.all([schedules.stop(), sweeper.stop(), relay.stop()]);
      await Promise.all([...[...running.values()], ...workers].map((part) => part.stop()));
      // What was given back is to be taken up elsewhere at once.
      createWakeUp(producing, log).send('both');
      await producer.close();
      for (const connection of [producing, consuming, listening]) connection.disconnect();
    },
  };
}

/** If Redis is not there by then, the start goes on without it; the sweeper notices when it comes. */
const READY_WITHIN_MS = 2_000;

function assertQueuesAreDistinct(handlers: readonly JobHandler[], consumers: readonly EventConsumer[]): void {
  const names = consumers.map(({ name }) => name);
  const problems = names
    .filter((name, i) => names.indexOf(name) !== i || handlers.some(({ job }) => job.queue === name))
    .map((name) => `consumer "${name}" shares its name with another consumer or a queue of jobs`);
  if (problems.length > 0) throw new RegistryError(problems);
}
