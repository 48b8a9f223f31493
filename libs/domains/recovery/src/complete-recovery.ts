import { findAndLockUser, nameOf, type User } from '@antrean/accounts';
import { codeRefused, removeAllFactors, takeCode, usableMethods } from '@antrean/factors';
import { query } from '@antrean/platform/database';
import type { RouteDependencies } from '@antrean/platform/domain';
import { notify } from '@antrean/platform/notifications';
import { publish } from '@antrean/platform/outbox';
import { transaction, type Context, type Tx } from '@antrean/platform/transaction';
import { endSessions } from '@antrean/sessions';
import { attachLink, findLink, voidLinks } from './recovery-link.ts';
import type { RecoveryOutcome } from './recovery.contract.ts';
import {
  recoveryCodeRefused,
  recoveryCompleted,
  recoveryExpired,
  recoveryOpened,
} from './recovery.messages.ts';
import { recoveryEnded, recoveryStands, recoveryWaits } from './recovery.notification.ts';
import { recoveryProblem } from './recovery.problem.ts';
import { findOpen, type OpenRecovery } from './recovery.queries.ts';
import { lifecycle, statesBefore } from './recovery.state.ts';

/** So long an administrator has to decide. */
const DAYS_TO_DECIDE = 7;

/** From where the link was followed. */
export interface Follower {
  readonly device: string | null;
  readonly network: string | null;
}

/**
 * Goes on with a recovery as far as it can go now. With a backup code the factors are removed at once. Without one the
 * first time opens the recovery, which waits for a decision; after the cool-down of an approved one the factors are
 * removed. The user then logs in by the password alone; nobody is logged in here.
 * @returns how it stands now
 * @throws problem `recovery_link_invalid` (400), `nothing_to_recover` (409), `invalid_request` for a wrong backup code
 */
export async function completeRecovery(
  { unitOfWork, config }: Pick<RouteDependencies, 'unitOfWork' | 'config'>,
  context: Context,
  { token, backupCode }: { token: string; backupCode?: string | undefined },
  follower: Follower,
): Promise<RecoveryOutcome> {
  const outcome = await transaction(unitOfWork, context, async (tx): Promise<RecoveryOutcome | null> => {
    const known = await findLink(tx.em, token, 'recover');
    const user = known && (await findAndLockUser(tx, known.userId));
    // Asked again while nobody else changes the user.
    const link = user && (await findLink(tx.em, token, 'recover'));
    const provesAddress = link?.email?.toLowerCase() === user?.email?.toLowerCase();
    if (!link || !user.isActive || !provesAddress) throw recoveryProblem('recovery_link_invalid');
    const open = await findOpen(tx.em, user.id);
    if (link.recoveryId !== null && link.recoveryId !== open?.id)
      throw recoveryProblem('recovery_link_invalid');
    if ((await usableMethods(tx.em, user.id)).length === 0) throw recoveryProblem('nothing_to_recover');
    if (backupCode !== undefined) {
      const shown = { method: 'backup', code: backupCode, purpose: 'recovery' } as const;
      if (!(await takeCode(tx, user.id, shown, config))) {
        publish(tx, recoveryCodeRefused, { userId: user.id, userName: nameOf(user) });
        return null;
      }
      return complete(tx, user, open ?? (await openRecovery(tx, user, follower)), 'backup-code');
    }
    if (!open) {
      const opened = await openRecovery(tx, user, follower);
      await attachLink(tx.em, link, opened.id);
      publish(tx, recoveryOpened, { userId: user.id, userName: nameOf(user), recoveryId: opened.id });
      notify(tx, recoveryStands, { recoveryId: opened.id, status: 'waiting' });
      notify(tx, recoveryWaits, { recoveryId: opened.id });
      return outcomeOf(opened);
    }
    await attachLink(tx.em, link, open.id);
    const { status: from, isDue } = open;
    const move = lifecycle.judge({ from, to: 'completed', isDue }, () => false, ['completeByApproval']);
    return 'name' in move ? complete(tx, user, open, 'approval') : outcomeOf(open);
  });
  if (!outcome) throw codeRefused('body.backupCode');
  return outcome;
}

async function openRecovery(tx: Tx, user: User, { device, network }: Follower): Promise<OpenRecovery> {
  // One that is over and was not yet found to be so would stand in the way.
  const over = await query<{ id: number }>(
    tx.em,
    `update recoveries set status = ?, closed_at = now() where user_id = ? and closed_at is null returning id`,
    [lifecycle.to('expire'), user.id],
  );
  for (const { id: recoveryId } of over) {
    publish(tx, recoveryExpired, { userId: user.id, userName: nameOf(user), recoveryId });
  }
  const [opened] = await query<{ id: number }>(
    tx.em,
    `insert into recoveries (user_id, device, network, expires_at)
     values (?, ?, ?, now() + ? * interval '1 day') returning id`,
    [user.id, device, network, DAYS_TO_DECIDE],
  );
  if (!opened) throw new Error('an insert returned no row');
  return { id: opened.id, status: 'waiting', dueAt: null, isDue: false };
}

async function complete(
  tx: Tx,
  user: User,
  { id }: OpenRecovery,
  by: 'backup-code' | 'approval',
): Promise<RecoveryOutcome> {
  const name = by === 'approval' ? 'completeByApproval' : 'completeByCode';
  const [completed] = await query(
    tx.em,
    `update recoveries set status = ?, closed_at = now()
     where id = ? and status = any(?::text[]) and (? or due_at <= now()) returning id`,
    [lifecycle.to(name), id, statesBefore(name), by === 'backup-code'],
  );
  if (!completed) throw recoveryProblem('recovery_link_invalid');
  await removeAllFactors(tx, user);
  // The thing that is lost may be logged in.
  await endSessions(tx, user.id, 'revoked');
  await voidLinks(tx.em, user.id);
  publish(tx, recoveryCompleted, { userId: user.id, userName: nameOf(user), recoveryId: id, by });
  notify(tx, recoveryEnded, { recoveryId: id });
  return { status: 'completed', completableAt: null };
}

const outcomeOf = ({ status, dueAt }: OpenRecovery): RecoveryOutcome => ({
  status: status === 'approved' ? 'approved' : 'waiting',
  completableAt: dueAt?.toISOString() ?? null,
});
