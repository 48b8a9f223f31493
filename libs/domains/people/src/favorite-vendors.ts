import { findActiveClinic } from '@antrean/clinics';
import type { SessionPrincipal } from '@antrean/platform/auth';
import { offsetOf, query } from '@antrean/platform/database';
import { problem, toPage, type Page } from '@antrean/platform/http';
import { publish } from '@antrean/platform/outbox';
import { transaction, type Context, type UnitOfWork } from '@antrean/platform/transaction';
import type { EntityManager } from '@mikro-orm/postgresql';
import { lockOwner } from './change-profile.ts';
import { preferencesChanged } from './messages.ts';
import { peopleProblem } from './people.problem.ts';
import type { FavoriteVendor } from './preferences.contract.ts';

/** So many may one person have. */
export const MOST_FAVORITES = 200;
const CHANGED = ['favoriteVendors'];

/**
 * Makes a clinic one of the actor's favourites. Doing it twice is doing it once.
 * @throws problem `not_found` for a clinic that is not open to the public, `favorite_vendors_full` (409)
 */
export async function addFavorite(
  unitOfWork: UnitOfWork,
  context: Context,
  actor: SessionPrincipal,
  clinicId: number,
): Promise<void> {
  await transaction(unitOfWork, context, async (tx) => {
    const { id: userId } = await lockOwner(tx, actor);
    if (!(await findActiveClinic(tx.em, clinicId))) throw problem('not_found');
    const added = await query(
      tx.em,
      `insert into favorite_vendors (user_id, clinic_id) values (?, ?) on conflict do nothing returning clinic_id`,
      [userId, clinicId],
    );
    if (added.length === 0) return;
    if ((await countFavorites(tx.em, userId)) > MOST_FAVORITES) {
      throw peopleProblem('favorite_vendors_full', { parameters: { limit: MOST_FAVORITES } });
    }
    publish(tx, preferencesChanged, { userId, changed: CHANGED });
  });
}

/** A clinic is none of the actor's favourites any more, if it was one. */
export async function removeFavorite(
  unitOfWork: UnitOfWork,
  context: Context,
  actor: SessionPrincipal,
  clinicId: number,
): Promise<void> {
  await transaction(unitOfWork, context, async (tx) => {
    const { id: userId } = await lockOwner(tx, actor);
    const removed = await query(
      tx.em,
      `delete from favorite_vendors where user_id = ? and clinic_id = ? returning clinic_id`,
      [userId, clinicId],
    );
    if (removed.length > 0) publish(tx, preferencesChanged, { userId, changed: CHANGED });
  });
}

async function countFavorites(em: EntityManager, userId: number): Promise<number> {
  const [counted] = await query<{ total: number }>(
    em,
    `select count(*)::int as total from favorite_vendors where user_id = ?`,
    [userId],
  );
  return counted?.total ?? 0;
}

/**
 * The favourites of somebody, the latest first; also clinics that have closed since.
 * @throws problem `page_not_counted`
 */
export async function listFavorites(
  em: EntityManager,
  userId: number,
  slice: { page: number; limit: number },
): Promise<Page<FavoriteVendor>> {
  const offset = offsetOf(slice);
  const rows = await query<FavoriteVendor>(
    em,
    `select f.clinic_id as "clinicId", c.name, c.city, c.is_active as "isActive", f.created_at as "addedAt"
     from favorite_vendors f join clinics_v c on c.id = f.clinic_id
     where f.user_id = ? order by f.created_at desc, f.clinic_id limit ? offset ?`,
    [userId, slice.limit, offset],
  );
  const data = rows.map((row) => ({ ...row, addedAt: new Date(row.addedAt).toISOString() }));
  return toPage(data, await countFavorites(em, userId), slice);
}
