import { countRows, cutSlice, findRow, idKey, offsetOf, startOf } from '@antrean/platform/database';
import { toPage, type GrowingPage, type Page } from '@antrean/platform/http';
import type { EntityManager, QBFilterQuery } from '@mikro-orm/postgresql';
import type { z } from 'zod';
import {
  toCategoryView,
  toProductView,
  type categoryQuery,
  type CategoryView,
  type productQuery,
  type ProductView,
} from './catalogue.contract.ts';
import { Category, Product } from './catalogue.entity.ts';

/** @throws problem `page_not_counted` */
export async function listCategories(
  em: EntityManager,
  paging: z.output<typeof categoryQuery>,
): Promise<Page<CategoryView>> {
  const [rows, total] = await em.findAndCount(
    Category,
    {},
    { orderBy: { id: 'asc' }, limit: paging.limit, offset: offsetOf(paging) },
  );
  return toPage(rows.map(toCategoryView), total, paging);
}

/** @throws problem `not_found` */
export async function readCategory(em: EntityManager, id: number): Promise<CategoryView> {
  return toCategoryView(await findRow(em, Category, { id }));
}

/** @throws problem `invalid_request`, `page_not_counted` as {@link startOf} */
export async function listProducts(
  em: EntityManager,
  { category_id, is_active, barcode, ...slice }: z.output<typeof productQuery>,
): Promise<GrowingPage<ProductView>> {
  const { after, offset } = startOf(slice, idKey);
  const where: QBFilterQuery<Product> = {
    ...(category_id === undefined ? {} : { categoryId: category_id }),
    ...(is_active === undefined ? {} : { isActive: is_active }),
    ...(barcode === undefined ? {} : { barcode }),
  };
  const found = await em.find(
    Product,
    { $and: [where, { id: { $gt: after?.[0] ?? 0 } }] },
    { orderBy: { id: 'asc' }, limit: slice.limit + 1, offset },
  );
  const fitting = em.createQueryBuilder(Product).select('id').where(where).getFormattedQuery();
  const total = await countRows(em, fitting);
  const { rows, next } = cutSlice(found, slice, ({ id }) => [id]);
  return { ...toPage(rows.map(toProductView), total, slice), next };
}

/** @throws problem `not_found` */
export async function readProduct(em: EntityManager, id: number): Promise<ProductView> {
  return toProductView(await findRow(em, Product, { id }));
}

/** Those of these products that are on sale. One that is not, or that does not exist, is missing. */
export const findProductsOnSale = (em: EntityManager, ids: readonly number[]): Promise<Product[]> =>
  em.find(Product, { id: { $in: [...ids] }, isActive: true });
