import { defineEntity, p, type InferEntity } from '@mikro-orm/postgresql';
import type { OrderRecord } from './pos-order.contract.ts';
import { CHANGES, PAYMENT_METHODS, STATUSES } from './pos-order.state.ts';

export const PosOrder = defineEntity({
  name: 'PosOrder',
  tableName: 'pos_orders',
  properties: {
    id: p.integer().primary(),
    invoiceNumber: p.text(),
    businessDate: p.date(),
    outletId: p.integer().nullable(),
    paymentMethod: p.enum(PAYMENT_METHODS),
    status: p.enum(STATUSES),
    /** Rupiah; the limits of the input keep it exact. */
    totalAmount: p.bigint('number'),
    createdBy: p.integer(),
    createdAt: p.datetime().defaultRaw('now()'),
    deletedAt: p.datetime().nullable(),
    version: p.integer().version(),
    updatedAt: p.datetime().defaultRaw('now()'),
    /** PostgreSQL's clock after the lock was had. */
    now: p.datetime().formula('clock_timestamp()').lazy(),
  },
});
export type PosOrder = InferEntity<typeof PosOrder>;

/** One product of an order, as it was when it was sold. */
export const PosOrderLine = defineEntity({
  name: 'PosOrderLine',
  tableName: 'pos_order_lines',
  properties: {
    orderId: p.integer().primary(),
    place: p.integer().primary(),
    productId: p.integer(),
    productName: p.text(),
    categoryId: p.integer().nullable(),
    categoryName: p.text().nullable(),
    unitPrice: p.integer(),
    quantity: p.integer(),
    amount: p.bigint('number'),
  },
});
export type PosOrderLine = InferEntity<typeof PosOrderLine>;

/** What an order was before a change of it. */
export const PosOrderChange = defineEntity({
  name: 'PosOrderChange',
  tableName: 'pos_order_history',
  properties: {
    id: p.bigint('number').primary(),
    orderId: p.integer(),
    action: p.enum(CHANGES),
    changedAt: p.datetime(),
    changedBy: p.integer(),
    before: p.json<OrderRecord>(),
  },
});
export type PosOrderChange = InferEntity<typeof PosOrderChange>;
