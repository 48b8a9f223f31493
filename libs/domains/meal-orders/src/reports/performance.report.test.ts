import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { performanceReport } from './performance.report.ts';
import { startReportScene, type TestOrder } from './report.factory.ts';

interface Figures {
  count: number;
  avgTotalDurationMinutes: number;
  avgProcessingTimeMinutes: number;
  avgPreparationTimeMinutes: number;
  avgDeliveryTimeMinutes: number;
}
interface Performance {
  overall: Figures;
  byDepartment: (Figures & { departmentId: number; departmentName: string })[];
  byShift: (Figures & { shiftId: number; shiftName: string })[];
}

describe('the performance report', () => {
  let scene: Awaited<ReturnType<typeof startReportScene>>;
  const performance = (parameters: Record<string, unknown> = {}) =>
    scene.json<Performance>(performanceReport, parameters);
  /** Completed after so many minutes of processing, preparation, waiting and delivery. */
  const completed = (
    order: Pick<TestOrder, 'createdAt' | 'departmentId' | 'shiftId'>,
    stages: number[],
  ): TestOrder => {
    let at = Date.parse(order.createdAt);
    const [acceptedAt, readyAt, pickedUpAt, completedAt] = stages.map((minutes) => {
      at += minutes * 60_000;
      return new Date(at).toISOString();
    });
    return {
      ...order,
      status: 'COMPLETE',
      acceptedAt: acceptedAt!,
      readyAt: readyAt!,
      pickedUpAt: pickedUpAt!,
      completedAt: completedAt!,
    };
  };

  beforeAll(async () => {
    scene = await startReportScene();
  });
  beforeEach(() => scene.clear());
  afterAll(() => scene.close());

  it('S3-RPT-06 averages the stages of COMPLETE orders overall, by department and by shift', async () => {
    const { it: first, hr: second, morning, night } = scene;
    await scene.insert(
      completed(
        { createdAt: '2025-10-01T01:00:00Z', departmentId: first.id, shiftId: morning.id },
        [10, 30, 5, 15],
      ),
      completed(
        { createdAt: '2025-10-01T02:00:00Z', departmentId: first.id, shiftId: night.id },
        [20, 30.5, 5, 15],
      ),
      completed(
        { createdAt: '2025-10-01T03:00:00Z', departmentId: second.id, shiftId: night.id },
        [1, 2, 3, 4],
      ),
      { createdAt: '2025-10-01T03:00:00Z', departmentId: second.id, shiftId: night.id, status: 'READY' },
    );
    expect(await performance()).toEqual({
      overall: {
        count: 3,
        avgTotalDurationMinutes: 46.8, // (60 + 70.5 + 10) / 3
        avgProcessingTimeMinutes: 10.3,
        avgPreparationTimeMinutes: 20.8,
        avgDeliveryTimeMinutes: 11.3,
      },
      byDepartment: [
        {
          departmentId: first.id,
          departmentName: 'IT Department',
          count: 2,
          avgTotalDurationMinutes: 65.3, // 65.25
          avgProcessingTimeMinutes: 15,
          avgPreparationTimeMinutes: 30.3,
          avgDeliveryTimeMinutes: 15,
        },
        {
          departmentId: second.id,
          departmentName: 'Human Resources',
          count: 1,
          avgTotalDurationMinutes: 10,
          avgProcessingTimeMinutes: 1,
          avgPreparationTimeMinutes: 2,
          avgDeliveryTimeMinutes: 4,
        },
      ],
      byShift: [
        {
          shiftId: morning.id,
          shiftName: 'Shift 1',
          count: 1,
          avgTotalDurationMinutes: 60,
          avgProcessingTimeMinutes: 10,
          avgPreparationTimeMinutes: 30,
          avgDeliveryTimeMinutes: 15,
        },
        {
          shiftId: night.id,
          shiftName: 'Shift 2',
          count: 2,
          avgTotalDurationMinutes: 40.3, // 40.25
          avgProcessingTimeMinutes: 10.5,
          avgPreparationTimeMinutes: 16.3, // 16.25
          avgDeliveryTimeMinutes: 9.5,
        },
      ],
    });
  });

  it('S3-RPT-06 begins with the day of creation and ends with the day of completion, in Jakarta', async () => {
    const rest = { departmentId: scene.it.id, shiftId: scene.morning.id };
    await scene.insert(
      completed({ createdAt: '2025-09-30T16:59:00Z', ...rest }, [1, 1, 1, 1]), // created a minute too early
      completed({ createdAt: '2025-09-30T17:00:00Z', ...rest }, [1, 1, 1, 1]),
      completed({ createdAt: '2025-10-01T16:00:00Z', ...rest }, [20, 20, 10, 9]), // completed at 23:59
      completed({ createdAt: '2025-10-01T16:00:00Z', ...rest }, [20, 20, 10, 10]), // completed at midnight
    );
    const day = { tanggalMulai: '2025-10-01', tanggalAkhir: '2025-10-01' };
    expect((await performance(day)).overall).toMatchObject({ count: 2, avgTotalDurationMinutes: 31.5 });
    expect((await performance({ ...day, shiftId: scene.night.id })).overall.count).toBe(0);
    expect((await performance({ departmentId: scene.hr.id })).overall.count).toBe(0);
  });

  it('knows orders that skipped stages, and gives zeros when there is nothing', async () => {
    const { it: department, morning } = scene;
    await scene.insert({
      createdAt: '2025-10-01T03:00:00Z',
      completedAt: '2025-10-01T03:30:00Z',
      departmentId: department.id,
      shiftId: morning.id,
      status: 'COMPLETE',
    });
    expect((await performance()).overall).toEqual({
      count: 1,
      avgTotalDurationMinutes: 30,
      avgProcessingTimeMinutes: 0,
      avgPreparationTimeMinutes: 0,
      avgDeliveryTimeMinutes: 0,
    });
    expect(await performance({ tanggalMulai: '2030-01-01' })).toEqual({
      overall: {
        count: 0,
        avgTotalDurationMinutes: 0,
        avgProcessingTimeMinutes: 0,
        avgPreparationTimeMinutes: 0,
        avgDeliveryTimeMinutes: 0,
      },
      byDepartment: [],
      byShift: [],
    });
  });

  it('S3-RPT-09 is flat in files: one row for each average, with its scope', async () => {
    const { it: department, night } = scene;
    await scene.insert(
      completed(
        { createdAt: '2025-10-01T01:00:00Z', departmentId: department.id, shiftId: night.id },
        [10, 30, 5, 15],
      ),
    );
    const rows = await scene.rows(performanceReport);
    expect(
      rows.map(({ scope, departmentName, shiftName, count }) => [scope, departmentName, shiftName, count]),
    ).toEqual([
      ['overall', null, null, 1],
      ['department', 'IT Department', null, 1],
      ['shift', null, 'Shift 2', 1],
    ]);
  });
});
