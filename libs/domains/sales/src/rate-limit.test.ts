import { once } from 'node:events';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createRateLimits } from '@antrean/platform/http-server';
import { createMetrics } from '@antrean/platform/observability';
import { connectRedis, createRequestRedis, REQUEST_DEADLINE_MS, type Redis } from '@antrean/platform/redis';
import {
  createTestRedis,
  startTestApi,
  testConfig,
  testLog,
  type TestApi,
  type TestRedis,
  type TestReply,
} from '@antrean/testing';
import { sessionTokens } from '@antrean/sessions';
import { accessTokenOf, createTestPrincipal } from '@antrean/sessions/testing';
import { posRoutes, startPosApi, type PosApi } from './testing.ts';

let api: PosApi;
let testRedis: TestRedis;
let redis: Redis;
let limited: TestApi;

beforeAll(async () => {
  [api, testRedis] = await Promise.all([startPosApi(), createTestRedis()]);
  redis = connectRedis({ url: testRedis.url, name: 'test', log: testLog, deadlineMs: REQUEST_DEADLINE_MS });
  await once(redis, 'ready');
  const config = testConfig();
  limited = await startTestApi({
    tokens: sessionTokens,
    routes: posRoutes({ unitOfWork: api.unitOfWork, database: api.database, config }),
    database: api.database,
    config,
    rateLimits: createRateLimits(
      createRequestRedis({ connection: redis, metrics: createMetrics({ service: 'test' }), log: testLog }),
      true,
    ),
  });
});
afterAll(async () => {
  await limited.close();
  redis.disconnect();
  await testRedis.stop();
  await api.close();
});

it('S4-FUT-06 a till that floods us is refused for a while, and no other', async () => {
  // Nothing is sold: what counts is the request.
  const sell = (actor: PosApi['cashier']) =>
    limited.request('POST', '/api/v1/orders', { token: accessTokenOf(actor, testConfig()), body: {} });
  let refused: TestReply | undefined;
  for (let sent = 0; sent < 2_000 && !refused; sent += 50) {
    const answers = await Promise.all(Array.from({ length: 50 }, () => sell(api.cashier)));
    refused = answers.find(({ status }) => status === 429);
  }
  expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0);
  const other = await createTestPrincipal(api.database, { role: 'cashier' });
  expect((await sell(other)).status).toBe(400);
});
