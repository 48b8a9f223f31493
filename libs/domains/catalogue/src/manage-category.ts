import { flushUnique, lockRow, nameTaken } from '@antrean/platform/database';
import { assertVersion, type VersionCondition } from '@antrean/platform/http';
import { publish } from '@antrean/platform/outbox';
import { transaction, type Context, type UnitOfWork } from '@antrean/platform/transaction';
import { toCategoryView, type CategoryView } from './catalogue.contract.ts';
import { Category } from './catalogue.entity.ts';
import { categoryCreated, categoryUpdated } from './catalogue.messages.ts';
import { nameKey } from './category-name.ts';

/** @throws problem `name_taken` */
export async function createCategory(
  { unitOfWork }: { unitOfWork: UnitOfWork },
  context: Context,
  { name }: { name: string },
): Promise<CategoryView> {
  return transaction(unitOfWork, context, async (tx) => {
    const category = tx.em.create(Category, { name, nameKey: nameKey(name) });
    await flushUnique(tx.em, () => nameTaken('name', name));
    publish(tx, categoryCreated, { id: category.id, name });
    return toCategoryView(category);
  });
}

/**
 * Renames a category. Orders that were sold keep the name of then.
 * @throws problem `not_found`, `stale_version`, `name_taken`
 */
export async function updateCategory(
  { unitOfWork }: { unitOfWork: UnitOfWork },
  context: Context,
  target: { id: number; ifMatch: VersionCondition | undefined },
  { name }: { name?: string },
): Promise<CategoryView> {
  return transaction(unitOfWork, context, async (tx) => {
    const category = await lockRow(tx.em, Category, { id: target.id });
    assertVersion(category.version, target.ifMatch);
    const previousName = category.name;
    if (name !== undefined && name !== previousName) {
      tx.em.assign(category, { name, nameKey: nameKey(name) });
      await flushUnique(tx.em, () => nameTaken('name', name));
      publish(tx, categoryUpdated, { id: category.id, name, previousName });
    }
    return toCategoryView(category);
  });
}
