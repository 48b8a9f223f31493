import { findProductsOnSale } from '@antrean/catalogue';
import { problem } from '@antrean/platform/http';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { OrderInput } from './pos-order.contract.ts';
import type { PosOrderLine } from './pos-order.entity.ts';
import { saleProblem } from './sale.problem.ts';

type PricedLine = Omit<PosOrderLine, 'orderId' | 'categoryId' | 'categoryName'> & {
  categoryId: number | null;
  categoryName: string | null;
};

export interface PricedItems {
  /** One per product, in the order in which the items name them. */
  lines: PricedLine[];
  totalAmount: number;
}

/**
 * What the items cost at this moment, under the names of this moment: later changes of the catalogue do not touch an
 * order. The limits of price, quantity and number of items keep every sum below 1e14, where numbers are exact.
 * @throws problem `invalid_request` naming every item whose product does not exist or is not sold any more,
 *   `price_changed` when they cost something else than was expected
 */
export async function priceItems(
  em: EntityManager,
  { items, expected_total_amount: expected }: Pick<OrderInput, 'items' | 'expected_total_amount'>,
): Promise<PricedItems> {
  const ids = [...new Set(items.map(({ product_id }) => product_id))];
  const products = new Map((await findProductsOnSale(em, ids)).map((product) => [product.id, product]));
  const errors = items.flatMap(({ product_id }, i) =>
    products.has(product_id) ? [] : [{ field: `body.items[${i}].product_id`, message: UNKNOWN_PRODUCT }],
  );
  if (errors.length > 0) throw problem('invalid_request', { errors });

  const quantities = new Map<number, number>();
  for (const { product_id, qty } of items)
    quantities.set(product_id, (quantities.get(product_id) ?? 0) + qty);
  const lines = [...quantities].flatMap(([id, quantity], place): PricedLine[] => {
    const product = products.get(id);
    if (!product) return [];
    return [
      {
        place,
        productId: id,
        productName: product.name,
        categoryId: product.categoryId ?? null,
        categoryName: product.categoryName ?? null,
        unitPrice: product.price,
        quantity,
        amount: product.price * quantity,
      },
    ];
  });
  const totalAmount = lines.reduce((total, { amount }) => total + amount, 0);
  if (expected !== undefined && expected !== totalAmount) {
    const prices = lines.map(({ productId, unitPrice }) => ({
      product_id: productId,
      unit_price: unitPrice,
    }));
    throw saleProblem('price_changed', {
      parameters: { total_amount: totalAmount, expected_total_amount: expected, prices },
    });
  }
  return { lines, totalAmount };
}

const UNKNOWN_PRODUCT = {
  en: 'There is no active product with this id; GET /api/v1/products lists them',
  id: 'Tidak ada produk aktif dengan id ini; lihat GET /api/v1/products',
};
