import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import {
  createTestDatabase,
  createTestRedis,
  startTestWorker,
  testLog,
  type TestDatabase,
  type TestRedis,
  type TestWorker,
} from '@antrean/testing';
import { connectDatabase, query, type Database } from '../database/index.ts';
import { createMessageRegistry } from '../messages/index.ts';
import { enqueueTestJob, testJob } from '../outbox/job.factory.ts';
import { handleJob } from './index.ts';

/** The sweeper looks after what was handed over after 15 seconds; nothing here may wait for it. */
const SOON_MS = 5_000;

/** Stands between the worker and PostgreSQL and cuts the lines as a test wants it. */
interface Cutter {
  url: string;
  /** Cuts once, when the answer to a statement names our job: PostgreSQL has done it, the worker does not know. */
  cutAnswerTo(statement: string): void;
  /** Cuts at each of the next statements, which PostgreSQL never gets. */
  refuse(statement: string, times: number): void;
  cuts(): number;
  close(): Promise<void>;
}

async function startCutter(databaseUrl: string): Promise<Cutter> {
  const target = new URL(databaseUrl);
  // The text of a prepared statement goes over a connection once; after that it is asked for by its name.
  const texts = new Map<string, string>();
  const asksFor = (chunk: Buffer, statement: string): boolean => {
    const sent = chunk.toString('latin1');
    for (const [, name = '', text = ''] of sent.matchAll(/(antrean_[0-9a-f]{16})\0([^\0]+)\0/g)) {
      if (text.includes(' ')) texts.set(name, text);
    }
    if (sent.includes(statement)) return true;
    return [...texts].some(([name, text]) => text.includes(statement) && sent.includes(name));
  };
  const open = new Set<Socket>();
  let done: string | undefined;
  let refused = { statement: '', times: 0 };
  let cuts = 0;
  const server: Server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    let cutting = false;
    const cut = (): void => {
      cuts += 1;
      client.destroy();
      upstream.destroy();
    };
    client.on('data', (chunk) => {
      if (refused.times > 0 && asksFor(chunk, refused.statement)) {
        refused.times -= 1;
        return cut();
      }
      cutting = done !== undefined && asksFor(chunk, done);
      upstream.write(chunk);
    });
    upstream.on('data', (chunk) => {
      if (!cutting || done === undefined || !chunk.includes(testJob.name)) return void client.write(chunk);
      done = undefined;
      cut();
    });
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        open.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = new URL(databaseUrl);
  url.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: url.href,
    cutAnswerTo: (statement) => void (done = statement),
    refuse: (statement, times) => void (refused = { statement, times }),
    cuts: () => cuts,
    close: async () => {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

let test: TestDatabase;
let redis: TestRedis;
let cutter: Cutter;
let database: Database;
let worker: TestWorker;
let runs = 0;

beforeAll(async () => {
  test = await createTestDatabase();
  redis = await createTestRedis();
  cutter = await startCutter(test.url);
  database = await connectDatabase({
    url: cutter.url,
    poolSize: 5,
    applicationName: 'antrean-cut',
    entities: [],
    log: testLog,
  });
  worker = await startTestWorker({
    database,
    redisUrl: redis.url,
    registry: createMessageRegistry([testJob]),
    handlers: [
      handleJob(testJob, async (run) => {
        await run.finish(async () => void (runs += 1));
      }),
    ],
  });
});
afterAll(async () => {
  await worker.stop();
  await database.close();
  await cutter.close();
  await redis.stop();
  await test.close();
});
afterEach(() => {
  runs = 0;
});

const LEASE = 'set lease_id';
it.each([
  ['a job that is taken while PostgreSQL is away', () => cutter.refuse(LEASE, 3), 3],
  ['one whose taker was not told that it has it', () => cutter.cutAnswerTo(LEASE), 1],
  ['one whose relay was not told that it claimed it', () => cutter.cutAnswerTo('from outbox_claim_jobs'), 1],
])('%s goes on as soon as there are connections again, once', async (_what, cut, cuts) => {
  const before = cutter.cuts();
  cut();
  await enqueueTestJob(test.unitOfWork);
  await worker.drain(SOON_MS);
  expect([cutter.cuts() - before, runs]).toEqual([cuts, 1]);
  const [row] = await query<{ attempts: number }>(
    test.database.fork(),
    `select attempts from outbox_jobs order by id desc limit 1`,
  );
  expect(row).toEqual({ attempts: 0 });
});
