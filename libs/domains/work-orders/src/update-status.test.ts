import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { JsonObject } from '@antrean/platform/messages';
import type { UserPrincipal } from '@antrean/platform/auth';
import { createTestPrincipal } from '@antrean/sessions/testing';
import { startWorkOrderApi, type WorkOrderApi } from './work-order-api.factory.ts';
import { createTestWorkOrder, type TestWorkOrderDetails } from './work-order.factory.ts';
import { STATUSES, type Status } from './work-order.state.ts';

let api: WorkOrderApi;
let manager: UserPrincipal;
let operator: UserPrincipal;

beforeAll(async () => {
  api = await startWorkOrderApi({ poolSize: 20 });
  manager = await createTestPrincipal(api.database, { role: 'production_manager' });
  operator = await createTestPrincipal(api.database, { role: 'production_operator' });
});
afterAll(() => api.close());
beforeEach(() => api.takeEvents());

const order = async (details: TestWorkOrderDetails = {}): Promise<number> =>
  (await createTestWorkOrder(api.database, operator, details)).id;
const update = (actor: UserPrincipal, id: number, body: JsonObject, headers?: Record<string, string>) =>
  api.send(actor, 'PUT', `/workorders/${id}/status`, body, headers);
const read = async (id: number) => (await api.send(manager, 'GET', `/workorders/${id}`)).body;
const ledger = async (id: number): Promise<number[]> => {
  const { body } = await api.send(manager, 'GET', `/workorders/${id}/history?limit=200`);
  return (body['data'] as { quantity: number }[]).map(({ quantity }) => quantity);
};
const sum = (numbers: number[]): number => numbers.reduce((total, each) => total + each, 0);

describe('the assigned operator', () => {
  it('S2-WO-07 S2-WO-08 S2-WO-10 goes from Pending through In Progress to Completed; quantities add up', async () => {
    const id = await order({ quantity: 10 });
    const way: [JsonObject, JsonObject][] = [
      [{ status: 'In Progress' }, { status: 'In Progress', completed_quantity: 0, version: 2 }],
      [
        { status: 'In Progress', quantity: 4 },
        { status: 'In Progress', completed_quantity: 4, version: 3 },
      ],
      [
        { status: 'In Progress', quantity: 3 },
        { status: 'In Progress', completed_quantity: 7, version: 4 },
      ],
      [
        { status: 'Completed', quantity: 2 },
        { status: 'Completed', completed_quantity: 9, version: 5 },
      ],
    ];
    for (const [body, expected] of way) {
      const answer = await update(operator, id, body);
      expect([answer.status, answer.body]).toMatchObject([200, expected]);
      expect(await read(id)).toEqual(answer.body);
    }
    const history = (await api.send(operator, 'GET', `/api/workorders/${id}/history`)).body;
    const line = {
      operator_id: operator.userId,
      changed_by: operator.userId,
      changed_by_name: operator.name,
    };
    expect(history).toMatchObject({
      total: 4,
      data: [
        { ...line, previous_status: 'Pending', status: 'In Progress', quantity: 0, completed_quantity: 0 },
        {
          ...line,
          previous_status: 'In Progress',
          status: 'In Progress',
          quantity: 4,
          completed_quantity: 4,
        },
        {
          ...line,
          previous_status: 'In Progress',
          status: 'In Progress',
          quantity: 3,
          completed_quantity: 7,
        },
        { ...line, previous_status: 'In Progress', status: 'Completed', quantity: 2, completed_quantity: 9 },
      ],
    });
    const times = (history['data'] as { changed_at: string }[]).map(({ changed_at }) => changed_at);
    expect(times).toEqual([...times].sort());
  });

  it('S2-WO-07 goes straight to Completed', async () => {
    const { status, body } = await update(operator, await order(), { status: 'Completed', quantity: 10 });
    expect([status, body]).toMatchObject([200, { status: 'Completed', completed_quantity: 10 }]);
  });

  it('S2-WO-07 S2-WO-08 every status from every status: never back, and nothing is counted by a refusal', async () => {
    const allowed = new Set(['Pending → In Progress', 'Pending → Completed', 'In Progress → Completed']);
    const wrong: string[] = [];
    for (const from of STATUSES) {
      for (const to of STATUSES) {
        const id = await order({ status: from });
        const { status, body } = await update(operator, id, { status: to, quantity: 0 });
        const name = `${from} → ${to}`;
        const expected = allowed.has(name) ? 200 : to === 'Pending' ? 403 : 409;
        const stored = (await read(id))['status'];
        if (status !== expected || stored !== (allowed.has(name) ? to : from))
          wrong.push(`${name}: ${status}`);
        if (status === 409)
          expect(body).toMatchObject({ code: 'work_order_status_conflict', currentStatus: from });
      }
    }
    expect(wrong).toEqual([]);
  });

  it.each<[string, JsonObject, string]>([
    ['an unknown status', { status: 'Done', quantity: 1 }, 'status'],
    ['no status', { quantity: 1 }, 'status'],
    ['Completed without the quantity', { status: 'Completed' }, 'quantity'],
    ['half a piece', { status: 'In Progress', quantity: 0.5 }, 'quantity'],
    ['pieces taken back by an operator', { status: 'In Progress', quantity: -1 }, 'quantity'],
    ['an unknown field', { status: 'In Progress', completed_quantity: 3 }, 'completed_quantity'],
  ])('S2-WO-07 400 for %s, naming it', async (_, body, field) => {
    const id = await order({ made: 5, status: 'In Progress' });
    const answer = await update(operator, id, body);
    expect([answer.status, answer.body['errors']]).toMatchObject([400, [{ field: `body.${field}` }]]);
    expect(await read(id)).toMatchObject({ status: 'In Progress', completed_quantity: 5, version: 1 });
  });
});

