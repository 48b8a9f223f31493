import { defineEntity, p, type InferEntity } from '@mikro-orm/postgresql';

const written = {
  version: p.integer().version(),
  createdAt: p.datetime().defaultRaw('now()'),
  updatedAt: p
    .datetime()
    .defaultRaw('now()')
    .onUpdate(() => new Date()),
};

/** What products are grouped by in an order; its name is a key of the wire form. */
export const Category = defineEntity({
  name: 'PosCategory',
  tableName: 'pos_categories',
  properties: { id: p.integer().primary(), name: p.text(), nameKey: p.text(), ...written },
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
    ...written,
  },
});
export type Product = InferEntity<typeof Product>;
