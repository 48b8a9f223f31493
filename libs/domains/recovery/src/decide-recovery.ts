import { lockUser, nameOf } from '@antrean/accounts';
import type { UserPrincipal } from '@antrean/platform/auth';
import { query } from '@antrean/platform/database';
import type { RouteDependencies } from '@antrean/platform/domain';
import { problem } from '@antrean/platform/http';
import { notify } from '@antrean/platform/notifications';
import { publish } from '@antrean/platform/outbox';
import { transaction, type Context } from '@antrean/platform/transaction';
import { requireRecentProof } from '@antrean/sessions';
import type { RecoveryBody, RecoveryDecision } from './recovery.contract.ts';
import { recoveryDecided } from './recovery.messages.ts';
import { recoveryEnded, recoveryStands } from './recovery.notification.ts';
import { recoveryProblem } from './recovery.problem.ts';
import { readRecovery } from './recovery.queries.ts';
import type { RecoverySettings } from './recovery.settings.ts';
import { lifecycle, statesBefore } from './recovery.state.ts';

/** So long after the cool-down its owner may complete it. */
const DAYS_TO_COMPLETE = 7;

/**
 * Approves a recovery, which begins its cool-down, or rejects it. Nobody decides for themselves, nor for who ranks above
 * them.
 * @throws problem `not_found`, `own_account` (403), `above_own_rank` (403), `proof_required` (403),
 *   `recovery_decided` (409) with the status that it has
 */
export async function decideRecovery(
  { unitOfWork, settings }: Pick<RouteDependencies, 'unitOfWork'> & { settings: RecoverySettings },
  context: Context,
  actor: UserPrincipal,
  id: number,
  { decision, note }: RecoveryDecision,
): Promise<RecoveryBody> {
  return transaction(unitOfWork, context, async (tx) => {
    const [asked] = await query<{ userId: number }>(
      tx.em,
      `select user_id as "userId" from recoveries where id = ?`,
      [id],
    );
    if (!asked) throw problem('not_found');
    const user = await lockUser(tx, actor, { id: asked.userId }, { ownAccount: 'refused' });
    await requireRecentProof(tx.em, actor);
    const [decided] = await query<{ dueAt: string | null }>(
      tx.em,
      `update recoveries set status = ?, decided_by = ?, decided_at = now(), note = ?,
         due_at = case when ? then now() + ? * interval '1 hour' end,
         expires_at = case when ? then now() + ? * interval '1 hour' + ? * interval '1 day' else expires_at end,
         closed_at = case when ? then null else now() end
       where id = ? and status = any(?::text[]) and expires_at > now() returning due_at as "dueAt"`,
      [
        ...[lifecycle.to(decision), actor.userId, note ?? null],
        ...[decision === 'approve', settings.coolDownHours],
        ...[decision === 'approve', settings.coolDownHours, DAYS_TO_COMPLETE],
        ...[decision === 'approve', id, statesBefore(decision)],
      ],
    );
    if (!decided) {
      const { status } = await readRecovery(tx.em, id);
      throw recoveryProblem('recovery_decided', { parameters: { status } });
    }
    await query(
      tx.em,
      `update recovery_links l set expires_at = r.expires_at from recoveries r
       where r.id = ? and l.recovery_id = r.id and r.closed_at is null`,
      [id],
    );
    const dueAt = decided.dueAt === null ? null : new Date(decided.dueAt).toISOString();
    publish(tx, recoveryDecided, {
      userId: user.id,
      userName: nameOf(user),
      recoveryId: id,
      decision,
      dueAt,
    });
    if (decision === 'approve') notify(tx, recoveryStands, { recoveryId: id, status: 'approved' });
    else notify(tx, recoveryEnded, { recoveryId: id });
    return readRecovery(tx.em, id);
  });
}
