import { growingQuery, idParameter, line, pageQuery } from '@antrean/platform/http';
import { z } from 'zod';
import type { Category, Product } from './catalogue.entity.ts';
import { isReservedName, tidyName } from './category-name.ts';

/** The largest id that a table can hold: a larger one is a wrong field, not a failed statement. */
const MAX_ID = 2_147_483_647;
export const rowId = z.int().min(1).max(MAX_ID);
export const rowIdParameter = idParameter.max(MAX_ID);

/** With it the dearest order that is allowed stays far below 2^53, where numbers are no longer exact. */
const price = z
  .int()
  .min(0)
  .max(100_000_000)
  .describe('Rupiah')
  .meta({ examples: [6000] });

const barcode = z
  .string()
  .regex(
    /^[!-~]{4,48}$/,
    'must be 4 to 48 letters, digits or signs / harus 4 sampai 48 huruf, angka, atau tanda',
  )
  .describe('What a scanner reads, such as an EAN; no two products have the same')
  .meta({ examples: ['8991234567890'] });

const categoryName = line(100)
  .refine(
    (name) => !isReservedName(name),
    'is a field of the order itself; choose another name / adalah isian pesanan; pilih nama lain',
  )
  .overwrite(tidyName);

export const categoryInput = z.object({ name: categoryName });
export const categoryChanges = z.object({ name: categoryName.exactOptional() });
export const categoryView = z.object({ id: rowId, name: z.string(), version: z.int() });
export type CategoryView = z.infer<typeof categoryView>;

export const categoryQuery = z.object(pageQuery(50));

export const productInput = z.object({
  name: line(100),
  category_id: rowId.nullable().default(null).describe('Without one it counts in an order’s total only'),
  price,
  is_active: z.boolean().default(true).describe('Only active products can be ordered'),
  barcode: barcode.nullable().default(null),
});
export const productChanges = z.object({
  name: line(100).exactOptional(),
  category_id: rowId.nullable().exactOptional(),
  price: price.exactOptional(),
  is_active: z.boolean().exactOptional(),
  barcode: barcode.nullable().exactOptional(),
});
export const productView = z.object({
  id: rowId,
  name: z.string(),
  category_id: rowId.nullable(),
  category_name: z.string().nullable(),
  price: z.int(),
  is_active: z.boolean(),
  barcode: z.string().nullable(),
  version: z.int(),
});
export type ProductView = z.infer<typeof productView>;

export const productQuery = z.object({
  ...growingQuery(50),
  category_id: rowIdParameter.optional(),
  is_active: z.stringbool().optional(),
  barcode: barcode.optional(),
});

export const idParams = z.object({ id: rowIdParameter });

export const toCategoryView = ({ id, name, version }: Category): CategoryView => ({ id, name, version });

export const toProductView = (product: Product): ProductView => ({
  id: product.id,
  name: product.name,
  category_id: product.categoryId ?? null,
  category_name: product.categoryName ?? null,
  price: product.price,
  is_active: product.isActive,
  barcode: product.barcode ?? null,
  version: product.version,
});
