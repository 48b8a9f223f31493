import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { recapReport } from './recap.report.ts';
import { startReportScene } from './report.factory.ts';
import { createTestWorkOrder, type TestWorkOrderDetails } from '../work-order.factory.ts';

type Scene = Awaited<ReturnType<typeof startReportScene>>;
let scene: Scene;

beforeAll(async () => {
  scene = await startReportScene();
});
afterAll(() => scene.close());

const recap = (parameters: Record<string, unknown> = {}) =>
  scene.json<Record<string, unknown>[]>(recapReport, parameters);
const add = (operator: { userId: number }, details: TestWorkOrderDetails) =>
  createTestWorkOrder(scene.database, operator, details);
const row = (status: string, total = 0, ordered = 0, made = 0, overdue = 0) => ({
  status,
  total_orders: total,
  total_quantity: ordered,
  completed_quantity: made,
  overdue_orders: overdue,
});

describe('the recap of work orders', () => {
  it('S2-RPT-01 lists every status, also those without orders', async () => {
    expect(await recap()).toEqual([row('Pending'), row('In Progress'), row('Completed')]);
  });

  it('S2-RPT-01 sums orders and quantities per status, and narrows by day, operator and priority', async () => {
    const { hadi, rina } = scene;
    const past = new Date('2025-10-02T00:00:00Z');
    await add(hadi, { quantity: 10, businessDate: '2025-10-01' });
    await add(rina, { quantity: 30, businessDate: '2025-10-02', deadline: past, priority: 'urgent' });
    await add(hadi, {
      quantity: 20,
      made: 7,
      status: 'In Progress',
      businessDate: '2025-10-02',
      deadline: past,
    });
    await add(hadi, {
      quantity: 5,
      made: 5,
      status: 'Completed',
      businessDate: '2025-10-03',
      deadline: past,
    });
    await add(rina, { quantity: 8, made: 6, status: 'Completed', businessDate: '2025-10-03' });
    expect(await recap()).toEqual([
      row('Pending', 2, 40, 0, 1),
      row('In Progress', 1, 20, 7, 1),
      row('Completed', 2, 13, 11, 0),
    ]);
    expect(await recap({ startDate: '2025-10-02', endDate: '2025-10-02' })).toEqual([
      row('Pending', 1, 30, 0, 1),
      row('In Progress', 1, 20, 7, 1),
      row('Completed'),
    ]);
    expect(await recap({ tanggalMulai: '2025-10-03', operator_id: String(rina.userId) })).toEqual([
      row('Pending'),
      row('In Progress'),
      row('Completed', 1, 8, 6),
    ]);
    expect(await recap({ priority: 'urgent' })).toEqual([
      row('Pending', 1, 30, 0, 1),
      row('In Progress'),
      row('Completed'),
    ]);
  });
});
