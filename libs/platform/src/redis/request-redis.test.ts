import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createTestRedis, testLog, type TestRedis } from '@antrean/testing';
import { z } from 'zod';
import { ok, route } from '../http/index.ts';
import { startHttpServer } from '../http/http-test.factory.ts';
import { createRateLimits } from '../http-server/index.ts';
import { createMetrics, type Metrics } from '../observability/index.ts';
import { createSocketCounter } from '../realtime/index.ts';
import {
  connectRedis,
  createRequestRedis,
  REQUEST_DEADLINE_MS,
  type Redis,
  type RequestRedis,
} from './index.ts';

let server: TestRedis;
let connection: Redis;
let metrics: Metrics;
let redis: RequestRedis;

const lend = async (url: string): Promise<void> => {
  connection = connectRedis({ url, name: 'test', log: testLog, deadlineMs: REQUEST_DEADLINE_MS });
  redis = createRequestRedis({ connection, metrics, log: testLog });
  await once(connection, 'ready');
};
const fallbacks = async (what: string): Promise<number> =>
  (await metrics.redisFallbacks.get()).values.find(({ labels }) => labels.what === what)?.value ?? 0;
const fillUp = async (): Promise<void> => {
  await connection.config('SET', 'maxmemory-policy', 'noeviction');
  await connection.config('SET', 'maxmemory', '1');
};

beforeEach(async () => {
  server = await createTestRedis();
  metrics = createMetrics({ service: 'test' });
});
afterEach(async () => {
  connection.disconnect();
  await server.stop();
});

describe('S0-ERR-06 no request waits for Redis', () => {
  const read = route({
    method: 'get',
    path: '/read',
    access: 'public',
    tag: 'Test',
    summary: 'Reads',
    rateLimit: 'search',
    response: z.object({}),
    handler: async () => ok({}),
  });

  it.each([
    ['is gone', () => server.kill()],
    ['stands still', async () => server.freeze()],
    ['is full', fillUp],
  ])('that %s: requests are answered, and counted as before', async (_, hurt) => {
    await lend(server.url);
    const api = await startHttpServer([read], { rateLimits: createRateLimits(redis, true) });
    const statuses = async (times: number): Promise<number[]> => {
      const all: number[] = [];
      for (let n = 0; n < times; n += 1) all.push((await api.send('GET', '/read')).status);
      return all;
    };
    try {
      expect(await statuses(1)).toEqual([200]);
      expect(await fallbacks('rate_limit')).toBe(0);
      await hurt();
      const begun = performance.now();
      // One by one: if each of them waited for its deadline, that alone would be six seconds.
      expect(await statuses(61)).toEqual([...Array.from({ length: 60 }, () => 200), 429]);
      expect(performance.now() - begun).toBeLessThan(61 * REQUEST_DEADLINE_MS * 0.7);
      expect(await fallbacks('rate_limit')).toBe(61);
      // Null where nobody can tell.
      expect((await createSocketCounter(redis)(['room'])) ?? 0).toBe(0);
    } finally {
      await api.close();
    }
  });
});

describe('a Redis that is slow', () => {
  /** Passes everything on, each piece so much later. */
  async function slowDown(url: string, delayMs: () => number): Promise<{ url: string; server: Server }> {
    const { hostname, port } = new URL(url);
    const slow = createServer((client) => {
      const target = connect(Number(port), hostname);
      client.on('data', (data) => setTimeout(() => target.write(data), delayMs()));
      target.pipe(client);
      for (const [one, other] of [
        [client, target],
        [target, client],
      ] as const)
        one.on('error', () => other.destroy()).on('close', () => other.destroy());
    }).listen(0, '127.0.0.1');
    await once(slow, 'listening');
    return { url: `redis://127.0.0.1:${(slow.address() as AddressInfo).port}`, server: slow };
  }

  it('costs one request its deadline and is let rest; later it is asked again', async () => {
    let delayMs = 0;
    const slow = await slowDown(server.url, () => delayMs);
    try {
      await lend(slow.url);
      let asked = 0;
      const ask = (): Promise<string> =>
        redis.ask(
          'read_cache',
          (each) => {
            asked += 1;
            return each.ping();
          },
          () => 'own',
        );
      expect(await ask()).toBe('PONG');
      delayMs = 3 * REQUEST_DEADLINE_MS;
      asked = 0;
      const answers: string[] = [];
      for (let n = 0; n < 100; n += 1) answers.push(await ask());
      expect(new Set(answers)).toEqual(new Set(['own']));
      // A busy machine may have taken some delays for its own; nearly all did not ask at all.
      expect(asked).toBeLessThan(20);
      expect(await fallbacks('read_cache')).toBe(100);

      delayMs = 0;
      let answer = '';
      while (answer !== 'PONG') {
        answer = await ask();
        await new Promise(setImmediate);
      }
    } finally {
      connection.disconnect();
      slow.server.close();
    }
  });

  it('has one deadline for all that a request asks of it, and what comes later changes nothing', async () => {
    await lend(server.url);
    const answer = await redis.ask(
      'read_cache',
      async (each) => {
        for (;;) await each.ping();
      },
      () => 'own',
    );
    expect(answer).toBe('own');
  });
});
