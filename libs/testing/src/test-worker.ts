import type { Database } from '@antrean/platform/database';
import type { MessageRegistry } from '@antrean/platform/messages';
import { createMetrics } from '@antrean/platform/observability';
import type { FailPoints, RaiseDeadLetter } from '@antrean/platform/outbox';
import type { EventConsumer, JobHandler, Patience, Schedule, WorkerRuntime } from '@antrean/platform/queue';
import { drain } from './drain.ts';
import { wakenBy } from './test-database.ts';
import { testLog } from './test-log.ts';

export interface TestWorker extends WorkerRuntime {
  /** Resolves when everything that was committed has had its effect. */
  drain(withinMs?: number): Promise<void>;
}

/** The real worker runtime — relay, sweeper, BullMQ workers — inside the test process. */
export async function startTestWorker(options: {
  database: Database;
  redisUrl: string;
  registry: MessageRegistry;
  handlers?: readonly JobHandler[];
  consumers?: readonly EventConsumer[];
  schedules?: readonly Schedule[];
  failPoint?: FailPoints;
  raise?: RaiseDeadLetter;
  /** A test need not wait as long as people do. */
  patience?: Patience;
}): Promise<TestWorker> {
  const { startWorkerRuntime } = await import('@antrean/platform/queue');
  const consumers = options.consumers ?? [];
  const runtime = await startWorkerRuntime({
    database: options.database,
    redisUrl: options.redisUrl,
    registry: options.registry,
    handlers: options.handlers ?? [],
    consumers,
    schedules: options.schedules ?? [],
    failPoint: options.failPoint ?? (async () => undefined),
    metrics: createMetrics({ service: 'test' }),
    log: testLog,
    raise: options.raise ?? (() => undefined),
    ...(options.patience ? { patience: options.patience } : {}),
  });
  const { database } = options;
  const woken = wakenBy.get(database) ?? new Set();
  wakenBy.set(database, woken.add(runtime.unitOfWork));
  return {
    ...runtime,
    stop: async () => {
      woken.delete(runtime.unitOfWork);
      await runtime.stop();
    },
    drain: (withinMs) =>
      drain(
        options.database,
        consumers.map(({ name }) => name),
        withinMs,
        async () => {
          // What a test writes by plain SQL wakes nobody.
          runtime.unitOfWork.wakeRelay('both');
          // The cursors of those that a few events do not concern follow the sweeper.
          if (consumers.some(({ reads }) => reads)) await runtime.sweepNow();
        },
      ),
  };
}
