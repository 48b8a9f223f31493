import { defineEvent } from '@antrean/platform/messages';
import { outletRoom, outletRooms, type Delivery } from '@antrean/platform/realtime';
import { z } from 'zod';
import { orderRecord, orderView, toView, type OrderRecord } from './pos-order.contract.ts';
import { STATUSES } from './pos-order.state.ts';
import { permissions } from './sales.policy.ts';

// The wire names and payloads are literal (seed 004, event new-order).
const namespace = '/';

const deletedWire = z.object({ invoice_number: z.string() });
const statusWire = deletedWire.extend({ status: z.enum(STATUSES), previous_status: z.enum(STATUSES) });

/** Whose screens show it. */
const about = { outlet_id: z.int().nullable() };

interface Sale {
  outlet_id: number | null;
}
/** Whoever may list the orders of its outlet, or of all. */
const audience = {
  namespace,
  readers: [{ holding: permissions.read, outlet: ({ outlet_id }: Sale) => outlet_id }],
  formerRooms: ({ outlet_id }: Sale) => outletRooms(outlet_id),
};

const amount = ({ total_amount, lines, payment_method }: OrderRecord): string =>
  `${total_amount} for ${lines.length} ${lines.length === 1 ? 'product' : 'products'}, ${payment_method}`;

export const orderCreated = defineEvent({
  name: 'pos.order.created',
  version: 1,
  summary: 'An order was sold.',
  schema: orderRecord,
  realtime: { ...audience, name: 'new-order', schema: orderView, payload: toView },
  audit: {
    POS_ORDER_CREATED: (e) => ({
      subject: e.invoice_number,
      detail: `${e.invoice_number}: ${amount(e)}`,
    }),
  },
});

export const orderStatusChanged = defineEvent({
  name: 'pos.order.status.changed',
  version: 1,
  summary: 'An order came to another status.',
  schema: statusWire.extend(about),
  realtime: { ...audience, name: 'order-status', schema: statusWire },
  audit: {
    POS_ORDER_STATUS_CHANGED: (e) => ({
      subject: e.invoice_number,
      detail: `${e.invoice_number}: ${e.previous_status} → ${e.status}`,
    }),
  },
});

export const orderUpdated = defineEvent({
  name: 'pos.order.updated',
  version: 1,
  summary: 'The items, the outlet or the way of payment of an order were changed.',
  schema: orderRecord,
  realtime: { ...audience, name: 'order-updated', schema: orderView, payload: toView },
  audit: {
    POS_ORDER_UPDATED: (e) => ({
      subject: e.invoice_number,
      detail: `${e.invoice_number}: now ${amount(e)}`,
    }),
  },
});

/** For the screens of the outlet that it left the order is gone; all others hear that it was updated. */
export const orderMoved = defineEvent({
  name: 'pos.order.moved',
  version: 1,
  summary: 'An order was deleted, or moved to another outlet.',
  schema: deletedWire.extend({ previous_outlet_id: z.int() }),
  realtime: {
    namespace,
    name: 'order-deleted',
    readers: [{ holding: permissions.read, outlet: (e) => e.previous_outlet_id, exactly: true }],
    formerRooms: ({ previous_outlet_id }) => [outletRoom(previous_outlet_id)],
    schema: deletedWire,
  },
});

export const orderDeleted = defineEvent({
  name: 'pos.order.deleted',
  version: 1,
  summary: 'An order was deleted, or moved to another outlet.',
  schema: deletedWire.extend(about),
  realtime: {
    ...audience,
    name: 'order-deleted',
    schema: deletedWire,
  },
  audit: {
    POS_ORDER_DELETED: (e) => ({
      subject: e.invoice_number,
      detail: `${e.invoice_number} was deleted before it was prepared`,
    }),
  },
});

// Moved before deleted: both are called order-deleted on the wire, and the documentation shows the last.
export const orderMessages = [orderCreated, orderStatusChanged, orderUpdated, orderMoved, orderDeleted];

/** What the realtime tier logs when it has broadcast something; null for what is not worth a line (S4-LOG-03). */
export function broadcastLine({ namespace: at, name, payload }: Delivery): string | null {
  const { invoice_number: invoice } = payload;
  if (at !== namespace || name !== 'new-order' || typeof invoice !== 'string') return null;
  return `📡 WebSocket: Broadcasted new order ${invoice}`;
}