describe('the quantity', () => {
  it('S2-WO-07 the last ordered piece completes the order, with one event', async () => {
    const id = await order({ quantity: 8, status: 'In Progress', made: 5 });
    const { body } = await update(operator, id, { status: 'In Progress', quantity: 3 });
    expect(body).toMatchObject({ status: 'Completed', completed_quantity: 8 });
    expect(await api.takeEvents()).toMatchObject([
      {
        name: 'workorder.status.changed',
        actorId: operator.userId,
        payload: {
          id,
          old_status: 'In Progress',
          new_status: 'Completed',
          quantity: 3,
          completed_quantity: 8,
        },
      },
    ]);
  });

  it('S2-WO-07 S2-WO-10 of updates that arrive at once is the sum of all, and the order is completed once', async () => {
    const id = await order({ quantity: 8 });
    const answers = await Promise.all(
      [5, 3].map((quantity) => update(operator, id, { status: 'In Progress', quantity })),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(await read(id)).toMatchObject({ status: 'Completed', completed_quantity: 8 });
    const completed = (await api.takeEvents()).filter(({ payload }) => payload['new_status'] === 'Completed');
    expect(completed).toHaveLength(1);
  });

  it('S2-WO-07 S2-WO-10 of a hundred at once never goes above the order, and equals the sum of the history', async () => {
    const id = await order({ quantity: 120, status: 'In Progress' });
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, i) =>
        update(operator, id, { status: 'In Progress', quantity: (i % 3) + 1 }),
      ),
    );
    const counted = answers.reduce((total, { status }, i) => total + (status === 200 ? (i % 3) + 1 : 0), 0);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 409]));
    const { completed_quantity: made, version } = await read(id);
    expect(made).toBe(counted);
    expect(made).toBeGreaterThan(117);
    expect(made).toBeLessThanOrEqual(120);
    expect(sum(await ledger(id))).toBe(made);
    expect(version).toBe(1 + answers.filter(({ status }) => status === 200).length);
  });

  it('S2-WO-07 above the order is refused and says how much is left', async () => {
    const id = await order({ quantity: 8, status: 'In Progress', made: 5 });
    const { status, body } = await update(operator, id, { status: 'Completed', quantity: 4 });
    expect([status, body]).toMatchObject([
      409,
      {
        code: 'work_order_quantity_exceeded',
        completedQuantity: 5,
        allowedQuantity: 8,
        remainingQuantity: 3,
      },
    ]);
    expect(await read(id)).toMatchObject({ status: 'In Progress', completed_quantity: 5, version: 1 });
    expect(await api.takeEvents()).toEqual([]);
  });

  it('S2-WO-07 may go above it by OVERPRODUCTION_PERCENT', async () => {
    const generous = await startWorkOrderApi({ overproductionPercent: 10 });
    const worker = await createTestPrincipal(generous.database, { role: 'production_operator' });
    const { id } = await createTestWorkOrder(generous.database, worker, {
      quantity: 10,
      status: 'In Progress',
    });
    const put = (quantity: number) =>
      generous.send(worker, 'PUT', `/workorders/${id}/status`, { status: 'In Progress', quantity });
    expect((await put(12)).body).toMatchObject({ allowedQuantity: 11 });
    expect((await put(11)).body).toMatchObject({ status: 'Completed', completed_quantity: 11 });
    await generous.close();
  });

  it('S2-WO-10 pieces without a change of status are told as progress', async () => {
    const id = await order({ quantity: 10, status: 'In Progress', made: 2 });
    await update(operator, id, { status: 'In Progress', quantity: 3 });
    expect(await api.takeEvents()).toMatchObject([
      {
        name: 'workorder.progress.added',
        payload: { id, note: null, quantity: 3, completed_quantity: 5, added_by: operator.userId },
      },
    ]);
  });
});

