import { lockUser, nameOf, type User } from '@antrean/accounts';
import type { SessionPrincipal, UserPrincipal } from '@antrean/platform/auth';
import { query } from '@antrean/platform/database';
import type { RouteDependencies } from '@antrean/platform/domain';
import { invalidField, problem } from '@antrean/platform/http';
import { notify } from '@antrean/platform/notifications';
import { publish } from '@antrean/platform/outbox';
import { transaction, type Context, type Tx } from '@antrean/platform/transaction';
import { lockProvenUser } from '@antrean/sessions';
import type { CodeMethod } from './factor.contract.ts';
import { factorsReset } from './factor.messages.ts';
import { factorsChanged } from './factor.notification.ts';
import { usableMethods } from './factor.queries.ts';
import { takeCode } from './take-code.ts';
import { tellAdded, tellRemoved } from './tell-change.ts';

/**
 * Takes into use what was enrolled, by a first code of it. An earlier one of its kind is replaced.
 * @throws problem `proof_required` (403), `invalid_request` for a code that is not taken
 */
export async function confirmFactor(
  { unitOfWork, config }: Pick<RouteDependencies, 'unitOfWork' | 'config'>,
  context: Context,
  actor: SessionPrincipal,
  shown: { method: 'totp' | 'sms'; code: string },
): Promise<void> {
  const confirmed = await transaction(unitOfWork, context, async (tx) => {
    const user = await lockProvenUser(tx, actor);
    if (!(await takeCode(tx, user.id, { ...shown, purpose: 'enrolment' }, config))) return false;
    await query(tx.em, `delete from factors where user_id = ? and kind = ? and confirmed_at is not null`, [
      user.id,
      shown.method,
    ]);
    await query(
      tx.em,
      `update factors set confirmed_at = now() where user_id = ? and kind = ? and confirmed_at is null`,
      [user.id, shown.method],
    );
    tellAdded(tx, user, shown.method);
    return true;
  });
  if (!confirmed) throw codeRefused();
}

/**
 * Removes a factor of one's own. Codes on paper go with the last thing that they stand in for.
 * @throws problem `proof_required` (403), `not_found`
 */
export async function removeFactor(
  { unitOfWork }: Pick<RouteDependencies, 'unitOfWork'>,
  context: Context,
  actor: SessionPrincipal,
  method: CodeMethod,
): Promise<void> {
  await transaction(unitOfWork, context, async (tx) => {
    const user = await lockProvenUser(tx, actor);
    const removed = await query(
      tx.em,
      `delete from factors where user_id = ? and kind = ? and confirmed_at is not null returning id`,
      [user.id, method],
    );
    if (removed.length === 0) throw problem('not_found');
    if (method === 'backup' || (await usableMethods(tx.em, user.id)).length === 0) {
      await removeBackupCodes(tx, user.id);
    }
    tellRemoved(tx, user, method);
  });
}

/**
 * Takes away all that a user can show besides the password, for who has lost it; only then the password is enough
 * again. The user is told.
 * @throws problem `not_found`, `own_account` (403), `above_own_rank` (403)
 */
export async function resetFactors(
  { unitOfWork }: Pick<RouteDependencies, 'unitOfWork'>,
  context: Context,
  actor: UserPrincipal,
  userId: number,
): Promise<void> {
  await transaction(unitOfWork, context, async (tx) => {
    const user = await lockUser(tx, actor, { id: userId }, { ownAccount: 'refused' });
    await removeAllFactors(tx, user);
    notify(tx, factorsChanged, { userId: user.id, method: 'all', change: 'removed', by: 'administrator' });
  });
}

/** Takes away all that a user, whose row the caller holds, can show besides the password. The caller tells them. */
export async function removeAllFactors(tx: Tx, user: User): Promise<void> {
  await query(tx.em, `delete from factors where user_id = ?`, [user.id]);
  await query(tx.em, `delete from passkeys where user_id = ?`, [user.id]);
  await removeBackupCodes(tx, user.id);
  publish(tx, factorsReset, { userId: user.id, userName: nameOf(user) });
}

/**
 * Takes away what a user was given to show since an instant, and with it the codes on paper: somebody else may have set it
 * up. What was there before stays, and all of a kind without an instant.
 */
export async function removeFactorsSince(
  tx: Tx,
  user: User,
  since: { readonly factors: Date | null; readonly passkeys: Date | null },
): Promise<void> {
  const factors = await query(
    tx.em,
    `delete from factors where user_id = ? and coalesce(confirmed_at, created_at) >= ?::timestamptz returning id`,
    [user.id, since.factors?.toISOString() ?? null],
  );
  const passkeys = await query(
    tx.em,
    `delete from passkeys where user_id = ? and created_at >= ?::timestamptz returning id`,
    [user.id, since.passkeys?.toISOString() ?? null],
  );
  if (factors.length + passkeys.length === 0) return;
  await removeBackupCodes(tx, user.id);
  publish(tx, factorsReset, { userId: user.id, userName: nameOf(user) });
}

/** Codes on paper go with the last thing that they stand in for. */
export async function removeBackupCodes(tx: Tx, userId: number): Promise<void> {
  await query(tx.em, `delete from backup_codes where user_id = ?`, [userId]);
  await query(tx.em, `delete from factors where user_id = ? and kind = 'backup'`, [userId]);
}

/** Says as much of a wrong code as of one that was used, is too old, or came after too many wrong ones. */
export const codeRefused = (field = 'body.code') =>
  invalidField(field, {
    en: 'This code is not taken. Wait for the next one; after several wrong ones wait a few minutes',
    id: 'Kode ini tidak diterima. Tunggu kode berikutnya; setelah beberapa kode salah tunggu beberapa menit',
  });
