import type { UserPrincipal } from '@antrean/platform/auth';
import { findRow } from '@antrean/platform/database';
import { publish } from '@antrean/platform/outbox';
import { transaction, type Context, type UnitOfWork } from '@antrean/platform/transaction';
import { documentToWire, type DocumentView, type VerdictInput } from '../application.contract.ts';
import { VendorDocument } from '../application.entity.ts';
import { isOwn } from '../application.policy.ts';
import { decidedBefore, onboardingProblem } from '../application.problem.ts';
import { databaseNow, lockReviewable } from '../application.queries.ts';
import { record } from '../history.ts';
import { documentJudged } from '../messages.ts';

/**
 * Writes down what a reviewer found of a document; the last word stands. The application's version stays, so that who
 * goes through its documents decides about what they have read.
 * @throws problem `not_found`, `own_application` (403), `application_decided`, `application_status_conflict`
 */
export async function verifyDocument(
  { unitOfWork }: { unitOfWork: UnitOfWork },
  actor: UserPrincipal,
  context: Context,
  { id, documentId, result, ...said }: { id: number; documentId: number } & VerdictInput,
): Promise<DocumentView> {
  const remark = said.remark ?? null;
  return transaction(unitOfWork, context, async (tx) => {
    const application = await lockReviewable(tx.em, actor, id);
    const document = await findRow(tx.em, VendorDocument, { id: documentId, applicationId: id });
    if (isOwn(actor, application)) throw onboardingProblem('own_application');
    if (application.status !== 'submitted') throw decidedBefore(application);
    if (document.verdict === result && (document.remark ?? null) === remark) return documentToWire(document);
    tx.em.assign(document, {
      ...{ verdict: result, remark },
      ...{ judgedBy: actor.userId, judgedAt: await databaseNow(tx.em) },
    });
    await tx.em.flush();
    const { kind } = document;
    const action = result === 'VERIFIED' ? 'document_verified' : 'document_refused';
    await record(tx, application, action, { detail: kind, reason: remark });
    const { applicantId, status } = application;
    publish(tx, documentJudged, {
      ...{ id, applicantId, status, wasSubmitted: true },
      ...{ documentId, kind, result, remark },
    });
    return documentToWire(document);
  });
}
