import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { query } from '@antrean/platform/database';
import { auditEntryOf } from '@antrean/platform/messages';
import type { UserPrincipal } from '@antrean/platform/auth';
import {
  createTestDatabase,
  startTestApi,
  testConfig,
  type TestApi,
  type TestDatabase,
} from '@antrean/testing';
import { ensureRoles } from '@antrean/access';
import { accessTokenOf, createTestPrincipal } from '@antrean/sessions/testing';
import { identityEntities } from '@antrean/sign-in/testing';
import { sessionTokens } from '@antrean/sessions';
import { organizationRoutes } from './http.ts';
import { ensureEmployee, organizationEntities, organizationRoleDefaults } from './index.ts';
import { departmentEvents } from './messages.ts';

const config = testConfig();
let test: TestDatabase;
let api: TestApi;
let administrator: UserPrincipal;
let employee: UserPrincipal;

beforeAll(async () => {
  test = await createTestDatabase([...organizationEntities, ...identityEntities]);
  await ensureRoles(test.database, organizationRoleDefaults);
  api = await startTestApi({
    tokens: sessionTokens,
    routes: organizationRoutes(test),
    database: test.database,
    config,
  });
  administrator = await createTestPrincipal(test.database, { role: 'administrator', departmentId: null });
  employee = await createTestPrincipal(test.database, { role: 'employee', departmentId: null });
});
afterAll(async () => {
  await api.close();
  await test.close();
});

const as = (
  actor: UserPrincipal,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
) => api.request(method, path, { token: accessTokenOf(actor, config), body, headers });

const KINDS = [
  ['/api/departments', { name: 'Quality' }, { name: 'Quality Control' }],
  ['/api/positions', { name: 'Baker' }, { name: 'Head Baker' }],
  ['/api/shifts', { name: 'Night', startsAt: '22:00', endsAt: '06:00' }, { endsAt: '06:30' }],
  ['/api/outlets', { code: 'BDG', name: 'Bandung', address: 'Jl. Asia Afrika 8' }, { address: null }],
] as const;

describe.each(KINDS)('%s', (path, input, change) => {
  it('administrators write, everybody who is logged in reads', async () => {
    const created = await as(administrator, 'POST', path, input);
    expect(created.status).toBe(201);
    expect(created.body).toEqual({ id: expect.any(Number), ...input, isActive: true, version: 1 });
    const at = `${path}/${String(created.body['id'])}`;
    expect(created.headers.get('location')).toBe(at);

    const changed = await as(administrator, 'PATCH', at, change, { 'If-Match': '"1"' });
    expect(changed.body).toEqual({ ...created.body, ...change, version: 2 });
    expect((await as(employee, 'GET', at)).body).toEqual(changed.body);
    expect((await as(employee, 'GET', path)).body).toMatchObject({
      data: [changed.body],
      total: 1,
      page: 1,
      totalPages: 1,
    });

    expect((await as(administrator, 'PATCH', at, change, { 'If-Match': '"1"' })).status).toBe(412);
    expect((await as(employee, 'POST', path, input)).status).toBe(403);
    expect((await as(employee, 'PATCH', at, change)).status).toBe(403);
    expect((await api.request('GET', path)).status).toBe(401);
    expect((await as(employee, 'GET', `${path}/999999`)).status).toBe(404);
    expect((await as(administrator, 'PATCH', `${path}/999999`, change)).status).toBe(404);
  });

  it('is switched off, not deleted', async () => {
    const [row] = (await as(employee, 'GET', path)).body['data'] as { id: number }[];
    const off = await as(administrator, 'PATCH', `${path}/${row!.id}`, { isActive: false });
    expect(off.body).toMatchObject({ isActive: false, version: 3 });
    expect((await as(employee, 'GET', `${path}?isActive=true`)).body).toMatchObject({ total: 0 });
    expect((await as(employee, 'GET', `${path}?isActive=false`)).body).toMatchObject({ total: 1 });
    expect((await as(administrator, 'DELETE', `${path}/${row!.id}`)).status).toBe(405);
  });

  it('refuses a name or code that is taken, whatever its case, and names the field', async () => {
    const field = 'code' in input ? 'code' : 'name';
    const original = (await as(employee, 'GET', path)).body['data'] as Record<string, unknown>[];
    const taken = String(original[0]![field]);
    const twice = await as(administrator, 'POST', path, { ...input, [field]: taken.toUpperCase() });
    expect([twice.status, twice.body['code'], twice.body['errors']]).toEqual([
      409,
      'name_taken',
      [{ field: `body.${field}`, message: 'is taken' }],
    ]);
    const other = await as(administrator, 'POST', path, { ...input, [field]: 'Second' });
    const renamed = await as(administrator, 'PATCH', `${path}/${String(other.body['id'])}`, {
      [field]: taken,
    });
    expect(renamed.status).toBe(409);
    expect((await as(administrator, 'POST', path, { ...input, [field]: '  ' })).status).toBe(400);
    expect((await as(administrator, 'POST', path, { ...input, [field]: 'a\u0000b' })).status).toBe(400);
  });
});

describe('master data', () => {
  it('a repetition with the same Idempotency-Key creates nothing new', async () => {
    const create = () =>
      as(administrator, 'POST', '/api/departments', { name: 'Once' }, { 'Idempotency-Key': 'once-only' });
    const [first, second] = [await create(), await create()];
    expect([second.status, second.body]).toEqual([201, first.body]);
  });

  it('changes are announced for the audit trail, once, and only when something changed', async () => {
    const { body } = await as(administrator, 'POST', '/api/departments', { name: 'Audited' });
    const change = () =>
      as(administrator, 'PATCH', `/api/departments/${String(body['id'])}`, { name: 'Checked' });
    await change();
    await change();
    const events = await query<{ name: string; payload: never; actor_id: string }>(
      test.database.fork(),
      `select name, payload, actor_id from outbox_events
       where name like 'department.%' and payload->>'id' = ? order by id`,
      [String(body['id'])],
    );
    expect(events.map(({ name }) => name)).toEqual(['department.created', 'department.updated']);
    expect(events[1]!.actor_id).toBe(String(administrator.userId));
    const { created, updated } = departmentEvents;
    expect(auditEntryOf(created, events[0]!.payload)).toMatchObject({
      action: 'DEPARTMENT_CREATED',
      subject: 'Audited',
    });
    expect(auditEntryOf(updated, events[1]!.payload)).toMatchObject({
      action: 'DEPARTMENT_UPDATED',
      subject: 'Checked',
    });
  });

  it('refuses times that no clock shows', async () => {
    for (const startsAt of ['24:00', '7:00', 'noon']) {
      const reply = await as(administrator, 'POST', '/api/shifts', {
        name: 'Odd',
        startsAt,
        endsAt: '08:00',
      });
      expect(reply.body['errors']).toMatchObject([{ field: 'body.startsAt' }]);
    }
  });
});

describe('ensureEmployee', () => {
  it('finds who is on record by the number, whatever its case, and adds what is new', async () => {
    const ensure = async (nik: string, departmentId: number | null) => {
      const em = test.database.fork();
      const found = await ensureEmployee(em, { nik, fullName: 'Rina', departmentId, positionId: null });
      await em.flush();
      return found;
    };
    const [department] = (await as(employee, 'GET', '/api/departments')).body['data'] as { id: number }[];
    const first = await ensure('REC-1', null);
    const second = await ensure('rec-1', department!.id);
    expect(second).toMatchObject({ id: first.id, nik: 'REC-1', departmentId: department!.id });
    expect(await ensure('REC-1', null)).toMatchObject({ departmentId: department!.id });
  });
});
