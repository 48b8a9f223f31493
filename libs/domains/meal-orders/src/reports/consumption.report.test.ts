import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { consumptionReport } from './consumption.report.ts';
import { startReportScene } from './report.factory.ts';

type Row = { period: string; totalOrders: number; totalMeals: number };

describe('the consumption report', () => {
  let scene: Awaited<ReturnType<typeof startReportScene>>;
  const consumption = (parameters: Record<string, unknown>) =>
    scene.json<Row[]>(consumptionReport, parameters);

  beforeAll(async () => {
    scene = await startReportScene();
  });
  beforeEach(() => scene.clear());
  afterAll(() => scene.close());

  it('S3-RPT-02 sums orders and meals per day, leaves rejected orders out and filters by shift', async () => {
    const { it: department, hr, morning, night } = scene;
    await scene.insert(
      { createdAt: '2025-10-01T03:00:00Z', departmentId: department.id, shiftId: morning.id, quantity: 10 },
      { createdAt: '2025-10-01T04:00:00Z', departmentId: hr.id, shiftId: night.id, quantity: 5 },
      {
        createdAt: '2025-10-01T05:00:00Z',
        departmentId: hr.id,
        shiftId: morning.id,
        quantity: 90,
        status: 'DITOLAK',
      },
      {
        createdAt: '2025-10-03T05:00:00Z',
        departmentId: hr.id,
        shiftId: morning.id,
        quantity: 7,
        status: 'COMPLETE',
      },
    );
    const week = { tanggalMulai: '2025-10-01', tanggalAkhir: '2025-10-07' };
    expect(await consumption(week)).toEqual([
      { period: '2025-10-01', totalOrders: 2, totalMeals: 15 },
      { period: '2025-10-03', totalOrders: 1, totalMeals: 7 },
    ]);
    expect(await consumption({ ...week, shiftId: String(night.id) })).toEqual([
      { period: '2025-10-01', totalOrders: 1, totalMeals: 5 },
    ]);
    expect(await consumption({ startDate: '2025-10-02', endDate: '2025-10-03' })).toEqual([
      { period: '2025-10-03', totalOrders: 1, totalMeals: 7 },
    ]);
  });

  it('counts an order at the day of Jakarta on which it was made, also around midnight', async () => {
    const rest = { departmentId: scene.it.id, shiftId: scene.morning.id };
    await scene.insert(
      { createdAt: '2025-09-30T16:59:59.999Z', quantity: 1, ...rest }, // 30 September, 23:59:59.999 in Jakarta
      { createdAt: '2025-09-30T17:00:00.000Z', quantity: 2, ...rest }, // 1 October, 00:00
      { createdAt: '2025-10-01T16:59:59.999Z', quantity: 4, ...rest }, // 1 October, 23:59:59.999
      { createdAt: '2025-10-01T17:00:00.000Z', quantity: 8, ...rest }, // 2 October, 00:00
    );
    expect(await consumption({ tanggalMulai: '2025-10-01', tanggalAkhir: '2025-10-01' })).toEqual([
      { period: '2025-10-01', totalOrders: 2, totalMeals: 6 },
    ]);
  });

  it('S3-RPT-03 weeks begin on Monday, months on the first, and figures equal those counted by the instant', async () => {
    const { it: department, morning } = scene;
    const made: string[] = [];
    for (let hour = 0; hour < 24 * 45; hour += 5) {
      made.push(new Date(Date.UTC(2025, 8, 20, hour)).toISOString());
    }
    await scene.insert(
      ...made.map((createdAt, i) => ({
        createdAt,
        departmentId: department.id,
        shiftId: morning.id,
        quantity: (i % 13) + 1,
      })),
    );
    const range = { tanggalMulai: '2025-09-20', tanggalAkhir: '2025-11-10' };
    for (const [groupBy, unit] of [
      ['WEEKLY', 'week'],
      ['MONTHLY', 'month'],
    ] as const) {
      const independent = await scene.sql<Row>(
        `select to_char(date_trunc('${unit}', created_at at time zone 'Asia/Jakarta'), 'YYYY-MM-DD') as period,
                count(*)::int as "totalOrders", sum(quantity)::int as "totalMeals"
         from meal_orders group by 1 order by 1`,
      );
      expect(independent.length).toBeGreaterThan(2);
      expect(await consumption({ ...range, groupBy })).toEqual(independent);
    }
    const weeks = await consumption({ ...range, groupBy: 'WEEKLY' });
    expect(weeks.map(({ period }) => new Date(period).getUTCDay())).toEqual(weeks.map(() => 1));
  });

  it('S3-RPT-04 covers the last seven days, today included, when no dates are given', async () => {
    const rest = { departmentId: scene.it.id, shiftId: scene.morning.id };
    const [today] = await scene.sql<{ noon: string }>(
      `select to_char(((now() at time zone 'Asia/Jakarta')::date + time '12:00') at time zone 'Asia/Jakarta'
         at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as noon`,
    );
    const daysAgo = (days: number): string =>
      new Date(Date.parse(today!.noon) - days * 86_400_000).toISOString();
    await scene.insert(
      { createdAt: daysAgo(0), quantity: 1, ...rest },
      { createdAt: daysAgo(6), quantity: 2, ...rest },
      { createdAt: daysAgo(7), quantity: 4, ...rest },
    );
    const rows = await consumption({});
    expect(rows.map(({ totalMeals }) => totalMeals)).toEqual([2, 1]);
  });

  it('gives nothing when there is nothing, and refuses a range that ends before it begins', async () => {
    expect(await consumption({ tanggalMulai: '2020-01-01', tanggalAkhir: '2020-01-31' })).toEqual([]);
    await expect(
      consumption({ tanggalMulai: '2025-10-02', tanggalAkhir: '2025-10-01' }),
    ).rejects.toMatchObject({
      code: 'invalid_request',
    });
  });
});
