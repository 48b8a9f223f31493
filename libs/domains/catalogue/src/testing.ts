import { randomUUID } from 'node:crypto';
import type { Database } from '@antrean/platform/database';
import { Category, Product } from './catalogue.entity.ts';
import { nameKey } from './category-name.ts';

/** A product of a category, or of none as null; both are new. */
export async function createTestProduct(
  database: Database,
  details: { name?: string; price?: number; category?: string | null } = {},
): Promise<Product> {
  const em = database.fork();
  const { name = `Product ${randomUUID().slice(0, 8)}`, price = 1_000, category = null } = details;
  const row = category === null ? null : em.create(Category, { name: category, nameKey: nameKey(category) });
  await em.flush();
  const product = em.create(Product, { name, price, categoryId: row?.id ?? null });
  await em.flush();
  return product;
}
