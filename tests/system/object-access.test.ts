import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { query } from '@antrean/platform/database';
import type { UserPrincipal } from '@antrean/platform/auth';
import { accessTokenOf, createTestPrincipal, createTestSession } from '@antrean/sessions/testing';
import { createTestToken } from '@antrean/api-tokens/testing';
import { createTestMealOrder } from '@antrean/meal-orders/testing';
import { createTestApplication } from '@antrean/onboarding/testing';
import { createTestBooking } from '@antrean/bookings/testing';
import {
  createTestClinic,
  createTestInvitation,
  createTestService,
  createTestStaff,
} from '@antrean/clinics/testing';
import { createTestPet } from '@antrean/pets/testing';
import { createTestWorkOrder } from '@antrean/work-orders/testing';
import { accessPolicy } from './access-policy.ts';
import { startInProcessApi, type InProcessApi } from './in-process-api.ts';
import { operationsOf, smallestOf, type Operation } from './openapi.ts';

interface Answer {
  status: number;
  code: string | null;
}

/** What belongs to somebody: who has it, who sees everybody's, and how one comes into being. */
interface Thing {
  path: RegExp;
  owner: string;
  seesAll: string | null;
  absent: string;
  make: (owner: UserPrincipal) => Promise<string>;
}

/** May be called while the password is temporary. */
const ALLOWED_WITH_TEMPORARY_PASSWORD = ['GET /api/auth/me', 'POST /api/auth/password/change'];
const ABSENT_UUID = '00000000-0000-4000-8000-000000000000';

