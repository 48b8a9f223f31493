import { Queue, Worker } from 'bullmq';
import { Pool } from 'pg';
import { setTimeout as pause } from 'node:timers/promises';
import { createWakeUp, type WakeUp } from '@antrean/platform/outbox';
import { connectRedis, QUEUE_DEADLINE_MS } from '@antrean/platform/redis';
import { benchLog } from './bench-database.ts';
import { interleave, median, type Comparison } from './measure.ts';
import type { BenchSystem } from './bench-system.ts';

const EVENTS = 10_000;
const PER_TRANSACTION = 100;
const WRITERS = 4;
/** How many adds a bare producer has under way at once. */
const ADDS = 64;

/** Events per second from "committed in the outbox" to "its audit row committed", by the real worker process. */
async function pipelineRound(pool: Pool, wakeUp: WakeUp): Promise<number> {
  const before = await deliveredToAudit(pool);
  const begun = performance.now();
  // The load: committed events, as orders leave them, in small transactions, some at a time, each of which wakes the relay.
  let next = 0;
  await Promise.all(
    Array.from({ length: WRITERS }, async () => {
      while (next < EVENTS) {
        const from = next;
        next += PER_TRANSACTION;
        await pool.query(
          `insert into outbox_events (name, version, payload, actor_id, correlation_id)
           select 'order.created', 1, jsonb_build_object('orderId', n, 'departmentId', 1, 'kodePesanan', 'BENCH-' || n,
             'jumlahPesanan', 10, 'tanggalPesanan', '2025-10-01', 'createdBy', 2, 'shiftName', 'Shift 1'), null, 'bench'
           from generate_series($1::int, $2::int) n`,
          [from, from + PER_TRANSACTION - 1],
        );
        wakeUp.send('events');
      }
    }),
  );
  // Events are numbered without gaps, so the cursor tells how many have come through.
  while ((await deliveredToAudit(pool)) < before + EVENTS) await pause(10);
  return EVENTS / ((performance.now() - begun) / 1_000);
}

async function deliveredToAudit(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ seq: string }>(
    `select delivered_seq as seq from outbox_cursors where consumer = 'audit'`,
  );
  return Number(rows[0]?.seq);
}

/** Jobs per second through BullMQ alone: add one by one, a worker that does nothing. */
async function bareRound(redisUrl: string, round: number): Promise<number> {
  const connection = { url: redisUrl };
  const queue = new Queue(`bare-${process.pid}-${round}`, { connection });
  let done = 0;
  let finish = (): void => undefined;
  const finished = new Promise<void>((resolve) => (finish = resolve));
  const worker = new Worker(
    queue.name,
    async () => {
      done += 1;
      if (done === EVENTS) finish();
    },
    { connection, concurrency: 50, removeOnComplete: { count: 0 } },
  );
  await worker.waitUntilReady();
  const begun = performance.now();
  let next = 0;
  await Promise.all(
    Array.from({ length: ADDS }, async () => {
      while (next < EVENTS) {
        const n = next;
        next += 1;
        await queue.add('bare', {
          orderId: n,
          departmentId: 1,
          kodePesanan: `BENCH-${n}`,
          jumlahPesanan: 10,
        });
      }
    }),
  );
  await finished;
  const rate = EVENTS / ((performance.now() - begun) / 1_000);
  await worker.close();
  await queue.obliterate({ force: true });
  await queue.close();
  return rate;
}

/** Outbox → BullMQ → audit row committed, against BullMQ with nothing behind it. Needs a running worker. */
export async function benchPipeline(system: BenchSystem, rounds: number): Promise<Comparison[]> {
  const pool = new Pool({ connectionString: system.databaseUrl, max: 4 });
  const redis = connectRedis({
    url: system.redisUrl,
    name: 'bench',
    log: benchLog,
    deadlineMs: QUEUE_DEADLINE_MS,
  });
  const wakeUp = createWakeUp(redis, benchLog);
  let round = 0;
  // Warm-up: code is compiled as it runs.
  for (let i = 0; i < 3; i += 1) await pipelineRound(pool, wakeUp);
  await bareRound(system.redisUrl, round);
  const result = await interleave(
    rounds,
    () => pipelineRound(pool, wakeUp),
    () => bareRound(system.redisUrl, (round += 1)),
  );
  redis.disconnect();
  await pool.end();
  return [
    {
      name: 'pipeline: outbox → BullMQ → audit row ÷ bare BullMQ add + no-op',
      ...result,
      unit: 'events/s',
      goal: '≥ 1.0',
      met: median(result.ratios) >= 1,
      note: `${EVENTS} events a round; the time to insert them into the outbox is included; ${system.redisKind}`,
    },
  ];
}
