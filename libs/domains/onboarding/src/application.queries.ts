import type { UserPrincipal } from '@antrean/platform/auth';
import {
  countRows,
  cutSlice,
  findRow,
  INSTANT_OF_CURSOR,
  instantKey,
  lockRow,
  microsecondsOf,
  newestFirst,
  query,
  startOf,
} from '@antrean/platform/database';
import { toPage, type GrowingPage } from '@antrean/platform/http';
import type { EntityManager } from '@mikro-orm/postgresql';
import { z } from 'zod';
import {
  businessNameOf,
  reviewedBy,
  toDetail,
  toView,
  type ApplicationDetail,
  type ApplicationView,
  type ownQuery,
  type QueueQuery,
  type ReviewDetail,
  type ReviewView,
} from './application.contract.ts';
import { VendorApplication, VendorDocument } from './application.entity.ts';
import { isOwn, mayRead, mayReview } from './application.policy.ts';
import { MOST_DOCUMENTS } from './documents/document-kind.ts';

/** @throws problem `not_found` when there is none that the actor may read */
export const findReadable = (
  em: EntityManager,
  actor: UserPrincipal,
  id: number,
): Promise<VendorApplication> =>
  findRow(em, VendorApplication, { id }, { isKnown: (row) => mayRead(actor, row) });

/** @throws problem `not_found` when there is none that the actor may review */
export const findReviewable = (
  em: EntityManager,
  actor: UserPrincipal,
  id: number,
): Promise<VendorApplication> =>
  findRow(em, VendorApplication, { id }, { isKnown: (row) => mayReview(actor, row) });

/** To change it; others wait. @throws problem `not_found` when there is none of the actor's */
export const lockOwn = (em: EntityManager, actor: UserPrincipal, id: number): Promise<VendorApplication> =>
  lockRow(em, VendorApplication, { id }, { isKnown: (row) => isOwn(actor, row) });

/** To decide about it; others wait. @throws problem `not_found` when there is none that the actor may review */
export const lockReviewable = (
  em: EntityManager,
  actor: UserPrincipal,
  id: number,
): Promise<VendorApplication> =>
  lockRow(em, VendorApplication, { id }, { isKnown: (row) => mayReview(actor, row) });

/** The documents of an application, the oldest first. There are few. */
export const documentsOf = (em: EntityManager, applicationId: number): Promise<VendorDocument[]> =>
  em.find(VendorDocument, { applicationId }, { orderBy: { id: 'asc' }, limit: MOST_DOCUMENTS });

/** Now, by the database's clock. */
export async function databaseNow(em: EntityManager): Promise<Date> {
  const [row] = await query<{ now: string }>(em, `select clock_timestamp() as now`);
  if (!row) throw new Error('a select without from returned no row');
  return new Date(row.now);
}

const DAY_MS = 86_400_000;
export const daysAfter = (at: Date, days: number): Date => new Date(at.getTime() + days * DAY_MS);

/** An application with its form and documents, for whoever may read it. @throws problem `not_found` */
export async function readApplication(
  em: EntityManager,
  actor: UserPrincipal,
  id: number,
): Promise<ApplicationDetail> {
  const application = await findReadable(em, actor, id);
  return toDetail(application, await documentsOf(em, id));
}

/** One's own applications, the newest first. */
export async function listOwn(
  em: EntityManager,
  actor: UserPrincipal,
  filter: z.output<typeof ownQuery>,
): Promise<GrowingPage<ApplicationView>> {
  const { status } = filter;
  const own = em
    .createQueryBuilder(VendorApplication)
    .select('id')
    .where({ applicantId: actor.userId, ...(status === undefined ? {} : { status }) });
  const { ids, total, next } = await newestFirst(em, [own.getFormattedQuery()], filter);
  const rows = await inOrder(em, ids);
  return { ...toPage(await toViews(em, rows), total, filter), next };
}

const queueKey = instantKey(z.int());

/** What was submitted, that which waits longest first. */
export async function listQueue(
  em: EntityManager,
  actor: UserPrincipal,
  filter: QueueQuery,
): Promise<GrowingPage<ReviewView>> {
  const { after, offset } = startOf(filter, queueKey);
  const { status, claimed } = filter;
  const fitting = () =>
    em.createQueryBuilder(VendorApplication).where({
      $and: [
        { submittedAt: { $ne: null } },
        status === 'any' ? {} : { status },
        claimed === undefined ? {} : { reviewerId: claimed === 'me' ? actor.userId : null },
      ],
    });
  const part = fitting()
    .select(['id', 'submittedAt'])
    .orderBy([{ submittedAt: 'asc', id: 'asc' }])
    .limit(filter.limit + 1, offset);
  if (after) part.andWhere(`(submitted_at, id) > (${INSTANT_OF_CURSOR}, ?)`, after);
  const found = await query<{ id: number; at: number }>(
    em,
    `select id, ${microsecondsOf('submitted_at')} as at from (${part.getFormattedQuery()}) part
     order by submitted_at, id`,
  );
  const total = await countRows(em, fitting().select('id').getFormattedQuery());
  const { rows, next } = cutSlice(found, filter, ({ at, id }) => [at, id]);
  const applications = await inOrder(
    em,
    rows.map(({ id }) => id),
  );
  const views = await toViews(em, applications);
  const reviewed = views.map((view, i) => {
    const application = applications[i];
    if (!application) throw new Error('a view without its application');
    return { ...view, ...reviewedBy(application) };
  });
  return { ...toPage(reviewed, total, filter), next };
}

/** Most of an applicant's other applications that a reviewer is shown. */
const OTHERS = 10;

/** An application as reviewers see it. @throws problem `not_found` */
export async function readForReview(
  em: EntityManager,
  actor: UserPrincipal,
  id: number,
): Promise<ReviewDetail> {
  const application = await findReviewable(em, actor, id);
  const others = await em.find(
    VendorApplication,
    { applicantId: application.applicantId, id: { $ne: id }, submittedAt: { $ne: null } },
    { orderBy: { id: 'desc' }, limit: OTHERS },
  );
  return {
    ...toDetail(application, await documentsOf(em, id)),
    ...reviewedBy(application),
    others: others.map((other) => ({
      id: other.id,
      status: other.status,
      businessName: businessNameOf(other),
    })),
  };
}

async function inOrder(em: EntityManager, ids: readonly number[]): Promise<VendorApplication[]> {
  const rows = new Map((await em.find(VendorApplication, { id: [...ids] })).map((row) => [row.id, row]));
  return ids.flatMap((id) => rows.get(id) ?? []);
}

/** As the wire shows them, with one query for the documents of all. */
async function toViews(
  em: EntityManager,
  applications: readonly VendorApplication[],
): Promise<ApplicationView[]> {
  const documents = await em.find(
    VendorDocument,
    { applicationId: applications.map(({ id }) => id) },
    { fields: ['applicationId', 'kind', 'verdict'] },
  );
  return applications.map((application) =>
    toView(
      application,
      documents.filter(({ applicationId }) => applicationId === application.id),
    ),
  );
}
