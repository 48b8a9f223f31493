import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { JsonObject } from '@antrean/platform/messages';
import type { UserPrincipal } from '@antrean/platform/auth';
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
  operator = await createTestPrincipal(api.database, { role: 'production_operator', fullName: 'Budi' });
  other = await createTestPrincipal(api.database, { role: 'production_operator', fullName: 'Rina Sari' });
});
afterAll(() => api.close());
beforeEach(async () => {
  await api.sql(`truncate work_orders, idempotency_keys restart identity cascade`);
  await api.takeEvents();
});

const order = (details: TestWorkOrderDetails = {}) => createTestWorkOrder(api.database, operator, details);
const split = (id: number, body: JsonObject, headers?: Record<string, string>) =>
  api.send(manager, 'POST', `/api/workorders/${id}/split`, body, headers);
const read = async (id: number) => (await api.send(manager, 'GET', `/api/workorders/${id}`)).body;

describe('splitting a work order', () => {
  it('S2-WO-04 makes some of its pieces an order of their own, and tells of both', async () => {
    const { id, number } = await order({ quantity: 10, made: 4, status: 'In Progress', priority: 'high' });
    const before = await read(id);
    const { status, body, headers } = await split(id, {
      quantity: 3,
      operator_id: other.userId,
      deadline: '2099-12-31',
    });
    expect(status).toBe(201);
    expect(headers.get('location')).toBe(`/api/workorders/${String(body['id'])}`);
    expect(body).toMatchObject({
      product_name: before['product_name'],
      quantity: 3,
      completed_quantity: 0,
      priority: 'high',
      deadline: '2099-12-31T16:59:59.999Z',
      operator: { id: other.userId, name: 'Rina Sari' },
      status: 'Pending',
      split_from: { id, number },
      version: 1,
    });
    expect(await read(Number(body['id']))).toEqual(body);
    expect(await read(id)).toEqual({ ...before, quantity: 7, version: 2, updated_at: expect.any(String) });
    expect(await api.takeEvents()).toMatchObject([
      { name: 'workorder.updated', payload: { id, changes: { quantity: 7 } } },
      { name: 'workorder.created', payload: { id: body['id'], quantity: 3, split_from: number } },
      { name: 'workorder.assigned', payload: { id: body['id'], operator_id: other.userId } },
    ]);
  });

  it('takes what is not named from the order, and is done once however often it is asked', async () => {
    const { id } = await order({ quantity: 10, priority: 'urgent' });
    const key = { 'idempotency-key': 'split-once' };
    const [first, second] = [await split(id, { quantity: 4 }, key), await split(id, { quantity: 4 }, key)];
    expect(second.body).toEqual(first.body);
    const { deadline, operator_id } = await read(id);
    expect(first.body).toMatchObject({ quantity: 4, priority: 'urgent', deadline, operator_id });
    expect((await read(id))['quantity']).toBe(6);
    expect(await api.sql(`select id from work_orders`)).toHaveLength(2);
  });

  it.each<[string, TestWorkOrderDetails, JsonObject, number, JsonObject]>([
    [
      'all that is left',
      { quantity: 10, made: 4, status: 'In Progress' },
      { quantity: 6 },
      409,
      { code: 'work_order_split_refused', remainingQuantity: 6 },
    ],
    [
      'what is completed',
      { quantity: 10, made: 4, status: 'Completed' },
      { quantity: 1 },
      409,
      { code: 'work_order_status_conflict', currentStatus: 'Completed' },
    ],
    ['nothing', {}, { quantity: 0 }, 400, { errors: [{ field: 'body.quantity' }] }],
    [
      'a day that is over',
      {},
      { quantity: 1, deadline: '2020-01-01' },
      400,
      { errors: [{ field: 'body.deadline' }] },
    ],
    [
      'for nobody fit to work',
      {},
      { quantity: 1, operator_id: 999_999 },
      400,
      { errors: [{ field: 'body.operator_id' }] },
    ],
  ])('is refused: %s', async (_, details, wish, status, body) => {
    const { id } = await order(details);
    const before = await read(id);
    const answer = await split(id, wish);
    expect([answer.status, answer.body]).toMatchObject([status, body]);
    expect(await read(id)).toEqual(before);
    expect(await api.takeEvents()).toEqual([]);
  });

  it('goes by what was seen: 412 when somebody was faster, and of two at once one', async () => {
    const { id } = await order({ quantity: 10 });
    const answers = await Promise.all([1, 2].map(() => split(id, { quantity: 6 }, { 'if-match': '"1"' })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 412]);
    expect((await read(id))['quantity']).toBe(4);
  });

  it('shares what was attached before with the part, and with a part of that, and nothing that came later', async () => {
    const { id } = await order({ quantity: 10 });
    const attach = async (text: string): Promise<number> => {
      const answer = await fetch(`${api.url}/api/workorders/${id}/attachments?filename=${text}.txt`, {
        method: 'POST',
        headers: { ...api.authorization(manager), 'content-type': 'text/plain' },
        body: text,
      });
      expect(answer.status).toBe(201);
      return ((await answer.json()) as { id: number }).id;
    };
    const drawing = await attach('gambar');
    const part = (await split(id, { quantity: 6, operator_id: other.userId })).body['id'] as number;
    const grandchild = (await split(part, { quantity: 2, operator_id: operator.userId })).body[
      'id'
    ] as number;
    const later = await attach('belakangan');

    for (const [child, holder, stranger] of [
      [part, other, operator],
      [grandchild, operator, other],
    ] as const) {
      const path = `/api/workorders/${child}/attachments`;
      const { body } = await api.send(holder, 'GET', path);
      expect(body).toMatchObject({
        total: 1,
        data: [{ id: drawing, work_order_id: id, uploaded_by_name: manager.name }],
      });
      const file = await fetch(`${api.url}${path}/${drawing}`, { headers: api.authorization(holder) });
      expect(await file.text()).toBe('gambar');
      expect((await api.send(holder, 'GET', `${path}/${later}`)).status).toBe(404);
      expect((await api.send(stranger, 'GET', `${path}/${drawing}`)).status).toBe(404);
      // It is taken off where it was attached.
      expect((await api.send(manager, 'DELETE', `${path}/${drawing}`)).status).toBe(404);
    }
    expect((await api.send(manager, 'DELETE', `/api/workorders/${id}/attachments/${drawing}`)).status).toBe(
      204,
    );
    expect((await api.send(other, 'GET', `/api/workorders/${part}/attachments`)).body['total']).toBe(0);
  });
});

