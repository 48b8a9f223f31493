import type { UserPrincipal } from '@antrean/platform/auth';
import { newestFirst, query, type Slice } from '@antrean/platform/database';
import { toPage, type GrowingPage } from '@antrean/platform/http';
import { publish } from '@antrean/platform/outbox';
import { transaction, type Context, type UnitOfWork } from '@antrean/platform/transaction';
import type { EntityManager } from '@mikro-orm/postgresql';
import { reviewedBy, toView, type NoteView, type ReviewView } from '../application.contract.ts';
import { isOwn } from '../application.policy.ts';
import { decidedBefore, onboardingProblem } from '../application.problem.ts';
import { documentsOf, findReviewable, lockReviewable } from '../application.queries.ts';
import { applicationClaimed, noteAdded } from '../messages.ts';

interface Dependencies {
  unitOfWork: UnitOfWork;
}

/**
 * Says that the actor looks at an application, so that nobody else need. It binds nobody: others may decide all the same.
 * @throws problem `not_found`, `own_application` (403); `application_claimed` (409) when another one does, unless it is
 *   taken over; `application_decided`, `application_status_conflict`
 */
export async function claimApplication(
  { unitOfWork }: Dependencies,
  actor: UserPrincipal,
  context: Context,
  { id, takeOver }: { id: number; takeOver: boolean },
): Promise<ReviewView> {
  return transaction(unitOfWork, context, async (tx) => {
    const application = await lockReviewable(tx.em, actor, id);
    if (isOwn(actor, application)) throw onboardingProblem('own_application');
    if (application.status !== 'submitted') throw decidedBefore(application);
    const { reviewerId, reviewerName } = application;
    if (typeof reviewerId === 'number' && reviewerId !== actor.userId && !takeOver) {
      throw onboardingProblem('application_claimed', {
        parameters: { reviewerId, reviewerName: reviewerName ?? null },
      });
    }
    if (reviewerId !== actor.userId) {
      tx.em.assign(application, { reviewerId: actor.userId, reviewerName: actor.name });
      await tx.em.flush();
      const { applicantId, status } = application;
      publish(tx, applicationClaimed, {
        ...{ id, applicantId, status, wasSubmitted: true },
        reviewerId: actor.userId,
      });
    }
    return { ...toView(application, await documentsOf(tx.em, id)), ...reviewedBy(application) };
  });
}

/** Lets go of an application that the actor claimed; that of nobody, or of another, stays. @throws problem `not_found` */
export async function releaseApplication(
  { unitOfWork }: Dependencies,
  actor: UserPrincipal,
  context: Context,
  id: number,
): Promise<void> {
  await transaction(unitOfWork, context, async (tx) => {
    const application = await lockReviewable(tx.em, actor, id);
    if (application.reviewerId !== actor.userId) return;
    application.reviewerId = null;
    const { applicantId, status } = application;
    publish(tx, applicationClaimed, {
      ...{ id, applicantId, status, wasSubmitted: true },
      reviewerId: null,
    });
  });
}

/** Of one application. */
export const MOST_NOTES = 200;

/** Writes a note that applicants never see. @throws problem `not_found`, `own_application`, `application_notes_full` */
export async function addNote(
  { unitOfWork }: Dependencies,
  actor: UserPrincipal,
  context: Context,
  { id, note }: { id: number; note: string },
): Promise<NoteView> {
  return transaction(unitOfWork, context, async (tx) => {
    const application = await lockReviewable(tx.em, actor, id);
    if (isOwn(actor, application)) throw onboardingProblem('own_application');
    const [written] = await query<{ id: number; created_at: string }>(
      tx.em,
      `insert into vendor_application_notes (application_id, author_id, note)
       select ?, ?, ? where (select count(*) from vendor_application_notes where application_id = ?) < ?
       returning id, created_at`,
      [id, actor.userId, note, id, MOST_NOTES],
    );
    if (!written) throw onboardingProblem('application_notes_full', { parameters: { limit: MOST_NOTES } });
    const { applicantId, status } = application;
    publish(tx, noteAdded, {
      ...{ id, applicantId, status, wasSubmitted: true },
      ...{ noteId: written.id, authorId: actor.userId },
    });
    return {
      id: written.id,
      author: { id: actor.userId, name: actor.name },
      note,
      createdAt: new Date(written.created_at).toISOString(),
    };
  });
}

/** The notes on an application, the newest first. @throws problem `not_found`, also to a reviewer about their own */
export async function listNotes(
  em: EntityManager,
  actor: UserPrincipal,
  id: number,
  slice: Slice,
): Promise<GrowingPage<NoteView>> {
  const application = await findReviewable(em, actor, id);
  if (isOwn(actor, application)) throw onboardingProblem('own_application');
  const { ids, total, next } = await newestFirst(
    em,
    [`select id from vendor_application_notes where application_id = ${id}`],
    slice,
  );
  const notes = await query<{
    id: number;
    author_id: number;
    name: string;
    note: string;
    created_at: string;
  }>(
    em,
    `select n.id, n.author_id, u.full_name as name, n.note, n.created_at
     from vendor_application_notes n join users_v u on u.id = n.author_id
     where n.id in (select jsonb_array_elements_text(?::jsonb)::int) order by n.id desc`,
    [JSON.stringify(ids)],
  );
  const views = notes.map(({ author_id, name, created_at, ...row }) => ({
    ...row,
    author: { id: author_id, name },
    createdAt: new Date(created_at).toISOString(),
  }));
  return { ...toPage(views, total, slice), next };
}
