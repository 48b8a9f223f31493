import { query } from '@antrean/platform/database';
import { idParameter } from '@antrean/platform/http';
import {
  allOf,
  defineReport,
  given,
  readGroups,
  reportRange,
  resolveRange,
  type ReportFilter,
  type ReportSource,
} from '@antrean/platform/report';
import { z } from 'zod';
import { reportPermissions } from '../work-order.policy.ts';
import { PRIORITIES, STATUSES, type Priority } from '../work-order.state.ts';
import { PRIORITY_WORDS, STATUS_WORDS } from '../work-order.words.ts';

/** How people are asked for an operator. */
export const OPERATOR_INPUT = { label: { id: 'Operator', en: 'Operator' }, of: 'operator' } as const;

/** What a report's title page says about an operator that it is limited to. */
export async function operatorFilter(source: ReportSource, id: number | undefined): Promise<ReportFilter[]> {
  if (id === undefined) return [];
  const [user] = await query<{ full_name: string }>(
    source.database.fork(),
    `select full_name from users_v where id = ?`,
    [id],
  );
  return [{ label: { id: 'Operator', en: 'Operator' }, value: user?.full_name ?? `#${id}` }];
}

export const priorityFilter = (priority: Priority | undefined): ReportFilter[] =>
  priority === undefined
    ? []
    : [{ label: { id: 'Prioritas', en: 'Priority' }, value: PRIORITY_WORDS[priority] }];

const row = z.object({
  status: z.enum(STATUSES),
  total_orders: z.int(),
  total_quantity: z.int().describe('Pieces ordered'),
  completed_quantity: z.int().describe('Pieces made'),
  overdue_orders: z.int().describe('Open and past their deadline'),
});

/** Orders and pieces per status, each status listed, by the business day of creation. */
export const recapReport = defineReport({
  name: 'workorders',
  path: '/api/reports/workorders',
  aliases: ['/reports/workorders'],
  title: { id: 'Rekapitulasi Work Order', en: 'Work Order Recap' },
  summary: 'Work orders and pieces per status',
  permission: reportPermissions.workorders,
  parameters: z.object({
    ...reportRange,
    operator_id: idParameter.optional(),
    priority: z.enum(PRIORITIES).optional(),
  }),
  inputs: {
    operator_id: OPERATOR_INPUT,
    priority: { label: { id: 'Prioritas', en: 'Priority' }, words: PRIORITY_WORDS },
  },
  resolve: resolveRange,
  response: z.array(row),
  columns: [
    { key: 'status', header: { id: 'Status', en: 'Status' }, words: STATUS_WORDS },
    { key: 'total_orders', header: { id: 'Jumlah Work Order', en: 'Work Orders' }, format: 'integer' },
    { key: 'total_quantity', header: { id: 'Jumlah Dipesan', en: 'Pieces Ordered' }, format: 'integer' },
    { key: 'completed_quantity', header: { id: 'Jumlah Dibuat', en: 'Pieces Made' }, format: 'integer' },
    { key: 'overdue_orders', header: { id: 'Terlambat', en: 'Overdue' }, format: 'integer' },
  ],
  rows: ({ database, signal }, { tanggalMulai, tanggalAkhir, operator_id: operatorId, priority }) => {
    const where = allOf(
      given(tanggalMulai, `w.business_date >= ?::date`),
      given(tanggalAkhir, `w.business_date <= ?::date`),
      given(operatorId, `w.operator_id = ?`),
      given(priority, `w.priority = ?`),
    );
    return readGroups<z.infer<typeof row>>(
      database,
      `select s.status, count(w.id)::float8 as total_orders, coalesce(sum(w.quantity), 0)::float8 as total_quantity,
              coalesce(sum(w.made), 0)::float8 as completed_quantity,
              (count(w.id) filter (where w.status <> 'Completed' and w.deadline < now()))::float8 as overdue_orders
       from unnest(array['${STATUSES.join(`', '`)}']) with ordinality s (status, place)
       left join (
         select w.id, w.status, w.quantity, w.deadline, coalesce(sum(h.quantity), 0) as made
         from work_orders w left join work_order_status_history h on h.work_order_id = w.id
         where ${where.sql} group by w.id
       ) w on w.status = s.status
       group by s.status, s.place order by s.place`,
      where.parameters,
      signal,
    );
  },
  totals: ['total_orders', 'total_quantity', 'completed_quantity', 'overdue_orders'],
  chart: (rows) => ({
    kind: 'bars',
    title: { id: 'Jumlah per status', en: 'Pieces per status' },
    labels: rows.map(({ status }) => STATUS_WORDS[status]),
    series: [
      { name: { id: 'Dipesan', en: 'Ordered' }, values: rows.map((each) => each.total_quantity) },
      { name: { id: 'Dibuat', en: 'Made' }, values: rows.map((each) => each.completed_quantity) },
    ],
    format: 'integer',
  }),
  filters: async (source, { operator_id: operatorId, priority }) => [
    ...(await operatorFilter(source, operatorId)),
    ...priorityFilter(priority),
  ],
});
