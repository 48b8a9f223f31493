import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { definePermissions, type UserPrincipal } from '@antrean/platform/auth';
import { defineReport, streamRows } from '@antrean/platform/report';
import { z } from 'zod';
import { accessTokenOf, createTestPrincipal } from '@antrean/sessions/testing';
import { DOWNLOADS_AT_ONCE, startReportApi, type ReportApi } from './testing.ts';

const long = defineReport({
  name: 'long',
  path: '/api/reports/long',
  title: { id: 'Panjang', en: 'Long' },
  summary: 'For tests',
  permission: definePermissions('reports', ['test']).test,
  parameters: z.object({}),
  response: z.array(z.unknown()),
  columns: [{ key: 'text', header: { id: 'Teks', en: 'Text' } }],
  rows: ({ database, signal }) =>
    streamRows<{ text: string }>(
      database,
      `select repeat('x', 1000) as text from generate_series(1, 500000)`,
      [],
      signal,
    ),
});

const CLIENTS = 10;
const DOWNLOAD_WITHIN_MS = 10_000;

let api: ReportApi;
let admin: UserPrincipal;

beforeAll(async () => {
  // As many connections for requests as there are slow clients.
  api = await startReportApi({ reports: [long], poolSize: CLIENTS, downloadWithinMs: DOWNLOAD_WITHIN_MS });
  admin = await createTestPrincipal(api.database, { role: 'administrator' });
}, 60_000);
afterAll(() => api.close());

/** A client that asks for the file and takes nothing of it. */
async function slowClient(): Promise<IncomingMessage> {
  const request = get(`${api.url}/api/reports/long?format=csv`, {
    headers: { authorization: `Bearer ${accessTokenOf(admin, api.config)}` },
    agent: false,
  });
  const [response]: IncomingMessage[] = await once(request, 'response');
  return response!;
}

let downloads: IncomingMessage[];
beforeEach(async () => {
  downloads = await Promise.all(Array.from({ length: CLIENTS }, slowClient));
});

it('ten clients that take nothing of their downloads keep nobody else from an answer', async () => {
  const running = downloads.filter(({ statusCode }) => statusCode === 200);
  const refused = downloads.filter(({ statusCode }) => statusCode === 503);
  expect([running.length, refused.length]).toEqual([DOWNLOADS_AT_ONCE, CLIENTS - DOWNLOADS_AT_ONCE]);
  for (const { headers } of refused) expect(headers['retry-after']).toBe('10');

  const answers = await Promise.all(
    Array.from({ length: 3 * CLIENTS }, () => api.fetch(admin, '/api/reports/consumption')),
  );
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
  expect(api.exports.connections.idle).toBe(0);

  for (const client of downloads) client.destroy();
});

it('a download that takes too long is ended, and its connection is there for the next one', async () => {
  const running = downloads.filter(({ statusCode }) => statusCode === 200);
  while (api.exports.connections.open > 0) await pause(20);
  const ends = await Promise.all(
    running.map(async (response) => {
      const closed = new Promise((resolve) => response.once('close', resolve));
      response.on('error', () => undefined).resume();
      await closed;
      return response.complete;
    }),
  );
  expect(ends).toEqual(running.map(() => false));
  const next = await slowClient();
  expect(next.statusCode).toBe(200);
  for (const client of [...downloads, next]) client.destroy();
}, 60_000);
