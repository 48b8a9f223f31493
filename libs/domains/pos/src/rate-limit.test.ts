import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createAuthentication } from '@antrean/platform/auth';
import { createHttpApp, createRateLimits } from '@antrean/platform/http';
import { createMetrics } from '@antrean/platform/observability';
import { connectRedis, REQUEST_DEADLINE_MS, type Redis } from '@antrean/platform/redis';
import { createTestRedis, testConfig, testLog, type TestRedis } from '@antrean/testing';
import { sessionTokens } from '@antrean/sessions';
import { accessTokenOf, createTestPrincipal } from '@antrean/sessions/testing';
import { posRoutes } from './http.ts';
import { startPosApi, type PosApi } from './pos.factory.ts';

let api: PosApi;
let testRedis: TestRedis;
let redis: Redis;
let server: Server;

beforeAll(async () => {
  [api, testRedis] = await Promise.all([startPosApi(), createTestRedis()]);
  redis = connectRedis({ url: testRedis.url, name: 'test', log: testLog, deadlineMs: REQUEST_DEADLINE_MS });
  await once(redis, 'ready');
  const config = testConfig();
  server = createServer(
    createHttpApp({
      routes: posRoutes({ host: api.host, database: api.database, config }),
      authenticate: createAuthentication([sessionTokens({ database: api.database, config })]),
      corsOrigins: config.corsOrigins,
      trustedProxies: 0,
      production: false,
      checkResponses: true,
      rateLimits: createRateLimits(redis, true, testLog),
      metrics: createMetrics({ service: 'test' }),
      log: testLog,
    }),
  ).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(async () => {
  server.close();
  server.closeAllConnections();
  redis.disconnect();
  await testRedis.stop();
  await api.close();
});

it('S4-FUT-06 a till that floods us is refused for a while, and no other', async () => {
  const { port } = server.address() as AddressInfo;
  const sell = async (actor: PosApi['cashier']) => {
    const response = await fetch(`http://127.0.0.1:${port}/api/v1/orders`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${accessTokenOf(actor, testConfig())}`,
        'content-type': 'application/json',
      },
      // Nothing is sold: what counts is the request.
      body: '{}',
    });
    await response.arrayBuffer();
    return response;
  };
  let refused: Response | undefined;
  for (let sent = 0; sent < 2_000 && !refused; sent += 50) {
    const answers = await Promise.all(Array.from({ length: 50 }, () => sell(api.cashier)));
    refused = answers.find(({ status }) => status === 429);
  }
  expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0);
  const other = await createTestPrincipal(api.database, { role: 'cashier' });
  expect((await sell(other)).status).toBe(400);
});
