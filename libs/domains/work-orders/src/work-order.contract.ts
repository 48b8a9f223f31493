import {
  businessDate,
  growingPage,
  growingQuery,
  id,
  idParameter,
  instant,
  line,
  note,
  pageQuery,
} from '@antrean/platform/http';
import { z } from 'zod';
import type { WorkOrder, WorkOrderProgress } from './work-order.entity.ts';
import { PRIORITIES, STATUSES } from './work-order.state.ts';

/** Far above any real order, so that a slipped key is noticed. */
const MOST_PIECES = 1_000_000;
const orderedQuantity = z.int().min(1).max(MOST_PIECES);

const anInstant = z.iso.datetime({ offset: true });
/** An instant or a business date; years that no order can mean are slipped keys. */
const deadline = z
  .string()
  .refine(
    (value) =>
      value.startsWith('20') && (businessDate.safeParse(value).success || anInstant.safeParse(value).success),
    'must be an instant such as 2025-10-01T09:00:00Z or a date such as 2025-10-01 / ' +
      'harus berupa waktu seperti 2025-10-01T09:00:00Z atau tanggal seperti 2025-10-01',
  )
  .describe('An instant, or a date, which means the end of that business day')
  .meta({ examples: ['2025-10-01T09:00:00Z', '2025-10-01'] });

export const creation = z.object({
  product_name: line(200),
  quantity: orderedQuantity,
  deadline: deadline.describe(
    'An instant, or a date, which means the end of that business day; not in the past',
  ),
  operator_id: id.describe('An active user with the role production_operator'),
  priority: z.enum(PRIORITIES).default('normal'),
});

export const change = z.object({
  product_name: line(200).optional(),
  quantity: orderedQuantity.optional().describe('Pieces ordered; not fewer than are made'),
  deadline: deadline.optional(),
  operator_id: id.optional(),
  priority: z.enum(PRIORITIES).optional(),
  status: z.enum(STATUSES).optional(),
});

export const split = z.object({
  quantity: orderedQuantity.describe(
    'Pieces that become an order of their own; at least one stays to be made',
  ),
  operator_id: id.optional().describe('Who makes them; whoever has the order when absent'),
  deadline: deadline.optional(),
  priority: z.enum(PRIORITIES).optional(),
});

export const statusUpdate = z
  .object({
    status: z.enum(STATUSES),
    quantity: z
      .int()
      .min(-MOST_PIECES)
      .max(MOST_PIECES)
      .optional()
      .describe(
        'Pieces made since the update before, added to those; 0 when absent, which Completed does not allow. ' +
          'Managers take back with a negative number what was counted by mistake',
      ),
  })
  .refine(({ status, quantity }) => status !== 'Completed' || quantity !== undefined, {
    path: ['quantity'],
    message: 'say how many pieces were made, 0 for none / sebutkan jumlah yang dibuat, 0 bila tidak ada',
  });

export const progressNote = z.object({ note: note(2_000) });

export const orderParams = z.object({ id: idParameter });

const narrowing = {
  status: z.enum(STATUSES).optional(),
  priority: z.enum(PRIORITIES).optional(),
  overdue: z.stringbool().optional().describe('Open and past its deadline'),
};
export const listQuery = z.object({
  ...narrowing,
  operator_id: idParameter.optional(),
  date: businessDate.optional().describe('The business day of creation'),
  startDate: businessDate.optional().describe('First business day of creation'),
  endDate: businessDate.optional().describe('Last business day of creation'),
  ...growingQuery(),
});
export const assignedQuery = z.object({ ...narrowing, ...growingQuery() });
export const boardQuery = z.object({
  operator_id: idParameter.optional(),
  limit: pageQuery(50).limit.describe('How many orders of each status'),
});
export const trailQuery = z.object(growingQuery(50));
export const attachmentQuery = z.object(pageQuery(50));

export const workOrderView = z.object({
  id,
  number: z.string().meta({ examples: ['WO-20231101-001'] }),
  product_name: z.string(),
  quantity: z.int().describe('Pieces ordered'),
  completed_quantity: z.int().describe('Pieces made, the sum of the history'),
  deadline: instant,
  priority: z.enum(PRIORITIES),
  operator_id: id,
  operator: z.object({ id, username: z.string().nullable(), name: z.string() }),
  status: z.enum(STATUSES),
  split_from: z.object({ id, number: z.string() }).nullable().describe('The order of which it was a part'),
  created_at: instant,
  updated_at: instant,
  completed_at: instant.nullable(),
  version: z.int(),
});
export type WorkOrderView = z.infer<typeof workOrderView>;

export const workOrderPage = growingPage(workOrderView);

const now = instant.describe("The server's clock, by which an order is late");
export const assignedPage = workOrderPage.extend({ now });

export const board = z.object({
  now,
  columns: z.array(
    z.object({
      status: z.enum(STATUSES),
      total: z.int(),
      overdue: z.int(),
      orders: z.array(workOrderView),
    }),
  ),
});
export type Board = z.infer<typeof board>;

export const operatorLoad = z.object({
  id,
  name: z.string(),
  username: z.string().nullable(),
  can_take: z.boolean().describe('Whether orders may be given to them; others only still have some'),
  pending: z.int().describe('Orders not begun'),
  in_progress: z.int(),
  overdue: z.int().describe('Open orders past their deadline'),
  pieces_left: z.int().describe('Pieces of open orders that are not made'),
});
export type OperatorLoad = z.infer<typeof operatorLoad>;
export const operatorLoads = z.object({ data: z.array(operatorLoad) });

export const historyView = z.object({
  id,
  previous_status: z.enum(STATUSES),
  status: z.enum(STATUSES),
  quantity: z.int().describe('Pieces made since the line before'),
  completed_quantity: z.int().describe('Pieces made up to this line'),
  operator_id: id.describe('Who had the order then'),
  changed_by: id,
  changed_by_name: z.string(),
  changed_at: instant,
});
export type HistoryView = z.infer<typeof historyView>;

export const progressView = z.object({
  id,
  work_order_id: id,
  note: z.string(),
  created_by: id,
  created_by_name: z.string(),
  created_at: instant,
});
export type ProgressView = z.infer<typeof progressView>;

/** An order as the wire shows it. */
export const toWire = (order: WorkOrder): WorkOrderView => ({
  id: order.id,
  number: order.number,
  product_name: order.productName,
  quantity: order.quantity,
  completed_quantity: order.completedQuantity,
  deadline: order.deadline.toISOString(),
  priority: order.priority,
  operator_id: order.operatorId,
  operator: { id: order.operatorId, username: order.operatorUsername ?? null, name: order.operatorName },
  status: order.status,
  split_from:
    typeof order.splitFromId === 'number' && typeof order.splitFromNumber === 'string'
      ? { id: order.splitFromId, number: order.splitFromNumber }
      : null,
  created_at: order.createdAt.toISOString(),
  updated_at: order.updatedAt.toISOString(),
  completed_at: order.completedAt?.toISOString() ?? null,
  version: order.version,
});

export const noteToWire = (note: WorkOrderProgress): ProgressView => ({
  id: note.id,
  work_order_id: note.workOrderId,
  note: note.note,
  created_by: note.createdBy,
  created_by_name: note.createdByName,
  created_at: note.createdAt.toISOString(),
});
