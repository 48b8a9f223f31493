import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { UserPrincipal } from '@antrean/platform/auth';
import { createTestPrincipal } from '@antrean/sessions/testing';
import { startWorkOrderApi, type WorkOrderApi } from './work-order-api.factory.ts';
import { createTestWorkOrder } from './work-order.factory.ts';

const ROLES = [
  'production_manager',
  'administrator',
  'super_admin',
  'production_operator',
  'employee',
  'dapur',
  'delivery',
  'rvm_operator',
  'cashier',
  'clinic_manager',
  'clinic_staff',
  'customer',
] as const;
type Role = (typeof ROLES)[number];

let api: WorkOrderApi;
let people: Record<Role, UserPrincipal>;
let assigned: UserPrincipal;
let orderId: number;

beforeAll(async () => {
  api = await startWorkOrderApi();
  const actors = await Promise.all(
    ROLES.map(async (role) => [role, await createTestPrincipal(api.database, { role })] as const),
  );
  people = Object.fromEntries(actors) as Record<Role, UserPrincipal>;
  assigned = await createTestPrincipal(api.database, { role: 'production_operator' });
  orderId = (await createTestWorkOrder(api.database, assigned, { status: 'In Progress' })).id;
});
afterAll(() => api.close());

/** Bodies are wrong on purpose: whoever may call gets 400 and changes nothing, also where nobody else's is seen. */
const MANAGERS = ['production_manager', 'administrator', 'super_admin'];
const ENDPOINTS: [method: string, path: string, outcome: number, may: readonly string[]][] = [
  ['POST', '', 400, MANAGERS],
  ['GET', '', 200, MANAGERS],
  ['GET', '/board', 200, MANAGERS],
  ['GET', '/assigned', 200, ['production_operator', 'super_admin']],
  ['PUT', '/:id', 400, MANAGERS],
  ['GET', '/:id', 200, MANAGERS],
  ['PUT', '/:id/status', 400, MANAGERS],
  ['POST', '/:id/progress', 400, MANAGERS],
  ['GET', '/:id/progress', 200, MANAGERS],
  ['GET', '/:id/history', 200, MANAGERS],
  ['GET', '/:id/attachments', 200, MANAGERS],
];

describe('who gets in where', () => {
  it.each(['', '/api'])(
    'S2-AUTH-05 S2-AUTH-04 S2-WO-05 S2-WO-06 every role at every endpoint of %s/workorders',
    async (prefix) => {
      const wrong: string[] = [];
      for (const [method, path, outcome, may] of ENDPOINTS) {
        const target = `${prefix}/workorders${path.replace(':id', String(orderId))}`;
        const body = method === 'GET' ? undefined : { nonsense: true };
        const check = (who: string, status: number, expected: number): void => {
          if (status !== expected) wrong.push(`${who}: ${method} ${target} ${status}, not ${expected}`);
        };
        check('nobody', (await api.send(null, method, target, body)).status, 401);
        for (const role of ROLES) {
          const { status } = await api.send(people[role], method, target, body);
          const isForeign = role === 'production_operator' && path.startsWith('/:id') && path !== '/:id';
          const reads = method === 'GET' ? 404 : 400;
          if (isForeign || (role === 'production_operator' && path === '/:id' && method === 'GET'))
            check(role, status, reads);
          else check(role, status, may.includes(role) ? outcome : 403);
        }
      }
      expect(wrong).toEqual([]);
    },
  );
});

describe("another operator's order", () => {
  it('S2-WO-07 does not exist for an operator: nothing of it is read, changed or told', async () => {
    const stranger = people.production_operator;
    const before = (await api.send(assigned, 'GET', `/workorders/${orderId}`)).body;
    await api.takeEvents();
    const calls: [string, string, Record<string, string | number>?][] = [
      ['GET', ''],
      ['GET', '/history'],
      ['GET', '/progress'],
      ['GET', '/attachments'],
      ['GET', '/attachments/1'],
      ['PUT', '/status', { status: 'Completed', quantity: 1 }],
      ['POST', '/progress', { note: 'Saya juga' }],
      ['DELETE', '/attachments/1'],
    ];
    for (const [method, path, body] of calls) {
      const hidden = await api.send(stranger, method, `/workorders/${orderId}${path}`, body);
      const missing = await api.send(stranger, method, `/workorders/999999${path}`, body);
      expect([method, path, hidden.status, missing.status]).toEqual([method, path, 404, 404]);
      expect(hidden.body['detail']).toBe(missing.body['detail']);
    }
    expect((await api.send(stranger, 'GET', '/workorders/assigned')).body['total']).toBe(0);
    expect((await api.send(assigned, 'GET', `/workorders/${orderId}`)).body).toEqual(before);
    expect(await api.takeEvents()).toEqual([]);
  });

  it('S2-WO-07 also in the moment in which it changes hands: who has it no more counts nothing', async () => {
    const manager = people.production_manager;
    const [first, second] = [assigned, people.production_operator];
    const { id } = await createTestWorkOrder(api.database, first, { quantity: 1_000, status: 'In Progress' });
    const work = (who: UserPrincipal) =>
      api.send(who, 'PUT', `/workorders/${id}/status`, { status: 'In Progress', quantity: 1 });
    const answers = await Promise.all([
      ...Array.from({ length: 10 }, () => work(first)),
      api.send(manager, 'PUT', `/workorders/${id}`, { operator_id: second.userId }),
      ...Array.from({ length: 10 }, () => work(first)),
    ]);
    const counted = answers.filter(({ status }, i) => i !== 10 && status === 200).length;
    expect(answers.filter(({ status }) => ![200, 404].includes(status))).toEqual([]);
    const { body } = await api.send(manager, 'GET', `/workorders/${id}/history?limit=200`);
    const lines = body['data'] as { operator_id: number; changed_by: number }[];
    expect(lines.filter(({ changed_by }) => changed_by === first.userId).length).toBe(counted + 1);
    expect(lines.every(({ operator_id, changed_by }) => operator_id === changed_by)).toBe(true);
  });

  it('S2-WO-04 S2-WO-05 the own order may be worked on, but not managed', async () => {
    expect((await api.send(assigned, 'PUT', `/workorders/${orderId}`, { quantity: 1 })).status).toBe(403);
    expect((await api.send(assigned, 'GET', '/workorders')).status).toBe(403);
    expect((await api.send(assigned, 'POST', '/workorders', { quantity: 1 })).status).toBe(403);
  });
});
