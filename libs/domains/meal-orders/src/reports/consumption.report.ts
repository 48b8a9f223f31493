import { definePermissions } from '@antrean/platform/auth';
import { query } from '@antrean/platform/database';
import { idParameter } from '@antrean/platform/http';
import {
  allOf,
  defineReport,
  everyPeriod,
  given,
  reportRange,
  resolveRange,
  readGroups,
  type ReportSource,
} from '@antrean/platform/report';
import { z } from 'zod';
import { GROUPING_WORDS } from '../meal-order.words.ts';
import { SHIFT_INPUT, shiftFilter } from './report-filter.ts';

const UNIT = { DAILY: 'day', WEEKLY: 'week', MONTHLY: 'month' } as const;
const DEFAULT_DAYS = 7;

const row = z.object({
  period: z.string().describe('First day of the period; a week begins on Monday'),
  totalOrders: z.int(),
  totalMeals: z.int(),
});

/** Orders and meals per period, by the business day of creation; rejected orders do not count. */
export const consumptionReport = defineReport({
  name: 'consumption',
  path: '/api/reports/consumption',
  title: { id: 'Laporan Konsumsi', en: 'Consumption Report' },
  summary: 'Orders and meals per day, week or month',
  description:
    "Without dates: the last 7 days, today included. Periods without orders are left out; the PDF's chart shows them as zero.",
  permission: definePermissions('reports', ['consumption']).consumption,
  parameters: z.object({
    ...reportRange,
    groupBy: z.enum(['DAILY', 'WEEKLY', 'MONTHLY']).default('DAILY'),
    shiftId: idParameter.optional(),
  }),
  inputs: {
    groupBy: { label: { id: 'Pengelompokan', en: 'Grouping' }, words: GROUPING_WORDS },
    shiftId: SHIFT_INPUT,
  },
  resolve: async (asked, source) => {
    const range = resolveRange(asked);
    return range.tanggalMulai === undefined && range.tanggalAkhir === undefined
      ? { ...range, ...(await lastDays(source)) }
      : range;
  },
  response: z.array(row),
  columns: [
    { key: 'period', header: { id: 'Periode', en: 'Period' }, format: 'date' },
    { key: 'totalOrders', header: { id: 'Jumlah Pesanan', en: 'Orders' }, format: 'integer' },
    { key: 'totalMeals', header: { id: 'Jumlah Porsi', en: 'Meals' }, format: 'integer' },
  ],
  rows: ({ database, signal }, { groupBy, tanggalMulai, tanggalAkhir, shiftId }) => {
    const where = allOf(
      `status <> 'DITOLAK'`,
      given(tanggalMulai, `business_date >= ?::date`),
      given(tanggalAkhir, `business_date <= ?::date`),
      given(shiftId, `shift_id = ?`),
    );
    return readGroups<z.infer<typeof row>>(
      database,
      // As a timestamp, because date_trunc would turn a date into an instant of the session's time zone.
      `select to_char(date_trunc(?, business_date::timestamp), 'YYYY-MM-DD') as period,
              count(*)::float8 as "totalOrders", sum(quantity)::float8 as "totalMeals"
       from meal_orders where ${where.sql} group by 1 order by 1`,
      [UNIT[groupBy], ...where.parameters],
      signal,
    );
  },
  totals: ['totalOrders', 'totalMeals'],
  chart: (rows, { groupBy, tanggalMulai: from, tanggalAkhir: to }) => {
    const meals = rows.map(({ period, totalMeals }) => ({ period, value: totalMeals }));
    const { labels, values } = everyPeriod(meals, UNIT[groupBy], { from, to });
    return {
      kind: 'bars',
      title: { id: 'Porsi per periode', en: 'Meals per period' },
      labels,
      series: [{ name: { id: 'Jumlah Porsi', en: 'Meals' }, values }],
      format: 'integer',
    };
  },
  filters: async (source, { groupBy, shiftId }) => [
    { label: { id: 'Pengelompokan', en: 'Grouping' }, value: GROUPING_WORDS[groupBy] },
    ...(await shiftFilter(source, shiftId)),
  ],
});

async function lastDays({
  database,
  zone,
}: ReportSource): Promise<{ tanggalMulai: string; tanggalAkhir: string }> {
  const [days] = await query<{ first: string; last: string }>(
    database.fork(),
    `select (today - ?::integer)::text as first, today::text as last
     from (select (now() at time zone ?)::date as today) t`,
    [DEFAULT_DAYS - 1, zone],
  );
  if (!days) throw new Error('PostgreSQL did not say which day it is');
  return { tanggalMulai: days.first, tanggalAkhir: days.last };
}
