import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { createTestDeviceToken, createTestMachine } from '@antrean/machines/testing';
import { query } from '@antrean/platform/database';
import { startInProcessApi, type InProcessApi } from './in-process-api.ts';

/** What requests send to PostgreSQL, as `docs/performance.md` has it: who adds a statement to each order says so there. */

const send = Client.prototype.query as (this: Client, ...given: unknown[]) => unknown;
let api: InProcessApi;
let sent: string[] = [];

beforeAll(async () => {
  api = await startInProcessApi();
  Client.prototype.query = function (this: Client, ...given: unknown[]) {
    const [asked] = given as [string | { text: string }];
    sent.push(typeof asked === 'string' ? asked : asked.text);
    return send.apply(this, given);
  } as typeof Client.prototype.query;
}, 60_000);
afterEach(() => {
  sent = [];
});
afterAll(async () => {
  Client.prototype.query = send as typeof Client.prototype.query;
  await api.close();
});

async function call(
  method: string,
  path: string,
  token?: string,
  body?: unknown,
): Promise<{ status: number; body: never }> {
  const response = await fetch(`${api.url}${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  return { status: response.status, body: (await response.json()) as never };
}

async function logIn(nik: string, password: string): Promise<string> {
  const { body } = await call('POST', '/api/auth/login', undefined, { nik, password });
  sent = [];
  return (body as { accessToken: string }).accessToken;
}

const kinds = (): string[] =>
  sent.map((text) => text.trim().split(/\s+/).slice(0, 2).join(' ').toLowerCase());

it('S0-PERF-01 an order is five round trips: who it is, and a transaction of two statements', async () => {
  const token = await logIn('EMP001', 'emp123');
  const { status } = await call('POST', '/api/orders', token, { shiftId: 1, jumlahPesanan: 2 });
  expect(status).toBe(201);
  expect(kinds()).toEqual(['select p.user_id,', 'begin', 'insert into', 'with also', 'commit']);
});

it('S0-PERF-01 a page of orders is three, however many orders are on it', async () => {
  const employee = await logIn('EMP001', 'emp123');
  for (let i = 0; i < 5; i += 1)
    await call('POST', '/api/orders', employee, { shiftId: 1, jumlahPesanan: 2 });
  const administrator = await logIn('ADM001', 'admin123');
  const { body } = await call('GET', '/api/orders?limit=20', administrator);
  expect((body as { data: unknown[] }).data.length).toBeGreaterThanOrEqual(5);
  expect(kinds()).toHaveLength(3);
});

it('S0-PERF-01 a report of a machine is two, and one more when its figures are others', async () => {
  const owner = { id: 1 };
  const { id } = await createTestMachine(api.db.database, owner);
  const token = await createTestDeviceToken(api.db.database, { id, createdBy: owner.id });
  // That it was used just now is known.
  await query(api.db.database.fork(), `update api_tokens set last_used_at = now() where subject_id = ?`, [
    id,
  ]);
  const say = async (what: 'heartbeat' | 'status', pieces?: number): Promise<string[]> => {
    sent = [];
    const body = pieces === undefined ? undefined : { status: 'ONLINE', counters: { PET: pieces } };
    expect((await call('POST', `/api/rvms/${id}/${what}`, token, body)).status).toBe(200);
    return kinds();
  };
  for (const pieces of [1, 2]) await say('status', pieces);
  const known = 'select t.id';
  expect(await say('heartbeat')).toEqual([known, 'with unhurried']);
  expect(await say('status', 2)).toEqual([known, 'with unhurried']);
  expect(await say('status', 3)).toEqual([known, 'with unhurried', 'with clock']);
});
