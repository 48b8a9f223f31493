import { Queue } from 'bullmq';
import type { AnyJob } from '../messages/index.ts';
import type { Logger } from '../observability/index.ts';
import type { ClaimedJob } from '../outbox/index.ts';
import type { EpochStore } from '../outbox/recover.ts';
import type { Redis } from '../redis/index.ts';
import type { Turn } from './consumer-turn.ts';
import { QUEUE_PREFIX, queueName } from './queue-name.ts';

/** What a BullMQ job of ours carries: which row to work on. The payload stays in PostgreSQL. */
export interface JobTicket {
  id: string;
  uid: string;
  generation: number;
}

/** Hands work to BullMQ. Every call fails at once when Redis is away. */
export interface Producer {
  readonly reachable: () => boolean;
  addJobs(jobs: readonly ClaimedJob[]): Promise<void>;
  /** Wakes a consumer of the event log. */
  wake(consumer: string, turn: Turn): Promise<void>;
  /** `gone` when BullMQ does not know the job. */
  stateOf(job: ClaimedJob): Promise<'gone' | 'failed' | 'completed' | 'held'>;
  depth(queue: string): Promise<Record<string, number>>;
  readonly epoch: EpochStore;
  close(): Promise<void>;
}

const ticketId = (job: ClaimedJob): string => `${job.uid}.${job.generation}`;

export function createProducer(redis: Redis, jobs: ReadonlyMap<string, AnyJob>, log: Logger): Producer {
  const queues = new Map<string, Queue>();
  const queue = (name: string): Queue => {
    let found = queues.get(name);
    if (!found) {
      found = new Queue(queueName(name), {
        connection: redis,
        prefix: QUEUE_PREFIX,
        skipWaitingForReady: true,
      });
      // The connection tells once that it is away; without a listener BullMQ would print every failed attempt.
      found.on('error', (error) => log.debug({ err: error, queue: name }, 'queue connection'));
      queues.set(name, found);
    }
    return found;
  };
  const epochKey = `${QUEUE_PREFIX}:epoch`;
  return {
    reachable: () => redis.status === 'ready',
    addJobs: async (claimed) => {
      for (const [name, group] of Map.groupBy(claimed, (job) => job.queue)) {
        await queue(name).addBulk(
          group.map((job) => {
            const declared = jobs.get(job.name);
            const ticket: JobTicket = { id: job.id, uid: job.uid, generation: job.generation };
            return {
              name: job.name,
              data: ticket,
              opts: {
                jobId: ticketId(job),
                attempts: declared?.attempts ?? 1,
                backoff: { type: 'exponential', delay: declared?.backoffMs ?? 1_000 },
                removeOnComplete: true,
                // Kept for the queue console; the row in PostgreSQL is what counts.
                removeOnFail: { age: 7 * 24 * 3_600, count: 1_000 },
              },
            };
          }),
        );
      }
    },
    wake: async (consumer, turn) =>
      void (await queue(consumer).add('deliver', turn, { removeOnComplete: true, removeOnFail: true })),
    stateOf: async (job) => {
      const found = await queue(job.queue).getJob(ticketId(job));
      if (!found) return 'gone';
      const state = await found.getState();
      if (state === 'unknown') return 'gone';
      return state === 'failed' || state === 'completed' ? state : 'held';
    },
    depth: (name) => queue(name).getJobCounts('waiting', 'active', 'delayed', 'failed'),
    epoch: {
      read: () => redis.get(epochKey),
      write: async (epoch) => void (await redis.set(epochKey, epoch)),
    },
    close: async () => {
      await Promise.all([...queues.values()].map((open) => open.close()));
    },
  };
}
