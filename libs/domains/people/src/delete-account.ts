import { HIGHEST_ROLE, placedRolesOf, rolesOf } from '@antrean/access';
import { assertNotLastSuperAdmin, lockUser, type User, type UserTarget } from '@antrean/accounts';
import { clinicProblem, isLastManager, isStaffRole } from '@antrean/clinics';
import type { SessionPrincipal, UserPrincipal } from '@antrean/platform/auth';
import { againOnConflict } from '@antrean/platform/database';
import type { OpenPersonalData, PersonalDataSource } from '@antrean/platform/domain';
import { notify } from '@antrean/platform/notifications';
import { enqueue, publish } from '@antrean/platform/outbox';
import {
  forgetAnswers,
  transaction,
  type Context,
  type Tx,
  type UnitOfWork,
} from '@antrean/platform/transaction';
import { lockProvenUser, requireRecentProof } from '@antrean/sessions';
import { accountWasDeleted } from './account.notification.ts';
import { accountDeleted, eraseRemains } from './messages.ts';
import { peopleProblem } from './people.problem.ts';

export interface DeletionDependencies {
  readonly unitOfWork: UnitOfWork;
  readonly personalData: OpenPersonalData;
}

/** The role that people have by registering; whoever has another one was given it by somebody. */
const CUSTOMER = 'customer';
/** Longer than any request that began before the deletion takes. */
const REMAINS_AFTER_MS = 15 * 60_000;

/**
 * Deletes the actor's account: what is known about them goes or names nobody, and all sessions end.
 * @throws problem `proof_required` (403); `account_managed` (409) for who works here; `last_manager`, `last_super_admin` (409)
 */
export async function deleteOwnAccount(
  { unitOfWork, personalData }: DeletionDependencies,
  context: Context,
  actor: SessionPrincipal,
): Promise<void> {
  const sources = await personalData();
  // A booking that is being made may be in the way.
  await againOnConflict(() =>
    transaction(unitOfWork, context, async (tx) => {
      const isNeeded = await isLastManager(tx, actor.userId);
      const user = await lockProvenUser(tx, actor);
      await refuseManaged(tx, user.id, { isNeeded });
      await deleteAccount(tx, sources, user, 'owner');
    }),
  );
}

/**
 * Deletes somebody's account, for administrators: that of who works here, or of who asks them to.
 * @throws problem `proof_required` (403), `not_found`, `own_account` (403), `above_own_rank` (403), `stale_version` (412),
 *   `last_super_admin` (409)
 */
export async function deleteAccountOf(
  { unitOfWork, personalData }: DeletionDependencies,
  context: Context,
  actor: UserPrincipal,
  target: UserTarget,
): Promise<void> {
  const sources = await personalData();
  await againOnConflict(() =>
    transaction(unitOfWork, context, async (tx) => {
      const user = await lockUser(tx, actor, target, { ownAccount: 'refused' });
      await requireRecentProof(tx.em, actor);
      await deleteAccount(tx, sources, user, 'administrator');
    }),
  );
}

/**
 * Accounts of those who work here are the employer's; whoever works at a clinic leaves it with theirs. Nobody ranks above a
 * super administrator, who therefore may.
 */
async function refuseManaged({ em }: Tx, userId: number, { isNeeded }: { isNeeded: boolean }): Promise<void> {
  const roles = [
    ...(await rolesOf(em, userId)),
    ...(await placedRolesOf(em, userId)).filter((placed) => !isStaffRole(placed)).map(({ role }) => role),
  ];
  if (roles.includes(HIGHEST_ROLE)) return;
  const given = [...new Set(roles)].filter((role) => role !== CUSTOMER);
  if (given.length > 0) throw peopleProblem('account_managed', { parameters: { roles: given.join(', ') } });
  if (isNeeded) throw clinicProblem('last_manager');
}

async function deleteAccount(
  tx: Tx,
  sources: readonly PersonalDataSource[],
  { id: userId, email, language }: User,
  by: 'owner' | 'administrator',
): Promise<void> {
  await assertNotLastSuperAdmin(tx.em, userId);
  await eraseAll(tx, sources, userId);
  publish(tx, accountDeleted, { userId, by });
  // The address is nobody's from now on: it is told as such.
  if (email)
    notify(tx, accountWasDeleted, { address: email, language }, { cause: `account-deleted:${userId}` });
  enqueue(tx, eraseRemains, { userId }, { key: `${userId}`, runAt: new Date(Date.now() + REMAINS_AFTER_MS) });
}

const ACCOUNT = 'account';

/** Has every domain forget somebody. The account goes last: by its address others find what is about it. */
export async function eraseAll(
  tx: Tx,
  sources: readonly PersonalDataSource[],
  userId: number,
): Promise<void> {
  for (const source of sources) if (source.name !== ACCOUNT) await source.erase(tx, userId);
  for (const source of sources) if (source.name === ACCOUNT) await source.erase(tx, userId);
  await forgetAnswers(tx.em, userId);
}
