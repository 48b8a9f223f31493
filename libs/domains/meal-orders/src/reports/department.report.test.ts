import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { departmentReport } from './department.report.ts';
import { startReportScene } from './report.factory.ts';

type Row = {
  departmentId: number;
  departmentName: string;
  totalOrders: number;
  totalMeals: number;
  percentage: number;
};

describe('the department report', () => {
  let scene: Awaited<ReturnType<typeof startReportScene>>;
  const departments = (parameters: Record<string, unknown> = {}) =>
    scene.json<Row[]>(departmentReport, parameters);

  beforeAll(async () => {
    scene = await startReportScene();
  });
  beforeEach(() => scene.clear());
  afterAll(() => scene.close());

  it('S3-RPT-05 gives orders, meals and share per department; shares sum to 100', async () => {
    const { it: first, hr: second, morning } = scene;
    const third = await scene.sql<{ id: number }>(
      `insert into departments (name) values ('Finance') returning id`,
    );
    const at = '2025-10-01T03:00:00Z';
    await scene.insert(
      { createdAt: at, departmentId: first.id, shiftId: morning.id, quantity: 10 },
      { createdAt: at, departmentId: second.id, shiftId: morning.id, quantity: 20, status: 'DITOLAK' },
      { createdAt: at, departmentId: third[0]!.id, shiftId: morning.id, quantity: 30 },
    );
    const rows = await departments();
    expect(rows).toEqual([
      {
        departmentId: first.id,
        departmentName: 'IT Department',
        totalOrders: 1,
        totalMeals: 10,
        percentage: 33.4,
      },
      {
        departmentId: second.id,
        departmentName: 'Human Resources',
        totalOrders: 1,
        totalMeals: 20,
        percentage: 33.3,
      },
      {
        departmentId: third[0]!.id,
        departmentName: 'Finance',
        totalOrders: 1,
        totalMeals: 30,
        percentage: 33.3,
      },
    ]);
  });

  it('S3-RPT-05 filters by department, status, shift and date, and no rows are no NaN', async () => {
    const { it: first, hr: second, morning, night } = scene;
    await scene.insert(
      {
        createdAt: '2025-10-01T03:00:00Z',
        departmentId: first.id,
        shiftId: morning.id,
        quantity: 1,
        status: 'READY',
      },
      {
        createdAt: '2025-10-01T03:00:00Z',
        departmentId: first.id,
        shiftId: night.id,
        quantity: 2,
        status: 'READY',
      },
      { createdAt: '2025-10-01T17:00:00Z', departmentId: second.id, shiftId: night.id, quantity: 4 },
    );
    const meals = async (parameters: Record<string, unknown>) =>
      (await departments(parameters)).map(({ totalMeals, percentage }) => [totalMeals, percentage]);
    expect(await meals({ status: 'READY' })).toEqual([[3, 100]]);
    expect(await meals({ shiftId: night.id })).toEqual([
      [2, 50],
      [4, 50],
    ]);
    expect(await meals({ departmentId: String(second.id) })).toEqual([[4, 100]]);
    expect(await meals({ tanggalMulai: '2025-10-02' })).toEqual([[4, 100]]);
    expect(await meals({ tanggalAkhir: '2025-10-01' })).toEqual([[3, 100]]);
    expect(await meals({ tanggalMulai: '2030-01-01' })).toEqual([]);
  });
});
