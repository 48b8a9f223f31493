import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestRedis, testLog, type TestRedis } from '@antrean/testing';
import { z } from 'zod';
import { createMetrics } from '../observability/index.ts';
import { connectRedis, createRequestRedis, REQUEST_DEADLINE_MS, type Redis } from '../redis/index.ts';
import { addressKey, ok, route } from './index.ts';
import { createHttpApp, createRateLimits } from '../http-server/index.ts';

const enter = route({
  method: 'post',
  path: '/enter',
  access: 'public',
  tag: 'Test',
  summary: 'Counts guesses',
  rateLimit: 'login',
  rateLimitKey: (body) => JSON.stringify(body),
  body: z.object({ name: z.string() }),
  response: z.object({}),
  handler: async () => ok({}),
});
const read = route({
  method: 'get',
  path: '/read',
  access: 'public',
  tag: 'Test',
  summary: 'Reads',
  response: z.object({}),
  handler: async () => ok({}),
});

const search = route({
  method: 'get',
  path: '/search',
  access: 'public',
  tag: 'Test',
  summary: 'Searches',
  rateLimit: 'search',
  response: z.object({}),
  handler: async () => ok({}),
});

describe('rate limits', () => {
  let testRedis: TestRedis;
  let redis: Redis;
  beforeAll(async () => {
    testRedis = await createTestRedis();
    redis = connectRedis({ url: testRedis.url, name: 'test', log: testLog, deadlineMs: REQUEST_DEADLINE_MS });
    await once(redis, 'ready');
  });
  afterAll(async () => {
    redis.disconnect();
    await testRedis.stop();
  });

  const isReady = (): boolean => redis.status === 'ready';

  /** One api process; `from` is the client's address, as the one proxy in front tells it. */
  async function startApi() {
    const metrics = createMetrics({ service: 'test' });
    const server = createServer(
      createHttpApp({
        routes: [enter, read, search],
        authenticate: (_request, _response, next) => next(),
        corsOrigins: [],
        trustedProxies: 1,
        production: false,
        checkResponses: true,
        rateLimits: createRateLimits(createRequestRedis({ connection: redis, metrics, log: testLog }), true),
        metrics,
        log: testLog,
      }),
    ).listen(0, '127.0.0.1');
    server.keepAliveTimeout = 65_000;
    await once(server, 'listening');
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return {
      enter: async (from: string, name: string) => {
        const response = await fetch(`${base}/enter`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'x-forwarded-for': from },
          body: JSON.stringify({ name }),
        });
        await response.arrayBuffer();
        return response;
      },
      read: async (from: string) =>
        (await fetch(`${base}/read`, { headers: { 'x-forwarded-for': from } })).status,
      search: async (from: string) =>
        (await fetch(`${base}/search`, { headers: { 'x-forwarded-for': from } })).status,
      close: () => {
        server.close();
        server.closeAllConnections();
      },
    };
  }
  type TestApi = Awaited<ReturnType<typeof startApi>>;
  /** How many of so many attempts are let through. */
  const passing = async (
    api: TestApi,
    attempts: number,
    from: (n: number) => string,
    name: (n: number) => string,
  ) => {
    let [begun, passed] = [0, 0];
    const attempt = async (): Promise<void> => {
      while (begun < attempts) {
        const n = begun++;
        if ((await api.enter(from(n), name(n))).status === 200) passed += 1;
      }
    };
    // All at once would keep this process, in which the api and its clients are, from hearing Redis in time.
    await Promise.all(Array.from({ length: 20 }, attempt));
    return passed;
  };

  it('count guesses by address and name, and more of them by address alone', async () => {
    const api = await startApi();
    try {
      expect(
        await passing(
          api,
          70,
          () => '192.0.2.1',
          () => 'ann',
        ),
      ).toBe(60);
      expect((await api.enter('192.0.2.1', 'bob')).status).toBe(200);
      expect((await api.enter('192.0.2.2', 'ann')).status).toBe(200);
      expect(
        await passing(
          api,
          610,
          () => '192.0.2.3',
          (n) => `name-${n}`,
        ),
      ).toBe(600);
      expect((await api.enter('192.0.2.4', 'name-1')).status).toBe(200);
    } finally {
      api.close();
    }
  });

  it('count what is costly to find apart from all else', async () => {
    const api = await startApi();
    try {
      const statuses = await Promise.all(Array.from({ length: 61 }, () => api.search('192.0.2.20')));
      expect(statuses.filter((status) => status === 200)).toHaveLength(60);
      expect(await api.read('192.0.2.20')).toBe(200);
      expect(await api.search('192.0.2.21')).toBe(200);
    } finally {
      api.close();
    }
  });

  it('count all addresses of an IPv6 subscriber as one', async () => {
    expect(addressKey('2001:db8:1:2:aaaa::1')).toBe(addressKey('2001:db8:1:2:bbbb::9'));
    expect(addressKey('2001:db8:1:3::1')).not.toBe(addressKey('2001:db8:1:2::1'));
    expect(addressKey('::ffff:192.0.2.9')).toBe('192.0.2.9');
    const api = await startApi();
    try {
      expect(
        await passing(
          api,
          70,
          (n) => `2001:db8:1:2:${n.toString(16)}::1`,
          () => 'cat',
        ),
      ).toBe(60);
      expect((await api.enter('2001:db8:1:3::1', 'cat')).status).toBe(200);
    } finally {
      api.close();
    }
  });

  it('are kept by the process while Redis is away, and by Redis when it is back', async () => {
    const api = await startApi();
    try {
      await testRedis.kill();
      while (isReady()) await new Promise(setImmediate);
      expect(
        await passing(
          api,
          70,
          () => '192.0.2.5',
          () => 'dan',
        ),
      ).toBe(60);
      expect(await api.read('192.0.2.5')).toBe(200);
      await testRedis.restart();
      if (!isReady()) await once(redis, 'ready');
      expect((await api.enter('192.0.2.5', 'dan')).status).toBe(200);
      expect(await redis.keys('antrean:rate:login*')).not.toEqual([]);
    } finally {
      api.close();
    }
  });
});
