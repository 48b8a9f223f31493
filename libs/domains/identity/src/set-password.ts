import { query } from '@antrean/platform/database';
import type { Tx } from '@antrean/platform/transaction';
import { forgetAllFailures } from './lockout.ts';
import type { User } from './user.entity.ts';

/** Gives a locked user another password; old links to set one, failures and lock-outs are void. */
export async function setPassword(
  tx: Tx,
  user: User,
  passwordHash: string,
  kind: 'chosen' | 'temporary',
): Promise<void> {
  user.passwordHash = passwordHash;
  user.passwordChangedAt = new Date();
  user.mustChangePassword = kind === 'temporary';
  user.temporaryPasswordUsedAt = null;
  await forgetAllFailures(tx.em, user.id);
  await query(tx.em, `update one_time_tokens set used_at = now() where user_id = ? and used_at is null`, [
    user.id,
  ]);
}
