import { assignClinicManager } from '@antrean/clinics';
import type { UserPrincipal } from '@antrean/platform/auth';
import { assertVersion, type VersionCondition } from '@antrean/platform/http';
import { notify } from '@antrean/platform/notifications';
import { publish } from '@antrean/platform/outbox';
import { transaction, type Context, type UnitOfWork } from '@antrean/platform/transaction';
import { reviewedBy, toView, type DecisionInput, type ReviewView } from '../application.contract.ts';
import type { VendorDocument } from '../application.entity.ts';
import { applicationApproved, applicationRejected, changesRequested } from '../application.notification.ts';
import { isOwn } from '../application.policy.ts';
import { decidedBefore, onboardingProblem } from '../application.problem.ts';
import { DOCUMENTS_DAYS, PROOF_DAYS } from '../application.retention.ts';
import { databaseNow, daysAfter, documentsOf, lockReviewable } from '../application.queries.ts';
import { lifecycle, TRANSITION_OF } from '../application.state.ts';
import { provenKinds, REQUIRED_KINDS } from '../documents/document-kind.ts';
import { record } from '../history.ts';
import { applicationDecided } from '../messages.ts';
import { openClinic } from './open-clinic.ts';

const NOTICE = {
  APPROVED: applicationApproved,
  REJECTED: applicationRejected,
  CHANGES_REQUESTED: changesRequested,
};

/**
 * Decides about an application. An approval makes the clinic and its manager in the same transaction: there is never one
 * without the other.
 * @throws problem `not_found`, `own_application` (403), `stale_version`, `documents_refused` (409); `application_decided` (409), which names who has
 *   decided what meanwhile; `application_status_conflict`; what the clinics say of the form
 */
export async function decideApplication(
  { unitOfWork }: { unitOfWork: UnitOfWork },
  actor: UserPrincipal,
  context: Context,
  wish: { id: number; ifMatch: VersionCondition | undefined } & DecisionInput,
): Promise<ReviewView> {
  const { id, ifMatch, decision, reason = null } = wish;
  return transaction(unitOfWork, context, async (tx) => {
    const application = await lockReviewable(tx.em, actor, id);
    if (isOwn(actor, application)) throw onboardingProblem('own_application');
    const transition = TRANSITION_OF[decision];
    // Before the version: who comes second is told by whom it was decided, and not only that it has changed.
    if (!lifecycle.allows(transition, application.status)) throw decidedBefore(application);
    assertVersion(application.version, ifMatch);
    const documents = await documentsOf(tx.em, id);
    if (decision === 'APPROVED') assertProven(documents);
    const clinicId = decision === 'APPROVED' ? await openClinic(tx, application) : null;
    const now = await databaseNow(tx.em);
    tx.em.assign(application, {
      ...{ status: lifecycle.to(transition), decision, reason, clinicId },
      ...{ decidedBy: actor.userId, decidedByName: actor.name, decidedAt: now },
      // The time of an applicant who is to change something begins now.
      ...(decision === 'CHANGES_REQUESTED'
        ? { touchedAt: now, remindedAt: null }
        : {
            ...{ closedAt: now, reviewerId: null, reviewerName: null },
            documentsUntil: daysAfter(now, decision === 'APPROVED' ? PROOF_DAYS : DOCUMENTS_DAYS),
          }),
    });
    await tx.em.flush();
    await record(tx, application, 'decided', { detail: decision, reason });
    const { applicantId, status, submissions } = application;
    publish(tx, applicationDecided, {
      ...{ id, applicantId, status, wasSubmitted: true },
      ...{ decision, reason, decidedBy: actor.userId, clinicId },
    });
    // Behind the event: the applicant's sockets end because of the role, and have heard of the decision then.
    if (clinicId !== null) await assignClinicManager(tx, clinicId, applicantId);
    notify(
      tx,
      NOTICE[decision],
      { applicationId: id, submissions },
      { cause: `vendor-application-decided:${id}:${submissions}` },
    );
    return { ...toView(application, documents), ...reviewedBy(application) };
  });
}

/** @throws problem `documents_refused` when a reviewer found that a document that is required proves nothing */
function assertProven(documents: readonly VendorDocument[]): void {
  const proven = provenKinds(documents);
  const kinds = REQUIRED_KINDS.filter((kind) => !proven.includes(kind));
  if (kinds.length > 0) {
    throw onboardingProblem('documents_refused', { parameters: { kinds: kinds.join(', ') } });
  }
}
