import { problem, toPage, type Page } from '@antrean/platform/http';
import type { EntityManager } from '@mikro-orm/postgresql';
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

export async function listCategories(
  em: EntityManager,
  { page, limit }: z.output<typeof categoryQuery>,
): Promise<Page<CategoryView>> {
  const slice = { orderBy: { id: 'asc' }, limit, offset: (page - 1) * limit } as const;
  const [rows, total] = await em.findAndCount(Category, {}, slice);
  return toPage(rows.map(toCategoryView), total, { page, limit });
}

/** @throws problem `not_found` */
export async function readCategory(em: EntityManager, id: number): Promise<CategoryView> {
  const category = await em.findOne(Category, { id });
  if (!category) throw problem('not_found');
  return toCategoryView(category);
}

export async function listProducts(
  em: EntityManager,
  { page, limit, category_id, is_active }: z.output<typeof productQuery>,
): Promise<Page<ProductView>> {
  const [rows, total] = await em.findAndCount(
    Product,
    {
      ...(category_id === undefined ? {} : { categoryId: category_id }),
      ...(is_active === undefined ? {} : { isActive: is_active }),
    },
    { orderBy: { id: 'asc' }, limit, offset: (page - 1) * limit },
  );
  return toPage(rows.map(toProductView), total, { page, limit });
}

/** @throws problem `not_found` */
export async function readProduct(em: EntityManager, id: number): Promise<ProductView> {
  const product = await em.findOne(Product, { id });
  if (!product) throw problem('not_found');
  return toProductView(product);
}
