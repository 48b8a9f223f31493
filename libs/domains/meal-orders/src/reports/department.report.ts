import { definePermissions } from '@antrean/platform/auth';
import { idParameter } from '@antrean/platform/http';
import {
  allOf,
  defineReport,
  given,
  percentages,
  reportRange,
  resolveRange,
  readGroups,
} from '@antrean/platform/report';
import { z } from 'zod';
import { STATUSES } from '../meal-order.state.ts';
import { STATUS_WORDS } from '../meal-order.words.ts';
import { DEPARTMENT_INPUT, SHIFT_INPUT, departmentFilter, shiftFilter } from './report-filter.ts';

const row = z.object({
  departmentId: z.int(),
  departmentName: z.string(),
  totalOrders: z.int(),
  totalMeals: z.int(),
  percentage: z.number().describe('Share of the orders listed; the shares sum to 100'),
});

/** Orders, meals and share of the orders per department, by the business day of creation. */
export const departmentReport = defineReport({
  name: 'department',
  path: '/api/reports/department',
  title: { id: 'Laporan Departemen', en: 'Department Report' },
  summary: 'Orders and meals per department',
  description:
    'Counts orders of every status unless `status` is given. Departments without orders are left out.',
  permission: definePermissions('reports', ['department']).department,
  parameters: z.object({
    ...reportRange,
    departmentId: idParameter.optional(),
    status: z.enum(STATUSES).optional(),
    shiftId: idParameter.optional(),
  }),
  inputs: {
    departmentId: DEPARTMENT_INPUT,
    status: { label: { id: 'Status', en: 'Status' }, words: STATUS_WORDS },
    shiftId: SHIFT_INPUT,
  },
  resolve: resolveRange,
  response: z.array(row),
  columns: [
    { key: 'departmentId', header: { id: 'Id', en: 'Id' }, weight: 0.8 },
    { key: 'departmentName', header: { id: 'Departemen', en: 'Department' } },
    { key: 'totalOrders', header: { id: 'Jumlah Pesanan', en: 'Orders' }, format: 'integer' },
    { key: 'totalMeals', header: { id: 'Jumlah Porsi', en: 'Meals' }, format: 'integer' },
    { key: 'percentage', header: { id: 'Persentase', en: 'Percentage' }, format: 'percent' },
  ],
  rows: async function* ({ database, signal }, asked) {
    const where = allOf(
      given(asked.tanggalMulai, `o.business_date >= ?::date`),
      given(asked.tanggalAkhir, `o.business_date <= ?::date`),
      given(asked.departmentId, `o.department_id = ?`),
      given(asked.status, `o.status = ?`),
      given(asked.shiftId, `o.shift_id = ?`),
    );
    const departments = await Array.fromAsync(
      readGroups<Omit<z.infer<typeof row>, 'percentage'>>(
        database,
        `select d.id as "departmentId", d.name as "departmentName",
                count(*)::float8 as "totalOrders", sum(o.quantity)::float8 as "totalMeals"
         from meal_orders o join departments_v d on d.id = o.department_id
         where ${where.sql} group by d.id, d.name order by d.id`,
        where.parameters,
        signal,
      ),
    );
    const shares = percentages(departments.map(({ totalOrders }) => totalOrders));
    for (const [i, department] of departments.entries()) yield { ...department, percentage: shares[i] ?? 0 };
  },
  totals: ['totalOrders', 'totalMeals', 'percentage'],
  chart: (rows) => ({
    kind: 'shares',
    title: { id: 'Pesanan per departemen', en: 'Orders per department' },
    labels: rows.map(({ departmentName }) => departmentName),
    series: [
      { name: { id: 'Jumlah Pesanan', en: 'Orders' }, values: rows.map(({ totalOrders }) => totalOrders) },
    ],
    format: 'integer',
  }),
  filters: async (source, { departmentId, status, shiftId }) => [
    ...(await departmentFilter(source, departmentId)),
    ...(status === undefined ? [] : [{ label: { id: 'Status', en: 'Status' }, value: STATUS_WORDS[status] }]),
    ...(await shiftFilter(source, shiftId)),
  ],
});
