import { defineEntity, p, type InferEntity } from '@mikro-orm/postgresql';
import { PRIORITIES, STATUSES } from './work-order.state.ts';

export const WorkOrder = defineEntity({
  name: 'WorkOrder',
  tableName: 'work_orders',
  properties: {
    id: p.integer().primary(),
    number: p.text(),
    productName: p.text(),
    quantity: p.integer(),
    /** The sum of the ledger. Of a row that was waited for it is stale: see `lockWorkOrder`. */
    completedQuantity: p
      .integer()
      .formula(
        (order) =>
          `(select coalesce(sum(quantity), 0)::int from work_order_status_history where work_order_id = ${order.id})`,
      ),
    deadline: p.datetime(),
    priority: p.enum(PRIORITIES),
    operatorId: p.integer(),
    operatorName: p
      .text()
      .formula((order) => `(select full_name from users_v where id = ${order.operatorId})`),
    operatorUsername: p
      .text()
      .nullable()
      .formula((order) => `(select username from users_v where id = ${order.operatorId})`),
    status: p.enum(STATUSES),
    createdBy: p.integer(),
    /** The business day of creation. */
    businessDate: p.date(),
    completedAt: p.datetime().nullable(),
    /** The order of which this one was a part. */
    splitFromId: p.integer().nullable(),
    splitFromNumber: p
      .text()
      .nullable()
      .formula((order) => `(select number from work_orders whole where whole.id = ${order.splitFromId})`),
    version: p.integer().version(),
    createdAt: p.datetime().defaultRaw('now()'),
    updatedAt: p.datetime().defaultRaw('now()'),
  },
});
export type WorkOrder = InferEntity<typeof WorkOrder>;

/** A line of the ledger: a status that was told, and the pieces made since the line before. Lines never change. */
export const WorkOrderStatusHistory = defineEntity({
  name: 'WorkOrderStatusHistory',
  tableName: 'work_order_status_history',
  properties: {
    id: p.integer().primary(),
    workOrderId: p.integer(),
    previousStatus: p.enum(STATUSES),
    status: p.enum(STATUSES),
    quantity: p.integer(),
    /** Who had the order then, and so made the pieces. */
    operatorId: p.integer(),
    changedBy: p.integer(),
    changedAt: p.datetime(),
  },
});
export type WorkOrderStatusHistory = InferEntity<typeof WorkOrderStatusHistory>;

/** A note on how the work goes. */
export const WorkOrderProgress = defineEntity({
  name: 'WorkOrderProgress',
  tableName: 'work_order_progress',
  properties: {
    id: p.integer().primary(),
    workOrderId: p.integer(),
    note: p.text(),
    createdBy: p.integer(),
    createdByName: p.text().formula((note) => `(select full_name from users_v where id = ${note.createdBy})`),
    createdAt: p.datetime().defaultRaw('now()'),
  },
});
export type WorkOrderProgress = InferEntity<typeof WorkOrderProgress>;

/** A file that belongs to an order. */
export const WorkOrderAttachment = defineEntity({
  name: 'WorkOrderAttachment',
  tableName: 'work_order_attachments',
  properties: {
    id: p.integer().primary(),
    workOrderId: p.integer(),
    fileKey: p.text(),
    fileName: p.text(),
    contentType: p.text(),
    size: p.integer(),
    sha256: p.text(),
    uploadedBy: p.integer(),
    uploadedByName: p
      .text()
      .formula((file) => `(select full_name from users_v where id = ${file.uploadedBy})`),
    createdAt: p.datetime().defaultRaw('now()'),
  },
});
export type WorkOrderAttachment = InferEntity<typeof WorkOrderAttachment>;
