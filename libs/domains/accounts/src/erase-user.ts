import { assignDepartments, assignPlacedRoles, assignRoles } from '@antrean/access';
import type { Tx } from '@antrean/platform/transaction';
import { NO_PASSWORD } from './passwords/password.ts';
import type { User } from './user.entity.ts';

/** What stands where the name of somebody was who is no user any more. */
export const ERASED_NAME = 'Pengguna dihapus (deleted user)';

/**
 * Makes a user, whose row the caller holds, nobody: what they did goes on naming the row, and the row names no person. NIK,
 * username, e-mail and phone are free for others. Nothing lets them in again.
 */
export async function eraseUser(tx: Tx, user: User): Promise<void> {
  const { em } = tx;
  em.assign(user, {
    employeeId: null,
    nik: null,
    username: null,
    email: null,
    phone: null,
    emailVerifiedAt: null,
    phoneVerifiedAt: null,
    isUnclaimed: false,
    fullName: ERASED_NAME,
    passwordHash: NO_PASSWORD,
    mustChangePassword: false,
    temporaryPasswordUsedAt: null,
    timeZone: null,
    isActive: false,
    erasedAt: new Date(),
  });
  await em.flush();
  await assignRoles(em, user.id, []);
  await assignPlacedRoles(em, user.id, []);
  await assignDepartments(em, user.id, []);
}
