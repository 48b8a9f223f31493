import { flushUnique, lockRow, nameTaken } from '@antrean/platform/database';
import { assertVersion, invalidField, type VersionCondition } from '@antrean/platform/http';
import { publish } from '@antrean/platform/outbox';
import { transaction, type Context, type UnitOfWork } from '@antrean/platform/transaction';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { z } from 'zod';
import {
  toProductView,
  type productChanges,
  type productInput,
  type ProductView,
} from './catalogue.contract.ts';
import { Category, Product } from './catalogue.entity.ts';
import { productCreated, productUpdated } from './catalogue.messages.ts';

/** @throws problem `invalid_request` when there is no such category, `name_taken` for a barcode of another product */
export async function createProduct(
  { unitOfWork }: { unitOfWork: UnitOfWork },
  context: Context,
  { name, category_id, price, is_active, barcode }: z.output<typeof productInput>,
): Promise<ProductView> {
  return transaction(unitOfWork, context, async (tx) => {
    const categoryName = await nameOfCategory(tx.em, category_id);
    const product = tx.em.create(Product, {
      ...{ name, price, barcode },
      categoryId: category_id,
      isActive: is_active,
    });
    await flushUnique(tx.em, () => nameTaken('barcode', barcode ?? ''));
    publish(tx, productCreated, { id: product.id, name, price, is_active });
    return { ...toProductView(product), category_name: categoryName };
  });
}

/**
 * Changes a product. Orders that were sold keep its name, price and category of then.
 * @throws problem `not_found`, `stale_version`, `invalid_request` when there is no such category, `name_taken` for a
 *   barcode of another product
 */
export async function updateProduct(
  { unitOfWork }: { unitOfWork: UnitOfWork },
  context: Context,
  target: { id: number; ifMatch: VersionCondition | undefined },
  changes: z.output<typeof productChanges>,
): Promise<ProductView> {
  return transaction(unitOfWork, context, async (tx) => {
    const product = await lockRow(tx.em, Product, { id: target.id });
    const { version } = product;
    assertVersion(version, target.ifMatch);
    const { category_id: categoryId = product.categoryId ?? null, is_active: isActive, ...rest } = changes;
    const categoryName = await nameOfCategory(tx.em, categoryId);
    tx.em.assign(product, { ...rest, categoryId, ...(isActive === undefined ? {} : { isActive }) });
    await flushUnique(tx.em, () => nameTaken('barcode', changes.barcode ?? ''));
    if (product.version !== version) {
      publish(tx, productUpdated, {
        id: product.id,
        name: product.name,
        price: product.price,
        is_active: product.isActive,
      });
    }
    return { ...toProductView(product), category_name: categoryName };
  });
}

async function nameOfCategory(em: EntityManager, id: number | null): Promise<string | null> {
  if (id === null) return null;
  const category = await em.findOne(Category, { id });
  if (category) return category.name;
  throw invalidField('body.category_id', {
    en: 'There is no category with this id; GET /api/v1/categories lists them',
    id: 'Tidak ada kategori dengan id ini; lihat GET /api/v1/categories',
  });
}
