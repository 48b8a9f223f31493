import { versioned } from '@antrean/platform/database';
import { defineEntity, p, type InferEntity } from '@mikro-orm/postgresql';

/** What products are grouped by in an order; its name is a key of the wire form. */
export const Category = defineEntity({
  name: 'PosCategory',
  tableName: 'pos_categories',
  properties: { id: p.integer().primary(), name: p.text(), nameKey: p.text(), ...versioned },
});
export type Category = InferEntity<typeof Category>;

export const Product = defineEntity({
  name: 'PosProduct',
  tableName: 'pos_products',
  properties: {
    id: p.integer().primary(),
    name: p.text(),
    categoryId: p.integer().nullable(),
    categoryName: p
      .text()
      .nullable()
      .formula((product) => `(select name from pos_categories where id = ${product.categoryId})`),
    /** Rupiah. */
    price: p.integer(),
    isActive: p.boolean().default(true),
    barcode: p.text().nullable(),
    ...versioned,
  },
});
export type Product = InferEntity<typeof Product>;
