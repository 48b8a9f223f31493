import { query } from '@antrean/platform/database';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Category, Product } from './catalogue.entity.ts';
import { nameKey } from './category-name.ts';

const CATEGORIES = ['ISI CORNDOG', 'BALUTAN', 'SAUS ASIN', 'SAUS MANIS'];
/** One of each is the sample order of seed 004, which sums to 15,000 (decision 14). */
const PRODUCTS = [
  { name: 'Corndog Original', category: null, price: 4_000 },
  { name: 'Corndog Sosis', category: 'ISI CORNDOG', price: 6_000 },
  { name: 'Mie', category: 'BALUTAN', price: 2_000 },
  { name: 'Saus Tomat', category: 'SAUS ASIN', price: 1_000 },
  { name: 'Mayonaise', category: 'SAUS ASIN', price: 1_000 },
  { name: 'Coklat', category: 'SAUS MANIS', price: 1_000 },
];

/**
 * A catalogue for development whose products have the ids 1 to 6. A catalogue that holds anything is left alone. The
 * caller sees to it that only one runs at a time.
 */
export async function seedCatalogue(em: EntityManager): Promise<void> {
  if ((await em.count(Category)) > 0 || (await em.count(Product)) > 0) return;
  const idOf = (category: string): number => CATEGORIES.indexOf(category) + 1;
  for (const name of CATEGORIES) em.create(Category, { id: idOf(name), name, nameKey: nameKey(name) });
  await em.flush();
  for (const [i, { name, category, price }] of PRODUCTS.entries()) {
    em.create(Product, { id: i + 1, name, categoryId: category === null ? null : idOf(category), price });
  }
  await em.flush();
  // Ids that were given do not move the sequences.
  for (const table of ['pos_categories', 'pos_products']) {
    await query(em, `select setval(pg_get_serial_sequence(?, 'id'), (select max(id) from ${table}))`, [
      table,
    ]);
  }
}
