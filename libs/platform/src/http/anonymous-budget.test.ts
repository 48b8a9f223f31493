import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createMetrics } from '@antrean/platform/observability';
import { testLog } from '@antrean/testing';
import { z } from 'zod';
import { ok, route } from './index.ts';
import { createAnonymousBudget, createHttpApp, unlimited } from '../http-server/index.ts';

const POINTS = 100;
let server: Server;
let base: string;
let time = 0;
let handled = 0;

beforeAll(async () => {
  const makeRoute = (path: string, access: 'public' | 'signed-in') =>
    route({
      method: 'post',
      path,
      access,
      summary: 'Takes a text',
      tag: 'test',
      body: z.object({ text: z.string() }),
      handler: async () => {
        handled += 1;
        return ok(undefined);
      },
    });
  const app = createHttpApp({
    routes: [makeRoute('/open', 'public'), makeRoute('/closed', 'signed-in')],
    authenticate: (request, response, next) => {
      if (request.get('authorization')) {
        response.locals['actor'] = {
          kind: 'user',
          userId: 1,
          nik: null,
          name: 'Ann',
          role: 'r',
          karyawanId: null,
          sessionId: 's',
          tokenId: null,
          roles: ['r'],
          grants: new Map(),
          scopedRoles: [],
          muted: new Set(),
          serves: 'all',
          departmentId: null,
          language: 'en',
          mustChangePassword: false,
        };
      }
      next();
    },
    corsOrigins: [],
    trustedProxies: 1,
    production: false,
    checkResponses: true,
    rateLimits: unlimited,
    anonymousBudget: createAnonymousBudget({ points: POINTS, now: () => time }),
    metrics: createMetrics({ service: 'test' }),
    log: testLog,
  });
  server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

async function send(from: string, { bytes = 20, path = '/open', token = '' } = {}): Promise<Response> {
  const response = await fetch(base + path, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-forwarded-for': from,
      ...(token ? { authorization: token } : {}),
    },
    body: JSON.stringify({ text: 'x'.repeat(bytes - 11) }),
  });
  await response.arrayBuffer();
  return response;
}
/** How many of so many requests are let through to the route. */
async function passing(attempts: number, request: (n: number) => Promise<Response>): Promise<number> {
  let passed = 0;
  for (let n = 0; n < attempts; n += 1) if ((await request(n)).status !== 429) passed += 1;
  return passed;
}

it('what callers who are nobody may send is counted by its bytes and not by requests alone', async () => {
  expect(await passing(60, () => send('192.0.2.1'))).toBe(POINTS / 2);
  expect(await passing(20, () => send('192.0.2.2', { bytes: 7_500 }))).toBe(Math.floor(POINTS / 9));
});

it('what is refused costs too: without a token, and with one that is larger than the route takes', async () => {
  const before = handled;
  expect(await passing(60, () => send('192.0.2.3', { path: '/closed' }))).toBe(POINTS / 2);
  expect(await passing(20, () => send('192.0.2.4', { bytes: 50_000 }))).toBe(1);
  expect(handled).toBe(before);
});

it('an IPv6 network is one caller, others are others, and who is logged in does not count', async () => {
  expect(await passing(60, (n) => send(`2001:db8:1:2::${n.toString(16)}`))).toBe(POINTS / 2);
  expect((await send('2001:db8:1:3::1')).status).toBe(200);
  expect((await send('2001:db8:1:2::1', { path: '/closed', token: 'x' })).status).toBe(200);
});

it('the refusal says when to come back, and then it is over', async () => {
  const refused = await send('192.0.2.1');
  expect([refused.status, Number(refused.headers.get('retry-after'))]).toEqual([429, 60]);
  time += 60_000;
  expect((await send('192.0.2.1')).status).toBe(200);
});
