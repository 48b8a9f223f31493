import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { JsonObject } from '@antrean/platform/messages';
import type { UserPrincipal } from '@antrean/platform/auth';
import { createTestUser } from '@antrean/accounts/testing';
import { createTestPrincipal } from '@antrean/sessions/testing';
import { startWorkOrderApi, type WorkOrderApi } from './work-order-api.factory.ts';
import { createTestWorkOrder, type TestWorkOrderDetails } from './work-order.factory.ts';

let api: WorkOrderApi;
let manager: UserPrincipal;
let operator: UserPrincipal;
let other: UserPrincipal;

beforeAll(async () => {
  api = await startWorkOrderApi();
  manager = await createTestPrincipal(api.database, { role: 'production_manager' });
  operator = await createTestPrincipal(api.database, { role: 'production_operator' });
  other = await createTestPrincipal(api.database, { role: 'production_operator', fullName: 'Rina Sari' });
});
afterAll(() => api.close());
beforeEach(() => api.takeEvents());

const order = async (details: TestWorkOrderDetails = {}): Promise<number> =>
  (await createTestWorkOrder(api.database, operator, details)).id;
const put = (id: number, body: JsonObject, headers?: Record<string, string>) =>
  api.send(manager, 'PUT', `/workorders/${id}`, body, headers);
const read = async (id: number) => (await api.send(manager, 'GET', `/workorders/${id}`)).body;

