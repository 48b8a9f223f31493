import { idParameter } from '@antrean/platform/http';
import { allOf, defineReport, given, reportRange, resolveRange, readGroups } from '@antrean/platform/report';
import { z } from 'zod';
import { OPERATOR_INPUT, operatorFilter } from './recap.report.ts';
import { reportPermissions } from '../work-order.policy.ts';

const row = z.object({
  operator_id: z.int(),
  operator_name: z.string(),
  completed_orders: z.int().describe('Orders that this operator had when they were completed'),
  completed_quantity: z.int().describe('Pieces made by this operator, of any completed order'),
  on_time_orders: z.int(),
  late_orders: z.int(),
  avg_lead_time_hours: z.number().nullable().describe('From creation to completion, one decimal'),
});

/** What operators achieved, by the business day of completion. */
export const operatorReport = defineReport({
  name: 'operators',
  path: '/api/reports/operators',
  aliases: ['/reports/operators'],
  title: { id: 'Hasil Kerja Operator', en: 'Operator Results' },
  summary: 'Completed work orders, pieces and punctuality per operator',
  description:
    'Completed orders only; the dates are those of completion. Of an order that changed hands each operator has ' +
    'the pieces that they made, and the last one has the order.',
  permission: reportPermissions.operators,
  parameters: z.object({ ...reportRange, operator_id: idParameter.optional() }),
  inputs: { operator_id: OPERATOR_INPUT },
  resolve: resolveRange,
  response: z.array(row),
  columns: [
    { key: 'operator_id', header: { id: 'Id', en: 'Id' }, weight: 0.8 },
    { key: 'operator_name', header: { id: 'Operator', en: 'Operator' } },
    { key: 'completed_orders', header: { id: 'Selesai', en: 'Completed' }, format: 'integer' },
    { key: 'completed_quantity', header: { id: 'Jumlah Dibuat', en: 'Pieces Made' }, format: 'integer' },
    { key: 'on_time_orders', header: { id: 'Tepat Waktu', en: 'On Time' }, format: 'integer' },
    { key: 'late_orders', header: { id: 'Terlambat', en: 'Late' }, format: 'integer' },
    {
      key: 'avg_lead_time_hours',
      header: { id: 'Rata-rata Waktu (jam)', en: 'Average Lead Time (h)' },
      format: 'decimal1',
    },
  ],
  rows: ({ database, signal, zone }, { tanggalMulai, tanggalAkhir, operator_id: operatorId }) => {
    const completed = allOf(
      `w.status = 'Completed'`,
      tanggalMulai !== undefined && [
        `w.completed_at >= ?::date::timestamp at time zone ?`,
        tanggalMulai,
        zone,
      ],
      tanggalAkhir !== undefined && [
        `w.completed_at < (?::date + 1)::timestamp at time zone ?`,
        tanggalAkhir,
        zone,
      ],
    );
    const operators = allOf(given(operatorId, `part.operator_id = ?`));
    // The line that completed an order is the last operator's, so that each order has a part of theirs.
    return readGroups<z.infer<typeof row>>(
      database,
      `select u.id as operator_id, u.full_name as operator_name, (count(*) filter (where is_last))::float8 as completed_orders,
              sum(made)::float8 as completed_quantity,
              (count(*) filter (where is_last and part.completed_at <= part.deadline))::float8 as on_time_orders,
              (count(*) filter (where is_last and part.completed_at > part.deadline))::float8 as late_orders,
              round((avg(extract(epoch from part.completed_at - part.created_at)) filter (where is_last)) / 3600, 1)::float8
                as avg_lead_time_hours
       from (
         select h.operator_id, h.operator_id = w.operator_id as is_last, w.created_at, w.completed_at, w.deadline,
                sum(h.quantity) as made
         from work_orders w join work_order_status_history h on h.work_order_id = w.id
         where ${completed.sql} group by w.id, h.operator_id
       ) part join users_v u on u.id = part.operator_id
       where ${operators.sql} group by u.id, u.full_name order by u.full_name, u.id`,
      [...completed.parameters, ...operators.parameters],
      signal,
    );
  },
  totals: ['completed_orders', 'completed_quantity', 'on_time_orders', 'late_orders'],
  chart: (rows) => ({
    kind: 'bars',
    title: { id: 'Work order selesai per operator', en: 'Completed work orders per operator' },
    labels: rows.map(({ operator_name }) => operator_name),
    series: [
      { name: { id: 'Tepat Waktu', en: 'On Time' }, values: rows.map((each) => each.on_time_orders) },
      { name: { id: 'Terlambat', en: 'Late' }, values: rows.map((each) => each.late_orders) },
    ],
    format: 'integer',
  }),
  filters: (source, { operator_id: operatorId }) => operatorFilter(source, operatorId),
});
