import type { UserPrincipal } from '@antrean/platform/auth';
import { query } from '@antrean/platform/database';
import { publish } from '@antrean/platform/outbox';
import { transaction, type Context, type UnitOfWork } from '@antrean/platform/transaction';
import type { EntityManager } from '@mikro-orm/postgresql';
import { toView, type ApplicationView } from './application.contract.ts';
import { VendorApplication } from './application.entity.ts';
import { onboardingProblem } from './application.problem.ts';
import { OPEN } from './application.state.ts';
import { record } from './history.ts';
import { applicationCreated } from './messages.ts';

/** That one person may have at once. */
export const MOST_OPEN = 3;
/** That one person may begin in 30 days. */
export const MOST_BEGUN = 20;

/**
 * Begins an application, with nothing filled in.
 * @throws problem `too_many_applications` (409), `application_quota_exceeded` (429)
 */
export async function createApplication(
  { unitOfWork }: { unitOfWork: UnitOfWork },
  actor: UserPrincipal,
  context: Context,
): Promise<ApplicationView> {
  return transaction(unitOfWork, context, async (tx) => {
    await assertRoom(tx.em, actor.userId);
    const application = tx.em.create(VendorApplication, {
      applicantId: actor.userId,
      applicantName: actor.name,
      status: 'draft',
      form: {},
    });
    await tx.em.flush();
    await record(tx, application, 'created');
    const { id, applicantId, status } = application;
    publish(tx, applicationCreated, { id, applicantId, status, wasSubmitted: false });
    return toView(application, []);
  });
}

/** Nobody else begins one for this person before the transaction ends. */
async function assertRoom(em: EntityManager, userId: number): Promise<void> {
  await query(em, `select pg_advisory_xact_lock(hashtextextended('vendor applications of ' || ?, 0))`, [
    String(userId),
  ]);
  const open = await em.count(VendorApplication, { applicantId: userId, status: [...OPEN] });
  if (open >= MOST_OPEN) {
    throw onboardingProblem('too_many_applications', { parameters: { limit: MOST_OPEN } });
  }
  const [begun] = await query<{ count: number }>(
    em,
    `select count(*)::int as count from vendor_applications
     where applicant_id = ? and created_at > now() - interval '30 days'`,
    [userId],
  );
  if ((begun?.count ?? 0) >= MOST_BEGUN) {
    throw onboardingProblem('application_quota_exceeded', { parameters: { limit: MOST_BEGUN } });
  }
}
