import { isReservedName, rowId, rowIdParameter } from '@antrean/catalogue';
import { businessDate, instant, growingQuery } from '@antrean/platform/http';
import type { Json } from '@antrean/platform/messages';
import { z } from 'zod';
import { CHANGES, PAYMENT_METHODS, STATUSES } from './pos-order.state.ts';

export const orderInput = z.object({
  payment_method: z.enum(PAYMENT_METHODS),
  outlet_id: rowId.nullable().default(null),
  items: z
    .array(z.strictObject({ product_id: rowId, qty: z.int().min(1).max(10_000) }))
    .min(1)
    .max(100),
  expected_total_amount: z
    .int()
    .min(0)
    .exactOptional()
    .describe('What somebody was told that it costs: when it costs something else now, nothing is sold'),
});
export type OrderInput = z.output<typeof orderInput>;

export const statusChange = z.object({ status: z.enum(STATUSES).meta({ examples: ['preparing'] }) });

export const invoiceParams = z.object({ invoice: z.string().max(40) });

export const listQuery = z.object({
  status: z.enum(STATUSES).optional(),
  payment_method: z.enum(PAYMENT_METHODS).optional(),
  outlet_id: rowIdParameter.optional(),
  date: businessDate.optional().describe('The business day of creation'),
  startDate: businessDate.optional().describe('The first business day'),
  endDate: businessDate.optional().describe('The last business day'),
  ...growingQuery(50),
});
export type ListQuery = z.output<typeof listQuery>;

const fields = {
  invoice_number: z.string().meta({ examples: ['INV-20231103-0001'] }),
  date: businessDate,
  total_amount: z.int().describe('Rupiah; all items, also those without a category'),
};
const furtherFields = {
  id: rowId,
  status: z.enum(STATUSES),
  payment_method: z.enum(PAYMENT_METHODS),
  outlet_id: rowId.nullable(),
  created_at: instant,
};

const group = z.object({
  quantity: z.int(),
  total_amount: z.int(),
  items: z.array(z.string()).describe('Names of the products'),
});
type Group = z.infer<typeof group>;
const { $schema: _, ...groupSchema } = z.toJSONSchema(group, { io: 'input' });

/**
 * An order on the wire: REST answers and socket events show this same object. Besides its fields it has a member for
 * each category, under the category's name.
 */
export const orderView = z.object({ ...fields, ...furtherFields }).catchall(
  // Typed as unknown, because TypeScript would want the fields to be groups too.
  z
    .unknown()
    .refine((value) => group.safeParse(value).success)
    .meta({ ...groupSchema, description: 'One for each category, under its name' }),
);
export type OrderView = z.infer<z.ZodObject<typeof fields & typeof furtherFields>> & {
  readonly [category: string]: Json;
};

/** An order as it is stored in events, history and repeated answers: its lines one by one. */
export const orderRecord = z.object({
  ...fields,
  lines: z.array(
    z.object({
      product_id: rowId,
      product: z.string(),
      category: z.string().nullable(),
      unit_price: z.int(),
      quantity: z.int(),
      amount: z.int(),
    }),
  ),
  ...furtherFields,
  version: z.int(),
});
export type OrderRecord = z.infer<typeof orderRecord>;

/**
 * The wire form: fields, then categories in the order in which the items name them, then the further fields. Lines
 * without a category are in the total only (decision 14). The object has no prototype, and no category gets the name
 * of a field: categories are refused such names, and here they would be passed over.
 */
export function toView(order: OrderRecord): OrderView {
  const groups = new Map<string, Group>();
  for (const { category, product, quantity, amount } of order.lines) {
    if (category === null || isReservedName(category)) continue;
    const known = groups.get(category) ?? { quantity: 0, total_amount: 0, items: [] };
    groups.set(category, {
      quantity: known.quantity + quantity,
      total_amount: known.total_amount + amount,
      items: [...known.items, product],
    });
  }
  const { invoice_number, date, total_amount, id, status, payment_method, outlet_id, created_at } = order;
  const view = {
    invoice_number,
    date,
    total_amount,
    ...Object.fromEntries(groups),
    id,
    status,
    payment_method,
    outlet_id,
    created_at,
  };
  Object.setPrototypeOf(view, null);
  return view;
}

/** What stands on a receipt, and what a counter needs to sell the same again or to change it. */
export const receiptView = z.object({
  ...fields,
  created_at: instant,
  status: z.enum(STATUSES),
  payment_method: z.enum(PAYMENT_METHODS),
  outlet: z.object({ id: rowId, name: z.string() }).nullable(),
  cashier: z.string().describe('Who sold it'),
  lines: orderRecord.shape.lines,
  version: z.int(),
});
export type ReceiptView = z.infer<typeof receiptView>;

export const pickupQuery = z.object({ outlet_id: rowIdParameter.optional() });

/** What customers wait for. */
export const pickupView = z.object({
  now: instant,
  orders: z
    .array(
      z.object({
        invoice_number: z.string(),
        status: z.enum(['preparing', 'ready']),
        since: instant.describe('Since when it has the status'),
      }),
    )
    .describe('The longest first; those that are ready for the last ten minutes only'),
});

export const historyView = z.array(
  z.object({
    action: z.enum(CHANGES),
    changed_at: instant,
    changed_by: rowId.describe('The user'),
    before: orderView.describe('The order until then'),
  }),
);
