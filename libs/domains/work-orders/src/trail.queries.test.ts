import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { UserPrincipal } from '@antrean/platform/auth';
import { createTestPrincipal } from '@antrean/sessions/testing';
import { startWorkOrderApi, type WorkOrderApi } from './work-order-api.factory.ts';
import { createTestWorkOrder } from './work-order.factory.ts';

let api: WorkOrderApi;
let manager: UserPrincipal;
let operator: UserPrincipal;
let id: number;

beforeAll(async () => {
  api = await startWorkOrderApi();
  manager = await createTestPrincipal(api.database, { role: 'production_manager', fullName: 'Gita Permata' });
  operator = await createTestPrincipal(api.database, {
    role: 'production_operator',
    fullName: 'Hadi Wijaya',
  });
  id = (await createTestWorkOrder(api.database, operator, { quantity: 100, status: 'In Progress', made: 1 }))
    .id;
  await api.takeEvents();
});
afterAll(() => api.close());

const note = (actor: UserPrincipal, text: string, headers?: Record<string, string>) =>
  api.send(actor, 'POST', `/workorders/${id}/progress`, { note: text }, headers);
const notes = async (query = '') =>
  (await api.send(operator, 'GET', `/api/workorders/${id}/progress${query}`)).body;

describe('progress notes', () => {
  it('S2-WO-09 are stored with their time and told of', async () => {
    const { status, body } = await note(operator, '  Rangka selesai,\nmenunggu cat ');
    expect(status).toBe(201);
    expect(body).toEqual({
      id: 1,
      work_order_id: id,
      note: 'Rangka selesai,\nmenunggu cat',
      created_by: operator.userId,
      created_by_name: 'Hadi Wijaya',
      created_at: expect.stringMatching(/Z$/),
    });
    expect(await api.takeEvents()).toMatchObject([
      {
        name: 'workorder.progress.added',
        actorId: operator.userId,
        payload: {
          id,
          operator_id: operator.userId,
          note: 'Rangka selesai,\nmenunggu cat',
          quantity: 0,
          completed_quantity: 1,
          added_by: operator.userId,
        },
      },
    ]);
    expect(await notes()).toEqual({
      data: [body],
      total: 1,
      page: 1,
      limit: 50,
      totalPages: 1,
      next: null,
    });
  });

  it('S2-WO-09 come newest first, in pages, with the names of who wrote them', async () => {
    await note(manager, 'Tolong dipercepat');
    const { data, total } = await notes('?limit=1');
    expect([data, total]).toMatchObject([
      [{ note: 'Tolong dipercepat', created_by_name: 'Gita Permata' }],
      2,
    ]);
  });

  it('S2-WO-09 are written once for one Idempotency-Key', async () => {
    const once = { 'Idempotency-Key': 'note-1' };
    const answers = [await note(operator, 'Cat kering', once), await note(operator, 'Cat kering', once)];
    expect(answers[1]?.body).toEqual(answers[0]?.body);
    expect((await notes())['total']).toBe(3);
  });

  it.each(['', '   ', 'x'.repeat(2_001)])(
    'S2-WO-09 400 for a note that says nothing or too much',
    async (text) => {
      const { status, body } = await note(operator, text);
      expect([status, body['errors']]).toMatchObject([400, [{ field: 'body.note' }]]);
    },
  );
});

describe('the history', () => {
  it('S2-WO-10 comes oldest first, in pages that go on adding up', async () => {
    for (const quantity of [2, 3, 4]) {
      await api.send(operator, 'PUT', `/workorders/${id}/status`, { status: 'In Progress', quantity });
    }
    const page = async (number: number) =>
      (await api.send(operator, 'GET', `/workorders/${id}/history?limit=2&page=${number}`)).body;
    expect(await page(1)).toMatchObject({
      data: [
        { quantity: 1, completed_quantity: 1 },
        { quantity: 2, completed_quantity: 3 },
      ],
      total: 4,
      totalPages: 2,
    });
    const after = String((await page(1))['next']);
    const behind = await api.send(operator, 'GET', `/workorders/${id}/history?limit=2&after=${after}`);
    expect(behind.body).toEqual({ ...(await page(2)), page: 1 });
    expect(await page(2)).toMatchObject({
      next: null,
      data: [
        { quantity: 3, completed_quantity: 6 },
        { quantity: 4, completed_quantity: 10, changed_by_name: 'Hadi Wijaya' },
      ],
    });
  });
});