describe('a manager', () => {
  it.each(
    STATUSES.flatMap((from) =>
      STATUSES.filter((to) => to !== from).map((to): [Status, Status] => [from, to]),
    ),
  )('S2-WO-04 S2-WO-10 sets %s to %s, and it is in the history', async (from, to) => {
    const id = await order({ status: from });
    const { status, body } = await update(manager, id, { status: to, quantity: 0 });
    expect([status, body['status']]).toEqual([200, to]);
    const { body: history } = await api.send(manager, 'GET', `/workorders/${id}/history`);
    expect((history['data'] as JsonObject[]).at(-1)).toMatchObject({
      previous_status: from,
      status: to,
      operator_id: operator.userId,
      changed_by: manager.userId,
    });
  });

  it('S2-WO-10 takes back what was counted by mistake with a further line, never below nothing', async () => {
    const id = await order({ quantity: 10, status: 'Completed', made: 10 });
    const { body } = await update(manager, id, { status: 'In Progress', quantity: -9 });
    expect(body).toMatchObject({ status: 'In Progress', completed_quantity: 1 });
    expect(await ledger(id)).toEqual([10, -9]);
    const refused = await update(manager, id, { status: 'In Progress', quantity: -2 });
    expect([refused.status, refused.body['errors']]).toMatchObject([400, [{ field: 'body.quantity' }]]);
  });

  it('S2-WO-04 opens a completed order again, and it stays open until somebody completes it', async () => {
    const id = await order({ quantity: 10, status: 'Completed', made: 10 });
    expect((await update(manager, id, { status: 'In Progress' })).body['status']).toBe('In Progress');
    expect((await update(operator, id, { status: 'Completed', quantity: 0 })).body).toMatchObject({
      status: 'Completed',
      completed_quantity: 10,
    });
  });
});

describe('a repetition or a race', () => {
  it('S2-WO-07 with the same Idempotency-Key counts once and answers as it did first', async () => {
    const id = await order({ quantity: 10 });
    const once = { 'Idempotency-Key': `shift-1-${id}` };
    const first = await update(operator, id, { status: 'In Progress', quantity: 4 }, once);
    const second = await update(operator, id, { status: 'In Progress', quantity: 4 }, once);
    expect([second.status, second.body]).toEqual([200, first.body]);
    expect(await ledger(id)).toEqual([4]);
    expect(await api.takeEvents()).toHaveLength(1);
  });

  it('S2-WO-07 412 for who decided on an older version', async () => {
    const id = await order({ quantity: 10 });
    const stale = { 'If-Match': '"1"' };
    expect((await update(operator, id, { status: 'In Progress', quantity: 4 }, stale)).status).toBe(200);
    const { status, body } = await update(operator, id, { status: 'In Progress', quantity: 4 }, stale);
    expect([status, body]).toMatchObject([412, { code: 'stale_version', currentVersion: 2 }]);
    expect(await ledger(id)).toEqual([4]);
  });

  it('S2-WO-07 loses nothing and tells nothing when the commit fails', async () => {
    const id = await order({ quantity: 10 });
    await api.sql(`alter table outbox_events add constraint refused check (false) not valid`);
    expect((await update(operator, id, { status: 'In Progress', quantity: 4 })).status).toBe(500);
    await api.sql(`alter table outbox_events drop constraint refused`);
    expect(await read(id)).toMatchObject({ status: 'Pending', completed_quantity: 0, version: 1 });
    expect(await ledger(id)).toEqual([]);
  });
});

describe('the ledger', () => {
  it.each(['update work_order_status_history set quantity = 1', 'delete from work_order_status_history'])(
    'S2-WO-10 is immutable in the database itself: %s',
    async (statement) => {
      const id = await order({ status: 'In Progress', made: 5 });
      await expect(api.sql(`${statement} where work_order_id = ${id}`)).rejects.toThrow('is a ledger');
      expect(await ledger(id)).toEqual([5]);
    },
  );
});
