import { unwrap, type paths } from '@antrean/client';
import { api } from '../antrean.ts';
import type { Kind } from '../offline/offline-queue.ts';
import type { BasketLine } from './customer-link.ts';

type Selling = paths['/api/v1/orders']['post'];
/** The number and the status of what was sold, and what it is grouped by. */
export type Order = Selling['responses'][201]['content']['application/json'];
export const PAYMENTS = ['CASH', 'CARD', 'QRIS', 'TRANSFER'] as const;
export type Payment = (typeof PAYMENTS)[number];

/** What was paid at this counter, until the server has numbered it. */
export interface Sale {
  /** Of the basket: paid twice, it is sold once. */
  readonly id: string;
  readonly lines: readonly BasketLine[];
  readonly outletId: number | null;
  readonly payment: Payment;
  /** In cash, when it was counted. */
  readonly received: number | null;
  /** Epoch milliseconds. */
  readonly at: number;
}

export const totalOf = (lines: readonly BasketLine[]): number =>
  lines.reduce((total, { price, quantity }) => total + price * quantity, 0);

export const changeOf = ({ lines, received }: Sale): number =>
  received === null ? 0 : Math.max(0, received - totalOf(lines));

/** What the api takes: the items, and what the customer was told that they cost. */
export const bodyOf = ({ lines, outletId, payment }: Pick<Sale, 'lines' | 'outletId' | 'payment'>) => ({
  payment_method: payment,
  outlet_id: outletId,
  items: lines.map(({ productId, quantity }) => ({ product_id: productId, qty: quantity })),
  expected_total_amount: totalOf(lines),
});

const isLine = (value: unknown): value is BasketLine =>
  typeof value === 'object' &&
  value !== null &&
  ['productId', 'price', 'quantity'].every((name) => Number.isInteger(Reflect.get(value, name))) &&
  typeof Reflect.get(value, 'name') === 'string';

export const areLines = (value: unknown): value is readonly BasketLine[] =>
  Array.isArray(value) && value.every(isLine);

const isIntegerOrNull = (value: unknown): boolean => value === null || Number.isInteger(value);

export const saleKind: Kind<Sale, Order> = {
  name: 'counter-sale',
  is: (what): what is Sale =>
    typeof what === 'object' &&
    what !== null &&
    typeof Reflect.get(what, 'id') === 'string' &&
    Number.isInteger(Reflect.get(what, 'at')) &&
    areLines(Reflect.get(what, 'lines')) &&
    isIntegerOrNull(Reflect.get(what, 'outletId')) &&
    isIntegerOrNull(Reflect.get(what, 'received')) &&
    PAYMENTS.some((each) => each === Reflect.get(what, 'payment')),
  id: ({ id }) => id,
  about: ({ id }) => id,
  send: (sale, key) =>
    unwrap(api.POST('/api/v1/orders', { headers: { 'Idempotency-Key': key }, body: bodyOf(sale) })),
  says: ({ lines, at }, t) => t('counter.unsentSale', { total: totalOf(lines), at: new Date(at) }),
  // Money was taken for it.
  refused: { keptFor: '/counter' },
};

export interface NewPrices {
  readonly total: number;
  readonly priceOf: ReadonlyMap<number, number>;
}

/** What it costs now, of a refusal because that has changed. */
export function newPricesOf(refusal: object | null): NewPrices | null {
  if (refusal === null || Reflect.get(refusal, 'code') !== 'price_changed') return null;
  const total: unknown = Reflect.get(refusal, 'total_amount');
  const prices: unknown = Reflect.get(refusal, 'prices');
  if (typeof total !== 'number' || !Array.isArray(prices)) return null;
  const priceOf = new Map<number, number>();
  for (const each of prices as readonly unknown[]) {
    if (typeof each !== 'object' || each === null) continue;
    const id: unknown = Reflect.get(each, 'product_id');
    const price: unknown = Reflect.get(each, 'unit_price');
    if (typeof id === 'number' && typeof price === 'number') priceOf.set(id, price);
  }
  return { total, priceOf };
}
