import type { UserPrincipal } from '@antrean/platform/auth';
import { assertVersion, type Language, type VersionCondition } from '@antrean/platform/http';
import { notify } from '@antrean/platform/notifications';
import { publish } from '@antrean/platform/outbox';
import { transaction, type Context, type Tx, type UnitOfWork } from '@antrean/platform/transaction';
import { businessNameOf, toView, type ApplicationView } from './application.contract.ts';
import type { VendorApplication } from './application.entity.ts';
import { applicationReceived, applicationWaits } from './application.notification.ts';
import { conflictAt, onboardingProblem } from './application.problem.ts';
import { DOCUMENTS_DAYS } from './application.retention.ts';
import { databaseNow, daysAfter, documentsOf, lockOwn } from './application.queries.ts';
import { lifecycle } from './application.state.ts';
import { flawsOf, STEPS } from './application-step.ts';
import { provenKinds } from './documents/document-kind.ts';
import { record } from './history.ts';
import { applicationSubmitted, applicationWithdrawn } from './messages.ts';

interface Wish {
  id: number;
  ifMatch: VersionCondition | undefined;
}

/**
 * Hands an application in, for the first time or after changes were requested.
 * @throws problem `not_found`, `application_status_conflict`, `stale_version`; `application_incomplete` (422), which names
 *   every field that is missing or wrong
 */
export async function submitApplication(
  { unitOfWork }: { unitOfWork: UnitOfWork },
  actor: UserPrincipal,
  context: Context,
  { id, ifMatch, language }: Wish & { language: Language },
): Promise<ApplicationView> {
  return transaction(unitOfWork, context, async (tx) => {
    const application = await lockOwn(tx.em, actor, id);
    if (!lifecycle.allows('submit', application.status)) throw conflictAt(application.status);
    assertVersion(application.version, ifMatch);
    const documents = await documentsOf(tx.em, id);
    assertComplete(application, provenKinds(documents), language);
    const now = await databaseNow(tx.em);
    tx.em.assign(application, {
      status: lifecycle.to('submit'),
      submittedAt: now,
      submissions: application.submissions + 1,
      touchedAt: now,
      remindedAt: null,
    });
    await tx.em.flush();
    await record(tx, application, 'submitted');
    const { applicantId, status, submissions } = application;
    publish(tx, applicationSubmitted, {
      ...{ id, applicantId, status, wasSubmitted: true },
      ...{ businessName: businessNameOf(application) ?? '', submissions },
    });
    const cause = { cause: `vendor-application-submitted:${id}:${submissions}` };
    notify(tx, applicationReceived, { applicationId: id, submissions }, cause);
    notify(tx, applicationWaits, { applicationId: id, submissions }, cause);
    return toView(application, documents);
  });
}

function assertComplete(
  { form }: VendorApplication,
  kinds: Parameters<typeof flawsOf>[2],
  language: Language,
): void {
  const flawed = STEPS.map((step) => ({ step, flaws: flawsOf(step, form, kinds, language) })).filter(
    ({ flaws }) => flaws.length > 0,
  );
  if (flawed.length === 0) return;
  throw onboardingProblem('application_incomplete', {
    parameters: { incomplete: flawed.map(({ step }) => step).join(', ') },
    errors: flawed.flatMap(({ step, flaws }) =>
      flaws.map(({ field, message }) => ({ field: `steps.${step}.${field}`, message })),
    ),
  });
}

/**
 * Gives an application up, for its applicant; it cannot be taken up again.
 * @throws problem `not_found`, `application_status_conflict`, `stale_version`
 */
export async function withdrawApplication(
  { unitOfWork }: { unitOfWork: UnitOfWork },
  actor: UserPrincipal,
  context: Context,
  { id, ifMatch }: Wish,
): Promise<ApplicationView> {
  return transaction(unitOfWork, context, async (tx) => {
    const application = await lockOwn(tx.em, actor, id);
    if (!lifecycle.allows('withdraw', application.status)) throw conflictAt(application.status);
    assertVersion(application.version, ifMatch);
    await close(tx, application, 'withdrawn');
    return toView(application, await documentsOf(tx.em, id));
  });
}

/** Ends a locked application that its applicant gave up, by saying so or by silence, and tells of it. */
export async function close(
  tx: Tx,
  application: VendorApplication,
  how: 'withdrawn' | 'lapsed',
): Promise<void> {
  const now = await databaseNow(tx.em);
  tx.em.assign(application, {
    ...{ status: 'withdrawn', closedAt: now, documentsUntil: daysAfter(now, DOCUMENTS_DAYS) },
    reviewerId: null,
  });
  await tx.em.flush();
  await record(tx, application, how);
  const { id, applicantId, status, submissions } = application;
  publish(tx, applicationWithdrawn, {
    ...{ id, applicantId, status, wasSubmitted: submissions > 0 },
    lapsed: how === 'lapsed',
  });
}