describe('who can be given orders', () => {
  it('S2-WO-01 is listed with what they have before them, whoever has least first, and who can take none any more last', async () => {
    const gone = await createTestPrincipal(api.database, {
      role: 'production_operator',
      fullName: 'Tidak aktif',
    });
    const past = new Date(Date.now() - 3_600_000);
    await order({ quantity: 10, made: 4, status: 'In Progress', deadline: past });
    await order({ quantity: 5 });
    await order({ quantity: 50, made: 50, status: 'Completed' });
    await createTestWorkOrder(api.database, other, { quantity: 3 });
    await createTestWorkOrder(api.database, gone, { quantity: 1 });
    await api.sql(`update users set is_active = false where id = ${gone.userId} returning id`);
    const { status, body } = await api.send(manager, 'GET', '/workorders/operators');
    expect(status).toBe(200);
    const own = [operator, other, gone].map(({ userId }) => userId);
    expect((body['data'] as { id: number }[]).filter(({ id }) => own.includes(id))).toMatchObject([
      {
        id: other.userId,
        name: 'Rina Sari',
        can_take: true,
        pending: 1,
        in_progress: 0,
        overdue: 0,
        pieces_left: 3,
      },
      { id: operator.userId, can_take: true, pending: 1, in_progress: 1, overdue: 1, pieces_left: 11 },
      { id: gone.userId, can_take: false, pending: 1, pieces_left: 1 },
    ]);
    expect((await api.send(operator, 'GET', '/workorders/operators')).status).toBe(403);
  });

  it('S2-WO-05 the board and the own orders say what time it is there', async () => {
    await order();
    for (const [actor, path] of [
      [manager, 'board'],
      [operator, 'assigned'],
    ] as const) {
      const { body } = await api.send(actor, 'GET', `/api/workorders/${path}`);
      expect(Math.abs(Date.parse(String(body['now'])) - Date.now())).toBeLessThan(60_000);
    }
  });
});
