import { query } from '@antrean/platform/database';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { User } from '../user.entity.ts';

/** A temporary password waits so long for its user. */
const HOURS = 72;

/** Gives a locked user another password. */
export function replacePassword(user: User, passwordHash: string, kind: 'chosen' | 'temporary'): void {
  user.passwordHash = passwordHash;
  user.passwordChangedAt = new Date();
  user.mustChangePassword = kind === 'temporary';
  user.temporaryPasswordUsedAt = null;
}

/** Why a user's temporary password opens nothing any more; null when it still does, and for one that is chosen. */
export async function refusalOfTemporaryPassword(
  em: EntityManager,
  user: User,
): Promise<'temporary-password-used' | 'temporary-password-expired' | null> {
  if (!user.mustChangePassword) return null;
  if (user.temporaryPasswordUsedAt) return 'temporary-password-used';
  const [expired] = await query(
    em,
    `select from users where id = ? and password_changed_at < now() - ? * interval '1 hour'`,
    [user.id, HOURS],
  );
  return expired ? 'temporary-password-expired' : null;
}

/** A temporary password opens one session. Bookkeeping, no edit: the version stays. */
export async function useUpTemporaryPassword(em: EntityManager, user: User): Promise<void> {
  if (!user.mustChangePassword) return;
  await query(em, `update users set temporary_password_used_at = now() where id = ?`, [user.id]);
}
