import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createTestRedis, testLog, type TestRedis } from '@antrean/testing';
import { z } from 'zod';
import { createMetrics, type Metrics } from '../observability/index.ts';
import {
  connectRedis,
  createReadCache,
  createRequestRedis,
  REQUEST_DEADLINE_MS,
  type ReadCache,
  type Redis,
} from './index.ts';

const schema = z.object({ n: z.int() });
const read = { group: 'numbers', key: { page: 1 }, maxAgeMs: 60_000, schema };

let server: TestRedis;
let connection: Redis;
let metrics: Metrics;
let cache: ReadCache;
/** What the database would say. */
let truth = 1;
let loads = 0;
const load = async (): Promise<{ n: number }> => {
  loads += 1;
  return { n: truth };
};
/** Reads until it is a hit: what is kept is not waited for. */
const hit = async (more = {}): Promise<number> => {
  for (;;) {
    const before = loads;
    const { n } = await cache.read({ ...read, ...more }, load);
    if (loads === before) return n;
  }
};

beforeEach(async () => {
  [truth, loads] = [1, 0];
  server = await createTestRedis();
  metrics = createMetrics({ service: 'test' });
  connection = connectRedis({ url: server.url, name: 'test', log: testLog, deadlineMs: REQUEST_DEADLINE_MS });
  cache = createReadCache(createRequestRedis({ connection, metrics, log: testLog }), {
    metrics,
    log: testLog,
  });
  await once(connection, 'ready');
});
afterEach(async () => {
  connection.disconnect();
  await server.stop();
});

describe('S0-PERF-02 reads are kept in Redis', () => {
  it('a second one asks nobody else, another key does, and after a change the new is told', async () => {
    expect(await hit()).toBe(1);
    truth = 2;
    expect(await cache.read(read, load)).toEqual({ n: 1 });
    expect(await cache.read({ ...read, key: { page: 2 } }, load)).toEqual({ n: 2 });
    await cache.forget('numbers');
    expect(await cache.read(read, load)).toEqual({ n: 2 });
    expect(await hit()).toBe(2);
    const outcomes = (await metrics.cachedReads.get()).values.map(({ labels }) => labels.outcome);
    expect(new Set(outcomes)).toEqual(new Set(['hit', 'miss']));
  });

  it('what was read before a change is not told after it, however late its reader keeps it', async () => {
    const slow = Promise.withResolvers<void>();
    const reading = cache.read(read, async () => {
      const before = { n: truth };
      await slow.promise;
      return before;
    });
    while (((await metrics.cachedReads.get()).values[0]?.value ?? 0) === 0) await new Promise(setImmediate);
    truth = 2;
    await cache.forget('numbers');
    slow.resolve();
    expect(await reading).toEqual({ n: 1 });
    // On one connection: what was kept is there when this is answered.
    await connection.ping();
    expect(await cache.read(read, load)).toEqual({ n: 2 });
  });

  it('no longer than was said, also when nobody forgets it', async () => {
    expect(await hit({ maxAgeMs: 300 })).toBe(1);
    truth = 2;
    for (;;) if ((await cache.read({ ...read, maxAgeMs: 300 }, load)).n === 2) break;
  });

  it('what another version has kept, and does not fit, is read anew', async () => {
    const other = z.object({ m: z.string() });
    const keep = async (): Promise<void> =>
      void (await cache.read({ ...read, schema: other }, async () => ({ m: 'x' })));
    await keep();
    await connection.ping();
    expect(await cache.read(read, load)).toEqual({ n: 1 });
  });

  it.each([
    ['is gone', () => server.kill()],
    ['stands still', async () => server.freeze()],
    ['was emptied', async () => void (await connection.flushall())],
    [
      'is full',
      async () => {
        await connection.flushall();
        await connection.config('SET', 'maxmemory-policy', 'noeviction');
        await connection.config('SET', 'maxmemory', '1');
      },
    ],
  ])('while it %s the database answers', async (_, hurt) => {
    expect(await hit()).toBe(1);
    truth = 2;
    await hurt();
    expect(await cache.read(read, load)).toEqual({ n: 2 });
    await cache.forget('numbers');
    truth = 3;
    if (_ !== 'was emptied') expect(await cache.read(read, load)).toEqual({ n: 3 });
  });
});
