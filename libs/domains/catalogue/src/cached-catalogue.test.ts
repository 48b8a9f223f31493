import { once } from 'node:events';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createMetrics } from '@antrean/platform/observability';
import {
  connectRedis,
  createReadCache,
  createRequestRedis,
  REQUEST_DEADLINE_MS,
  type Redis,
} from '@antrean/platform/redis';
import { posRoutes, startPosApi, type PosApi } from '@antrean/sales/testing';
import { sessionTokens } from '@antrean/sessions';
import { accessTokenOf, createTestPrincipal } from '@antrean/sessions/testing';
import {
  createTestRedis,
  startTestApi,
  testConfig,
  testLog,
  type TestApi,
  type TestRedis,
} from '@antrean/testing';

const PRODUCTS = '/api/v1/products';
const config = testConfig();
const metrics = createMetrics({ service: 'test' });
let api: PosApi;
let server: TestRedis;
let redis: Redis;
/** Two api processes. */
let replicas: TestApi[];

beforeAll(async () => {
  [api, server] = await Promise.all([startPosApi(), createTestRedis()]);
  redis = connectRedis({ url: server.url, name: 'test', log: testLog, deadlineMs: REQUEST_DEADLINE_MS });
  await once(redis, 'ready');
  const { unitOfWork, database } = api;
  const start = (): Promise<TestApi> => {
    const requests = createRequestRedis({ connection: redis, metrics, log: testLog });
    const cache = createReadCache(requests, { metrics, log: testLog });
    const routes = posRoutes({ unitOfWork, database, config, cache });
    return startTestApi({ tokens: sessionTokens, routes, database, config });
  };
  replicas = [await start(), await start()];
});
afterAll(async () => {
  for (const replica of replicas) await replica.close();
  redis.disconnect();
  await server.stop();
  await api.close();
});

const send = (at: number, actor: PosApi['cashier'], method: string, path: string, body?: unknown) =>
  replicas[at]!.request(method, path, {
    token: accessTokenOf(actor, config),
    ...(body === undefined ? {} : { body }),
  });
const hits = async (): Promise<number> =>
  (await metrics.cachedReads.get()).values.find(({ labels }) => labels.outcome === 'hit')?.value ?? 0;
const priceOf = (reply: { body: Record<string, unknown> }): unknown =>
  (reply.body['data'] as { id: number; price: number }[]).find(({ id }) => id === 2)?.price;

it('S0-PERF-02 the list is read once for all processes, a change is seen by all, and who may not read gets nothing of it', async () => {
  const { cashier, administrator } = api;
  await send(0, cashier, 'GET', PRODUCTS);
  await redis.ping();
  const before = await hits();
  const kept = await send(1, cashier, 'GET', PRODUCTS);
  expect([kept.status, priceOf(kept), await hits()]).toEqual([200, 6_000, before + 1]);

  expect((await send(0, administrator, 'PATCH', `${PRODUCTS}/2`, { price: 7_000 })).status).toBe(200);
  for (const at of [0, 1]) expect(priceOf(await send(at, cashier, 'GET', PRODUCTS))).toBe(7_000);

  const customer = await createTestPrincipal(api.database, { role: 'customer', departmentId: null });
  expect((await send(1, customer, 'GET', PRODUCTS)).status).toBe(403);

  await server.kill();
  expect((await send(1, administrator, 'PATCH', `${PRODUCTS}/2`, { price: 8_000 })).status).toBe(200);
  for (const at of [0, 1]) expect(priceOf(await send(at, cashier, 'GET', PRODUCTS))).toBe(8_000);
});
