import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { query } from '@antrean/platform/database';
import { createMetrics } from '@antrean/platform/observability';
import { createTestDatabase, testLog, type TestDatabase } from '@antrean/testing';
import { z } from 'zod';
import { ok, route } from './index.ts';
import { createHttpApp } from '../http-server/index.ts';
import { unlimited } from './rate-limit.ts';

let db: TestDatabase;
let server: Server;
let base: string;

const pass = (_request: unknown, _response: unknown, next: () => void): void => next();

beforeAll(async () => {
  db = await createTestDatabase();
  const app = createHttpApp({
    routes: [
      route({
        method: 'get',
        path: '/api/ask',
        access: 'public',
        summary: 'Asks PostgreSQL',
        tag: 'things',
        query: z.object({ sql: z.string() }),
        handler: async ({ query: { sql } }) => ok(await query(db.database.fork(), sql)),
      }),
      route({
        method: 'get',
        path: '/api/write',
        access: 'public',
        summary: 'Writes to a full disk',
        tag: 'things',
        handler: async () => ok(await writeFile('/dev/full', 'a file')),
      }),
    ],
    authenticate: pass,
    corsOrigins: '*',
    trustedProxies: 0,
    production: false,
    checkResponses: false,
    rateLimits: unlimited,
    metrics: createMetrics({ service: 'test' }),
    log: testLog,
  });
  server = createServer(app).listen(0);
  await once(server, 'listening');
  const address = server.address();
  base = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
});
afterAll(async () => {
  server.close();
  await db.close();
});

it.each([
  ['a connection that is cut', 'select pg_terminate_backend(pg_backend_pid())', 'database_unavailable'],
  ['a database that starts up', `do $$ begin raise sqlstate '57P03'; end $$`, 'database_unavailable'],
  ['too many connections', `do $$ begin raise sqlstate '53300'; end $$`, 'overloaded'],
  ['a statement that took too long', `do $$ begin raise sqlstate '57014'; end $$`, 'overloaded'],
  ['a lock that was not to be had', `do $$ begin raise sqlstate '55P03'; end $$`, 'overloaded'],
  ['a deadlock', `do $$ begin raise sqlstate '40P01'; end $$`, 'overloaded'],
])('answers 503 with Retry-After to %s', async (_, sql, code) => {
  const response = await fetch(`${base}/api/ask?sql=${encodeURIComponent(sql)}`);
  expect([response.status, response.headers.get('retry-after')]).toEqual([503, '2']);
  expect(response.headers.get('content-type')).toContain('application/problem+json');
  expect(JSON.parse(await response.text())).toMatchObject({ code, status: 503 });
});

it('answers 500 to a statement that is wrong', async () => {
  expect((await fetch(`${base}/api/ask?sql=select+1%2F0`)).status).toBe(500);
});

it('answers 507 when there is no room on the disk', async () => {
  const response = await fetch(`${base}/api/write`);
  expect(response.status).toBe(507);
  expect(JSON.parse(await response.text())).toMatchObject({ code: 'disk_full', status: 507 });
});
