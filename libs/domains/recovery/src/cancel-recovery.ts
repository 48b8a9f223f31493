import { findAndLockUser, nameOf, type User } from '@antrean/accounts';
import type { SessionPrincipal } from '@antrean/platform/auth';
import { query } from '@antrean/platform/database';
import type { RouteDependencies } from '@antrean/platform/domain';
import { problem } from '@antrean/platform/http';
import { notify } from '@antrean/platform/notifications';
import { publish } from '@antrean/platform/outbox';
import { transaction, type Context, type Tx } from '@antrean/platform/transaction';
import { findLink, voidLinks } from './recovery-link.ts';
import { recoveryCancelled, type CancelReason } from './recovery.messages.ts';
import { recoveryEnded } from './recovery.notification.ts';
import { recoveryProblem } from './recovery.problem.ts';
import { findOpen } from './recovery.queries.ts';
import { lifecycle, statesBefore } from './recovery.state.ts';

/** Calls off what a user, whose row the caller holds, has open; links that wait are void, too. */
export async function cancelRecovery(tx: Tx, user: User, because: CancelReason): Promise<void> {
  await voidLinks(tx.em, user.id);
  const cancelled = await query<{ id: number }>(
    tx.em,
    `update recoveries set status = ?, closed_at = now()
     where user_id = ? and closed_at is null and status = any(?::text[]) returning id`,
    [lifecycle.to('cancel'), user.id, statesBefore('cancel')],
  );
  for (const { id: recoveryId } of cancelled) {
    publish(tx, recoveryCancelled, { userId: user.id, userName: nameOf(user), recoveryId, because });
    notify(tx, recoveryEnded, { recoveryId });
  }
}

/**
 * Whoever is logged in says that it was not them who asked for a recovery of theirs.
 * @throws problem `not_found` when none is open
 */
export async function cancelOwnRecovery(
  { unitOfWork }: Pick<RouteDependencies, 'unitOfWork'>,
  context: Context,
  { userId }: SessionPrincipal,
): Promise<void> {
  await transaction(unitOfWork, context, async (tx) => {
    const user = await findAndLockUser(tx, userId);
    if (!user || !(await findOpen(tx.em, user.id))) throw problem('not_found');
    await cancelRecovery(tx, user, 'objection');
  });
}

/**
 * Whoever was told of a recovery says that it was not them.
 * @throws problem `recovery_link_invalid` (400)
 */
export async function objectToRecovery(
  { unitOfWork }: Pick<RouteDependencies, 'unitOfWork'>,
  context: Context,
  token: string,
): Promise<void> {
  await transaction(unitOfWork, context, async (tx) => {
    const link = await findLink(tx.em, token, 'cancel');
    const user = link && (await findAndLockUser(tx, link.userId));
    const open = user && (await findOpen(tx.em, user.id));
    if (!open || link.recoveryId !== open.id) throw recoveryProblem('recovery_link_invalid');
    await cancelRecovery(tx, user, 'objection');
  });
}