describe('changing details', () => {
  it('S2-WO-04 changes what is named, leaves the rest and tells of it once', async () => {
    const id = await order({ productName: 'Kursi', quantity: 10 });
    const before = await read(id);
    const { status, body } = await put(id, {
      product_name: 'Meja',
      quantity: 12,
      deadline: '2099-12-31',
      priority: 'urgent',
    });
    expect(status).toBe(200);
    expect(body).toEqual({
      ...before,
      product_name: 'Meja',
      quantity: 12,
      deadline: '2099-12-31T16:59:59.999Z',
      priority: 'urgent',
      version: 2,
      updated_at: expect.any(String),
    });
    expect(await read(id)).toEqual(body);
    expect(await api.takeEvents()).toEqual([
      {
        name: 'workorder.updated',
        actorId: manager.userId,
        payload: {
          id,
          number: body['number'],
          operator_id: operator.userId,
          changes: {
            product_name: 'Meja',
            quantity: 12,
            deadline: '2099-12-31T16:59:59.999Z',
            priority: 'urgent',
          },
          updated_by: manager.userId,
        },
      },
    ]);
  });

  it('S2-WO-04 the whole order sent back as it is changes nothing and tells nobody', async () => {
    // Also one whose deadline is over by now.
    const id = await order({ deadline: new Date('2025-10-01T05:00:00Z') });
    const before = await read(id);
    const same = ['product_name', 'quantity', 'deadline', 'priority', 'operator_id', 'status'] as const;
    const { status, body } = await put(
      id,
      Object.fromEntries(same.map((name) => [name, before[name] as string])),
    );
    expect([status, body]).toEqual([200, before]);
    expect(await api.takeEvents()).toEqual([]);
  });

  it.each<[string, JsonObject, string]>([
    ['a quantity of nothing', { quantity: 0 }, 'body.quantity'],
    ['an unknown operator', { operator_id: 999_999 }, 'body.operator_id'],
    ['an unknown status', { status: 'Done' }, 'body.status'],
    ['the number', { number: 'WO-1' }, 'body.number'],
    ['what is made', { completed_quantity: 9 }, 'body.completed_quantity'],
  ])('S2-WO-04 400 for %s', async (_, body, field) => {
    const id = await order();
    const answer = await put(id, body);
    expect([answer.status, answer.body['errors']]).toMatchObject([400, [{ field }]]);
    expect(await read(id)).toMatchObject({ version: 1, number: expect.stringMatching(/^WO-TEST/) });
  });

  it('S2-WO-04 an order cannot shrink below what is made of it', async () => {
    const id = await order({ status: 'In Progress', quantity: 10, made: 6 });
    const { status, body } = await put(id, { quantity: 5 });
    expect([status, body]).toMatchObject([
      409,
      { code: 'work_order_quantity_exceeded', completedQuantity: 6 },
    ]);
    expect((await put(id, { quantity: 6 })).body).toMatchObject({ quantity: 6, completed_quantity: 6 });
  });

  it('S2-WO-04 412 for who decided on an older version', async () => {
    const id = await order();
    expect((await put(id, { quantity: 11 }, { 'If-Match': '"1"' })).headers.get('etag')).toMatch(/^"2-/);
    const { status, body } = await put(id, { quantity: 12 }, { 'If-Match': '"1"' });
    expect([status, body]).toMatchObject([412, { currentVersion: 2 }]);
    expect(await read(id)).toMatchObject({ quantity: 11 });
  });

  it('S2-WO-04 of two managers at once with the same version one succeeds', async () => {
    const id = await order();
    const answers = await Promise.all(
      [11, 12, 13, 14].map((quantity) => put(id, { quantity }, { 'If-Match': '"1"' })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412]);
  });

  it('404 for what does not exist', async () => {
    expect((await put(999_999, { quantity: 1 })).status).toBe(404);
  });
});

describe('giving an order to another operator', () => {
  it('S2-WO-04 tells both; the order leaves the one and comes to the other', async () => {
    const id = await order();
    const { status, body } = await put(id, { operator_id: other.userId });
    expect([status, body]).toMatchObject([
      200,
      { operator_id: other.userId, operator: { id: other.userId, name: 'Rina Sari' }, version: 2 },
    ]);
    expect(await api.takeEvents()).toEqual([
      {
        name: 'workorder.assigned',
        actorId: manager.userId,
        payload: {
          id,
          number: body['number'],
          operator_id: other.userId,
          previous_operator_id: operator.userId,
          assigned_by: manager.userId,
        },
      },
    ]);
    expect((await api.send(operator, 'GET', `/workorders/${id}`)).status).toBe(404);
    expect((await api.send(other, 'GET', `/workorders/${id}`)).body).toEqual(body);
  });

  it('S2-WO-04 only to an active operator', async () => {
    const id = await order();
    const clerk = await createTestUser(api.database, { role: 'employee' });
    const { status, body } = await put(id, { operator_id: clerk.id });
    expect([status, body['errors']]).toMatchObject([400, [{ field: 'body.operator_id' }]]);
    expect(await read(id)).toMatchObject({ operator_id: operator.userId });
  });

  it('S2-WO-04 S2-WO-10 each has in the history what they made', async () => {
    const id = await order({ quantity: 8 });
    await api.send(operator, 'PUT', `/workorders/${id}/status`, { status: 'In Progress', quantity: 5 });
    await put(id, { operator_id: other.userId });
    await api.send(other, 'PUT', `/workorders/${id}/status`, { status: 'In Progress', quantity: 3 });
    const { body } = await api.send(manager, 'GET', `/workorders/${id}/history`);
    expect(body['data']).toMatchObject([
      { operator_id: operator.userId, quantity: 5 },
      { operator_id: other.userId, quantity: 3, status: 'Completed' },
    ]);
  });
});

describe('setting the status', () => {
  it('S2-WO-04 S2-WO-10 together with details is one version, one line and an event for each', async () => {
    const id = await order();
    const { body } = await put(id, { status: 'In Progress', priority: 'high' });
    expect(body).toMatchObject({ status: 'In Progress', priority: 'high', version: 2 });
    expect((await api.takeEvents()).map(({ name }) => name)).toEqual([
      'workorder.updated',
      'workorder.status.changed',
    ]);
    const { body: history } = await api.send(manager, 'GET', `/workorders/${id}/history`);
    expect(history).toMatchObject({
      total: 1,
      data: [{ previous_status: 'Pending', status: 'In Progress', quantity: 0, changed_by: manager.userId }],
    });
  });

  it('S2-WO-04 a completed order is changed only by opening it again', async () => {
    const id = await order({ status: 'Completed', made: 10 });
    const { status, body } = await put(id, { operator_id: other.userId });
    expect([status, body]).toMatchObject([
      409,
      { code: 'work_order_status_conflict', currentStatus: 'Completed' },
    ]);
    expect((await put(id, { status: 'Pending', operator_id: other.userId })).body).toMatchObject({
      status: 'Pending',
      operator_id: other.userId,
    });
  });
});
