import { assertOutlet } from '@antrean/organization';
import type { Config } from '@antrean/platform/config';
import { query } from '@antrean/platform/database';
import { publish } from '@antrean/platform/outbox';
import { transaction, type Context, type UnitOfWork } from '@antrean/platform/transaction';
import type { UserPrincipal } from '@antrean/platform/auth';
import type { OrderInput, OrderRecord } from './pos-order.contract.ts';
import { orderCreated } from './pos-order.messages.ts';
import { priceItems } from './price-items.ts';

// From the number on everybody else waits for this order: one statement.
const INSERT = `
  with sold as (
    insert into pos_orders (invoice_number, business_date, outlet_id, payment_method, total_amount, created_by)
    select issued.code, issued.business_date, ?, ?, ?, ? from issue_number('INV', ?, 4) issued
    returning id, invoice_number, business_date::text, created_at, version
  ), listed as (
    insert into pos_order_lines (order_id, place, product_id, product_name, category_id, category_name, unit_price,
      quantity, amount)
    select sold.id, line."place", line."productId", line."productName", line."categoryId", line."categoryName",
      line."unitPrice", line."quantity", line."amount"
    from sold, jsonb_to_recordset(?::jsonb) as line ("place" integer, "productId" integer, "productName" text,
      "categoryId" integer, "categoryName" text, "unitPrice" integer, "quantity" integer, "amount" bigint)
  )
  select id, invoice_number, business_date, created_at, version from sold`;

interface Inserted {
  id: number;
  invoice_number: string;
  business_date: string;
  created_at: string;
  version: number;
}

/**
 * Sells the items at today's prices. The answer is made from the record, like the event: a repeated request gets the
 * record of the first, and with it the same answer to the letter.
 * @throws problem `invalid_request` naming products and outlets that are not there, `price_changed`
 */
export async function createOrder(
  { unitOfWork, config }: { unitOfWork: UnitOfWork; config: Pick<Config, 'businessZone'> },
  actor: UserPrincipal,
  context: Context,
  input: OrderInput,
): Promise<OrderRecord> {
  return transaction(unitOfWork, context, async (tx) => {
    await assertOutlet(tx.em, input.outlet_id, 'body.outlet_id');
    const { lines, totalAmount } = await priceItems(tx.em, input);
    const [row] = await query<Inserted>(tx.em, INSERT, [
      input.outlet_id,
      input.payment_method,
      totalAmount,
      actor.userId,
      config.businessZone,
      JSON.stringify(lines),
    ]);
    if (!row) throw new Error('insert returned no row');
    const order: OrderRecord = {
      invoice_number: row.invoice_number,
      date: row.business_date,
      total_amount: totalAmount,
      lines: lines.map((line) => ({
        product_id: line.productId,
        product: line.productName,
        category: line.categoryName,
        unit_price: line.unitPrice,
        quantity: line.quantity,
        amount: line.amount,
      })),
      id: row.id,
      status: 'new',
      payment_method: input.payment_method,
      outlet_id: input.outlet_id,
      created_at: new Date(row.created_at).toISOString(),
      version: row.version,
    };
    publish(tx, orderCreated, order);
    return order;
  });
}
