import {
  addPlacedRole,
  namePlacedRole,
  placedRolesOf,
  removePlacedRole,
  rolesOf,
  type PlacedRole,
} from '@antrean/access';
import type { Tx } from '@antrean/platform/transaction';
import { publish } from '@antrean/platform/outbox';
import { nameOf, type User } from './user.entity.ts';
import { userRoleChanged } from './user.messages.ts';
import { findAndLockUser } from './user.queries.ts';

/**
 * Gives a user a role at one place, because of what they are there: whoever calls it has decided that they may. Their
 * sockets end and come back in the rooms of the place.
 * @returns the user, and whether they did not have it; null, and nothing is changed, when there is none or they are
 *   deactivated
 */
export async function giveRoleAt(
  tx: Tx,
  userId: number,
  placed: PlacedRole,
): Promise<{ user: User; isNew: boolean } | null> {
  const user = await findAndLockUser(tx, userId);
  if (!user?.isActive) return null;
  return { user, isNew: await change(tx, user, () => addPlacedRole(tx.em, userId, placed)) };
}

/** Takes from a user what {@link giveRoleAt} gave; also from one who is deactivated. */
export async function takeRoleAt(tx: Tx, userId: number, placed: PlacedRole): Promise<void> {
  const user = await findAndLockUser(tx, userId);
  if (user) await change(tx, user, () => removePlacedRole(tx.em, userId, placed));
}

/**
 * Has a user have another role at a place than before. Also one who is deactivated: they have it once they are activated.
 * @returns whether they did not have it
 */
export async function replaceRoleAt(
  tx: Tx,
  userId: number,
  { from, to }: { from: PlacedRole; to: PlacedRole },
): Promise<boolean> {
  const user = await findAndLockUser(tx, userId);
  if (!user) return false;
  let isNew = false;
  await change(tx, user, async () => {
    const isOther = namePlacedRole(from) !== namePlacedRole(to);
    const isTaken = isOther && (await removePlacedRole(tx.em, userId, from));
    isNew = await addPlacedRole(tx.em, userId, to);
    return isTaken || isNew;
  });
  return isNew;
}

async function change(tx: Tx, user: User, write: () => Promise<boolean>): Promise<boolean> {
  const all = async (): Promise<string[]> => [
    ...(await rolesOf(tx.em, user.id)),
    ...(await placedRolesOf(tx.em, user.id)).map(namePlacedRole),
  ];
  const from = await all();
  if (!(await write())) return false;
  user.updatedAt = new Date(); // so that the version grows
  await tx.em.flush();
  publish(tx, userRoleChanged, { userId: user.id, userName: nameOf(user), from, to: await all() });
  return true;
}