describe('S3-AUTH-09 S0-TEST-06 operations × subjects × own, foreign, absent', () => {
  let api: InProcessApi;
  let operations: Operation[];
  const roles = new Map<string, UserPrincipal>();

  beforeAll(async () => {
    api = await startInProcessApi();
    operations = await operationsOf(api.url);
    const { database } = api.db;
    const named = await query<{ key: string }>(database.fork(), `select key from roles order by key`);
    for (const { key } of named)
      roles.set(key, await createTestPrincipal(database, { role: key, departmentId: 1 }));
  }, 60_000);
  afterAll(() => api.close());

  const nameOf = ({ method, path }: Operation): string => `${method} ${path}`;
  const tokenOf = (actor: UserPrincipal): string => accessTokenOf(actor, api.config);

  async function send(operation: Operation, ids: readonly string[], token?: string): Promise<Answer> {
    const { method, path, parameters, body, takesFile } = operation;
    const left = [...ids];
    const absent = /sessions|report-jobs/.test(path) ? ABSENT_UUID : '999999';
    const target = path.replaceAll(/\{\w+\}/g, () => left.shift() ?? absent);
    const query = parameters
      .filter(({ in: place, required }) => place === 'query' && required)
      .map(({ name, schema }) => `${name}=${String(smallestOf(schema))}`);
    const sent = takesFile ? 'some text' : body ? JSON.stringify(smallestOf(body)) : undefined;
    const response = await fetch(`${api.url}${target}?${query.join('&')}`, {
      method,
      headers: {
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(sent === undefined ? {} : { 'content-type': takesFile ? 'text/plain' : 'application/json' }),
      },
      ...(sent === undefined ? {} : { body: sent }),
    });
    const text = await response.text();
    const isProblem = response.headers.get('content-type')?.includes('problem+json');
    return { status: response.status, code: isProblem ? JSON.parse(text).code : null };
  }

  /** As a production manager, who may have reports and sees nobody else's. */
  const post = async (path: string, owner: UserPrincipal, body: object): Promise<string> => {
    const response = await fetch(api.url + path, {
      method: 'POST',
      headers: { authorization: `Bearer ${tokenOf(owner)}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${path}: ${text}`);
    return String(JSON.parse(text).id);
  };

  const THINGS: Record<string, Thing> = {
    'meal order': {
      path: /^\/api\/orders\/\{id\}/,
      owner: 'employee',
      seesAll: 'administrator',
      absent: '999999',
      make: async (owner) => String((await createTestMealOrder(api.db.database, owner)).id),
    },
    'work order': {
      path: /^(?:\/api)?\/workorders\/\{id\}/,
      owner: 'production_operator',
      seesAll: 'production_manager',
      absent: '999999',
      make: async (owner) => String((await createTestWorkOrder(api.db.database, owner)).id),
    },
    'vendor application': {
      path: /^\/api\/vendor-applications\/\{id\}/,
      owner: 'customer',
      seesAll: 'administrator',
      absent: '999999',
      make: async (owner) => String((await createTestApplication(api.db.database, owner)).id),
    },
    pet: {
      path: /^\/api\/pets\/\{id\}/,
      owner: 'customer',
      seesAll: null,
      absent: '999999',
      make: async ({ userId }) => String((await createTestPet(api.db.database, userId)).id),
    },
    booking: {
      path: /^\/api\/bookings\/\{id\}/,
      owner: 'customer',
      seesAll: 'administrator',
      absent: '999999',
      make: async ({ userId: customerId }) => {
        const { database } = api.db;
        const { id: clinicId } = await createTestClinic(database);
        const { id: staffId, personId } = await createTestStaff(database, clinicId);
        const { id: serviceId } = await createTestService(database, clinicId, { staffIds: [staffId] });
        const { id: petId } = await createTestPet(database, customerId);
        const startsAt = new Date(Date.now() + 86_400_000);
        const whose = { clinicId, serviceId, staffId, personId, petId, customerId, startsAt };
        return String((await createTestBooking(database, whose)).id);
      },
    },
    'waiting entry': {
      path: /^\/api\/waiting-list\/\{id\}/,
      owner: 'customer',
      seesAll: 'administrator',
      absent: '999999',
      make: async ({ userId }) => {
        const { id: clinicId } = await createTestClinic(api.db.database);
        const { id: serviceId } = await createTestService(api.db.database, clinicId);
        const [entry] = await query<{ id: number }>(
          api.db.database.fork(),
          `insert into waiting_entries (clinic_id, service_id, customer_id, first_date, last_date, status, waiting_since)
           values (?, ?, ?, current_date, current_date, 'waiting', now()) returning id`,
          [clinicId, serviceId, userId],
        );
        return String(entry!.id);
      },
    },
    'clinic invitation': {
      path: /^\/api\/clinic-invitations\/\{id\}/,
      owner: 'customer',
      seesAll: null,
      absent: '999999',
      make: async ({ userId }) => String((await createTestInvitation(api.db.database, userId)).id),
    },
    session: {
      path: /^\/api\/auth\/sessions\/\{id\}/,
      owner: 'employee',
      seesAll: null,
      absent: ABSENT_UUID,
      make: async ({ userId }) => (await createTestSession(api.db.database, { id: userId })).sessionId,
    },
    'API token': {
      path: /^\/api\/auth\/tokens\/\{id\}/,
      owner: 'employee',
      seesAll: null,
      absent: ABSENT_UUID,
      make: async ({ userId }) =>
        (await createTestToken(api.db.database, { id: userId }, { abilities: ['meal-orders.read'] })).id,
    },
    'report job': {
      path: /^\/api\/report-jobs\/\{id\}/,
      owner: 'production_manager',
      seesAll: 'administrator',
      absent: ABSENT_UUID,
      make: (owner) => post('/api/report-jobs', owner, { report: 'workorders', params: {}, format: 'csv' }),
    },
    'report schedule': {
      path: /^\/api\/report-schedules\/\{id\}/,
      owner: 'production_manager',
      seesAll: 'administrator',
      absent: '999999',
      make: (owner) =>
        post('/api/report-schedules', owner, {
          ...{ name: 'Pagi', report: 'workorders', format: 'csv', cron: '0 7 * * *' },
          recipients: ['ani@example.test'],
        }),
    },
  };

  const mayCall = (operation: Operation, role: string): boolean => {
    const allowed = accessPolicy[nameOf(operation)];
    if (allowed === 'devices' || allowed === 'displays') return false;
    return allowed === 'users' || role === 'super_admin' || (allowed?.includes(role) ?? false);
  };

  it.each(Object.entries(THINGS))(
    "a %s: somebody else's is as one that does not exist, and who may not call learns nothing",
    async (_, thing) => {
      const wrong: string[] = [];
      const concerned = operations.filter(({ path }) => thing.path.test(path));
      expect(concerned.length).toBeGreaterThan(0);
      const stranger = await createTestPrincipal(api.db.database, { role: thing.owner, departmentId: 1 });
      for (const operation of concerned) {
        const isDeeper = operation.path.split('{').length > 2;
        const expectAnswer = (who: string, answer: Answer, fits: (answer: Answer) => boolean): void => {
          if (!fits(answer)) wrong.push(`${nameOf(operation)} ${who}: ${JSON.stringify(answer)}`);
        };
        const owner = roles.get(thing.owner)!;
        const id = await thing.make(owner);
        const isForbidden = ({ status, code }: Answer): boolean => status === 403 && code === 'forbidden';
        const isAbsent = ({ status, code }: Answer): boolean => status === 404 && code === 'not_found';
        // Visible but not allowed is 403: an operator may not take an order back to where it was.
        const isThere = ({ status }: Answer): boolean =>
          status < 500 && ![401, 404, ...(operation.method === 'GET' ? [403] : [])].includes(status);
        for (const [role, actor] of roles) {
          if (mayCall(operation, role)) continue;
          expectAnswer(`${role}, foreign`, await send(operation, [id], tokenOf(actor)), isForbidden);
          expectAnswer(`${role}, absent`, await send(operation, [thing.absent], tokenOf(actor)), isForbidden);
        }
        expectAnswer('nobody', await send(operation, [id]), ({ status }) => status === 401);
        if (mayCall(operation, thing.owner)) {
          const foreign = await send(operation, [id], tokenOf(stranger));
          expectAnswer('another, foreign', foreign, isAbsent);
          expectAnswer('owner, absent', await send(operation, [thing.absent], tokenOf(owner)), isAbsent);
          // What lies deeper, such as a file of an order, is absent here.
          expectAnswer(
            'owner, own',
            await send(operation, [id], tokenOf(owner)),
            isDeeper ? isAbsent : isThere,
          );
        }
        const overseer = roles.get(thing.seesAll ?? '');
        if (overseer && mayCall(operation, overseer.role)) {
          const answer = await send(operation, [await thing.make(owner)], tokenOf(overseer));
          expectAnswer('overseer, foreign', answer, isDeeper ? isAbsent : isThere);
        }
      }
      expect(wrong).toEqual([]);
    },
    60_000,
  );

  it.each([
    ['a session that has ended', 'ended', [401, 'unauthenticated']],
    ['a deactivated user', 'deactivated', [401, 'unauthenticated']],
    ['a temporary password', 'temporary', [403, 'password_change_required']],
  ] as const)('with %s no door opens, whatever it leads to', async (_, kind, expected) => {
    const { database } = api.db;
    const wrong: string[] = [];
    const actor = await createTestPrincipal(database, { role: 'super_admin', departmentId: 1 });
    const own: [RegExp, string][] = [];
    for (const { path, make } of Object.values(THINGS)) own.push([path, await make(actor)]);
    await query(
      database.fork(),
      {
        ended: `update sessions set ended_at = now() where user_id = ?`,
        deactivated: `update users set is_active = false where id = ?`,
        temporary: `update users set must_change_password = true where id = ?`,
      }[kind],
      [actor.userId],
    );
    for (const operation of operations) {
      const name = nameOf(operation);
      if (accessPolicy[name] === 'everybody') continue;
      if (kind === 'temporary' && ALLOWED_WITH_TEMPORARY_PASSWORD.includes(name)) continue;
      const ownId = own.find(([path]) => path.test(operation.path))?.[1];
      for (const ids of ownId ? [[], [ownId]] : [[]]) {
        const { status, code } = await send(operation, ids, tokenOf(actor));
        if (status !== expected[0] || code !== expected[1]) wrong.push(`${name}: ${status} ${code}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});
