import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { query } from '@antrean/platform/database';
import { operatorReport } from './operator.report.ts';
import { startReportScene } from './report.factory.ts';
import { WorkOrderStatusHistory } from '../work-order.entity.ts';
import { createTestWorkOrder, type TestWorkOrderDetails } from '../work-order.factory.ts';

type Scene = Awaited<ReturnType<typeof startReportScene>>;
let scene: Scene;

beforeAll(async () => {
  scene = await startReportScene();
});
afterAll(() => scene.close());
beforeEach(() => query(scene.database.fork(), `truncate work_orders cascade`));

const results = (parameters: Record<string, unknown> = {}) =>
  scene.json<Record<string, unknown>[]>(operatorReport, parameters);
const completed = (operator: { userId: number }, details: TestWorkOrderDetails) =>
  createTestWorkOrder(scene.database, operator, {
    status: 'Completed',
    createdAt: new Date('2025-10-01T00:00:00Z'),
    deadline: new Date('2025-10-01T10:00:00Z'),
    ...details,
  });

describe('the results of operators', () => {
  it('S2-RPT-02 counts completed orders, pieces, punctuality and lead time', async () => {
    const { hadi, rina } = scene;
    await completed(hadi, { made: 10, completedAt: new Date('2025-10-01T04:00:00Z') });
    await completed(hadi, { made: 5, completedAt: new Date('2025-10-01T10:00:00Z') }); // to the millisecond
    await completed(hadi, { made: 2, completedAt: new Date('2025-10-01T10:00:00.001Z') });
    await completed(rina, { made: 0, completedAt: new Date('2025-10-02T01:30:00Z') });
    await createTestWorkOrder(scene.database, rina, { status: 'In Progress', made: 9 });
    await createTestWorkOrder(scene.database, rina);
    expect(await results()).toEqual([
      {
        operator_id: hadi.userId,
        operator_name: 'Hadi Wijaya',
        completed_orders: 3,
        completed_quantity: 17,
        on_time_orders: 2,
        late_orders: 1,
        avg_lead_time_hours: 8,
      },
      {
        operator_id: rina.userId,
        operator_name: 'Rina Sari',
        completed_orders: 1,
        completed_quantity: 0,
        on_time_orders: 0,
        late_orders: 1,
        avg_lead_time_hours: 25.5,
      },
    ]);
  });

  it('S2-RPT-02 gives each operator of a shared order the own pieces, and the last one the order', async () => {
    const { hadi, rina } = scene;
    const { id } = await completed(rina, {
      quantity: 8,
      made: 3,
      completedAt: new Date('2025-10-01T08:00:00Z'),
    });
    const em = scene.database.fork();
    em.create(WorkOrderStatusHistory, {
      workOrderId: id,
      previousStatus: 'Pending',
      status: 'In Progress',
      quantity: 5,
      operatorId: hadi.userId,
      changedBy: hadi.userId,
      changedAt: new Date('2025-10-01T02:00:00Z'),
    });
    await em.flush();
    const shares = (await results()).map((row) => [
      row['operator_name'],
      row['completed_orders'],
      row['completed_quantity'],
      row['avg_lead_time_hours'],
    ]);
    expect(shares).toEqual([
      ['Hadi Wijaya', 0, 5, null],
      ['Rina Sari', 1, 3, 8],
    ]);
  });

  it('S2-RPT-02 is limited to the business days of completion, and to one operator', async () => {
    const { hadi, rina } = scene;
    await completed(hadi, { made: 1, completedAt: new Date('2025-10-01T16:59:59.999Z') }); // 1 October in Jakarta
    await completed(hadi, { made: 2, completedAt: new Date('2025-10-01T17:00:00Z') }); // 2 October
    await completed(rina, { made: 4, completedAt: new Date('2025-10-02T16:59:59.999Z') }); // 2 October
    await completed(rina, { made: 8, completedAt: new Date('2025-10-02T17:00:00Z') }); // 3 October
    const made = async (parameters: Record<string, unknown>) =>
      (await results(parameters)).map((row) => row['completed_quantity']);
    expect(await made({ startDate: '2025-10-02', endDate: '2025-10-02' })).toEqual([2, 4]);
    expect(await made({ tanggalAkhir: '2025-10-02', operator_id: hadi.userId })).toEqual([3]);
    expect(await made({ tanggalMulai: '2030-01-01' })).toEqual([]);
  });
});
