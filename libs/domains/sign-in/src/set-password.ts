import { replacePassword, type User } from '@antrean/accounts';
import { query } from '@antrean/platform/database';
import type { Tx } from '@antrean/platform/transaction';
import { forgetAllFailures } from './lockout.ts';

/** Gives a locked user another password; old links to set one, failures and lock-outs are void. */
export async function setPassword(
  tx: Tx,
  user: User,
  passwordHash: string,
  kind: 'chosen' | 'temporary',
): Promise<void> {
  replacePassword(user, passwordHash, kind);
  await forgetAllFailures(tx.em, user.id);
  await query(tx.em, `update one_time_tokens set used_at = now() where user_id = ? and used_at is null`, [
    user.id,
  ]);
}
