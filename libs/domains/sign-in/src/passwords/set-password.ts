import { NO_PASSWORD, replacePassword, type User } from '@antrean/accounts';
import { query } from '@antrean/platform/database';
import type { Tx } from '@antrean/platform/transaction';
import type { EntityManager } from '@mikro-orm/postgresql';
import { forgetPendingLogins } from '../let-in.ts';
import { forgetAllFailures } from '../lockout.ts';

/** Gives a locked user another password; old links to set one, logins that wait for a second factor, failures and lock-outs are void. */
export async function setPassword(
  tx: Tx,
  user: User,
  passwordHash: string,
  kind: 'chosen' | 'temporary',
): Promise<void> {
  replacePassword(user, passwordHash, kind);
  await forgetAllFailures(tx.em, user.id);
  await forgetPendingLogins(tx.em, user.id);
  await voidResetLinks(tx.em, user.id);
}

/** From now on no password opens the account of a locked user, until they set another by a mailed link. */
export async function voidPassword(tx: Tx, user: User): Promise<void> {
  await setPassword(tx, user, NO_PASSWORD, 'chosen');
}

/** Links to set a password that were mailed so far open nothing any more: their mailbox may be another's. */
export async function voidResetLinks(em: EntityManager, userId: number): Promise<void> {
  await query(em, `update one_time_tokens set used_at = now() where user_id = ? and used_at is null`, [
    userId,
  ]);
}
