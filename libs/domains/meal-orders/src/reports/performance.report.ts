import { definePermissions } from '@antrean/platform/auth';
import { idParameter } from '@antrean/platform/http';
import {
  allOf,
  defineReport,
  given,
  reportRange,
  resolveRange,
  readGroups,
  type ReportSource,
  type RowStream,
} from '@antrean/platform/report';
import { z } from 'zod';
import { SCOPE_WORDS } from '../meal-order.words.ts';
import { DEPARTMENT_INPUT, SHIFT_INPUT, departmentFilter, shiftFilter } from './report-filter.ts';

const minutes = z.number().describe('Minutes, one decimal; 0 when no order has both times');
const figures = z.object({
  count: z.int(),
  avgTotalDurationMinutes: minutes,
  avgProcessingTimeMinutes: minutes,
  avgPreparationTimeMinutes: minutes,
  avgDeliveryTimeMinutes: minutes,
});
type Figures = z.infer<typeof figures>;

const parameters = z.object({
  ...reportRange,
  departmentId: idParameter.optional(),
  shiftId: idParameter.optional(),
});

/** The averages of all orders, of one department's or of one shift's; the ids and names of the others are null. */
type PerformanceRow = Figures & {
  scope: 'overall' | 'department' | 'shift';
  departmentId: number | null;
  departmentName: string | null;
  shiftId: number | null;
  shiftName: string | null;
};

/** How long completed orders took, by stage (durations as in the requirements' README, "Stage durations"). */
export const performanceReport = defineReport({
  name: 'performance',
  path: '/api/reports/performance',
  title: { id: 'Laporan Kinerja', en: 'Performance Report' },
  summary: 'Average durations of completed orders',
  description:
    'Only orders in COMPLETE that were created on or after tanggalMulai and completed on or before tanggalAkhir. ' +
    'Processing: created to accepted. Preparation: accepted to ready. Delivery: picked up to completed.',
  permission: definePermissions('reports', ['performance']).performance,
  parameters,
  inputs: { departmentId: DEPARTMENT_INPUT, shiftId: SHIFT_INPUT },
  resolve: resolveRange,
  response: z.object({
    overall: figures,
    byDepartment: z.array(figures.extend({ departmentId: z.int(), departmentName: z.string() })),
    byShift: z.array(figures.extend({ shiftId: z.int(), shiftName: z.string() })),
  }),
  json: async (source, asked) => {
    const rows = await Array.fromAsync(performanceRows(source, asked));
    const of = (wanted: PerformanceRow['scope']) => rows.filter(({ scope }) => scope === wanted);
    return {
      overall: figures.parse(of('overall')[0]),
      byDepartment: of('department').map((row) => ({
        departmentId: row.departmentId ?? 0,
        departmentName: row.departmentName ?? '',
        ...figures.parse(row),
      })),
      byShift: of('shift').map((row) => ({
        shiftId: row.shiftId ?? 0,
        shiftName: row.shiftName ?? '',
        ...figures.parse(row),
      })),
    };
  },
  columns: [
    { key: 'scope', header: { id: 'Lingkup', en: 'Scope' }, words: SCOPE_WORDS },
    { key: 'departmentId', header: { id: 'Id Departemen', en: 'Department Id' }, onlyCsv: true },
    { key: 'departmentName', header: { id: 'Departemen', en: 'Department' } },
    { key: 'shiftId', header: { id: 'Id Shift', en: 'Shift Id' }, onlyCsv: true },
    { key: 'shiftName', header: { id: 'Shift', en: 'Shift' } },
    { key: 'count', header: { id: 'Pesanan', en: 'Orders' }, format: 'integer' },
    {
      key: 'avgTotalDurationMinutes',
      header: { id: 'Total (menit)', en: 'Total (min)' },
      format: 'decimal1',
    },
    {
      key: 'avgProcessingTimeMinutes',
      header: { id: 'Proses (menit)', en: 'Processing (min)' },
      format: 'decimal1',
    },
    {
      key: 'avgPreparationTimeMinutes',
      header: { id: 'Persiapan (menit)', en: 'Preparation (min)' },
      format: 'decimal1',
    },
    {
      key: 'avgDeliveryTimeMinutes',
      header: { id: 'Antar (menit)', en: 'Delivery (min)' },
      format: 'decimal1',
    },
  ],
  rows: (source, asked) => performanceRows(source, asked),
  chart: (rows) => ({
    kind: 'bars',
    title: { id: 'Rata-rata durasi (menit)', en: 'Average durations (minutes)' },
    labels: rows.map(
      ({ scope, departmentName, shiftName }) => departmentName ?? shiftName ?? SCOPE_WORDS[scope],
    ),
    series: [
      { name: { id: 'Proses', en: 'Processing' }, values: rows.map((row) => row.avgProcessingTimeMinutes) },
      {
        name: { id: 'Persiapan', en: 'Preparation' },
        values: rows.map((row) => row.avgPreparationTimeMinutes),
      },
      { name: { id: 'Antar', en: 'Delivery' }, values: rows.map((row) => row.avgDeliveryTimeMinutes) },
    ],
    format: 'decimal1',
  }),
  filters: async (source, { departmentId, shiftId }) => [
    ...(await departmentFilter(source, departmentId)),
    ...(await shiftFilter(source, shiftId)),
  ],
});

function performanceRows(
  { database, signal, zone }: ReportSource,
  { tanggalMulai, tanggalAkhir, departmentId, shiftId }: z.output<typeof parameters>,
): RowStream<PerformanceRow> {
  const average = (from: string, to: string): string =>
    `coalesce(round(avg(extract(epoch from o.${to} - o.${from})) / 60, 1), 0)::float8`;
  const where = allOf(
    `o.status = 'COMPLETE'`,
    given(tanggalMulai, `o.business_date >= ?::date`),
    tanggalAkhir !== undefined && [
      `o.completed_at < (?::date + 1)::timestamp at time zone ?`,
      tanggalAkhir,
      zone,
    ],
    given(departmentId, `o.department_id = ?`),
    given(shiftId, `o.shift_id = ?`),
  );
  return readGroups<PerformanceRow>(
    database,
    `select case when grouping(d.id) = 0 then 'department' when grouping(s.id) = 0 then 'shift' else 'overall' end as scope,
            d.id as "departmentId", d.name as "departmentName", s.id as "shiftId", s.name as "shiftName",
            count(*)::float8 as count,
            ${average('created_at', 'completed_at')} as "avgTotalDurationMinutes",
            ${average('created_at', 'accepted_at')} as "avgProcessingTimeMinutes",
            ${average('accepted_at', 'ready_at')} as "avgPreparationTimeMinutes",
            ${average('picked_up_at', 'completed_at')} as "avgDeliveryTimeMinutes"
     from meal_orders o join departments_v d on d.id = o.department_id join shifts_v s on s.id = o.shift_id
     where ${where.sql}
     group by grouping sets ((), (d.id, d.name), (s.id, s.name))
     order by grouping(d.id, s.id) = 3 desc, grouping(d.id), d.id, s.id`,
    where.parameters,
    signal,
  );
}
