import type { Database } from '@antrean/platform/database';
import type { MessageRegistry } from '@antrean/platform/messages';
import { createMetrics } from '@antrean/platform/observability';
import type { FailPoints, RaiseDeadLetter } from '@antrean/platform/outbox';
import {
  startWorkerRuntime,
  type EventConsumer,
  type JobHandler,
  type Patience,
  type Schedule,
  type WorkerRuntime,
} from '@antrean/platform/queue';
import { drain } from './drain.ts';
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
  return {
    ...runtime,
    drain: (withinMs) =>
      drain(
        options.database,
        consumers.map(({ name }) => name),
        withinMs,
        // The cursors of those that a few events do not concern follow the sweeper.
        consumers.some(({ reads }) => reads) ? runtime.sweepNow : undefined,
      ),
  };
}
