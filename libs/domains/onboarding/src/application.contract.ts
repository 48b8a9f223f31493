import {
  growingPage,
  growingQuery,
  id,
  idParameter,
  instant,
  line,
  note,
  page,
  pageQuery,
} from '@antrean/platform/http';
import { z } from 'zod';
import { completeStepsOf, stepDrafts, STEPS, type Step } from './application-step.ts';
import type { VendorApplication, VendorDocument } from './application.entity.ts';
import { DECISIONS, STATUSES } from './application.state.ts';
import { DOCUMENT_KINDS, provenKinds, VERDICTS } from './documents/document-kind.ts';

export const applicationParams = z.object({ id: idParameter });
export const documentParams = z.object({ id: idParameter, documentId: idParameter });
export const uploadQuery = z.object({
  kind: z.enum(DOCUMENT_KINDS).describe('What the document is'),
  filename: line(255)
    .optional()
    .describe(
      'Stands before the name that a form gives. Its ending follows the content, whatever it is here',
    ),
});
export const ownQuery = z.object({ status: z.enum(STATUSES).optional(), ...growingQuery() });
export const historyQuery = z.object(growingQuery(50));
export const documentQuery = z.object(pageQuery(50));

/** What reviewers are shown; a draft is its applicant's alone. */
const REVIEWED = STATUSES.filter((status) => status !== 'draft');
export const queueQuery = z.object({
  status: z
    .enum([...REVIEWED, 'any'])
    .default('submitted')
    .describe('Those that wait when absent; `any` for all that were ever submitted'),
  claimed: z.enum(['me', 'nobody']).optional().describe('Those that you have claimed, or that nobody has'),
  ...growingQuery(),
});
export type QueueQuery = z.output<typeof queueQuery>;

/** So short a reason tells an applicant nothing. */
const SHORTEST_REASON = 10;
export const decisionInput = z
  .object({
    decision: z.enum(DECISIONS),
    reason: note(2_000)
      .optional()
      .describe(
        `What the applicant is told. At least ${SHORTEST_REASON} characters, unless it is approved; then it may be absent`,
      ),
  })
  .refine(({ decision, reason = '' }) => decision === 'APPROVED' || reason.length >= SHORTEST_REASON, {
    path: ['reason'],
    message: `tell the applicant why, in ${SHORTEST_REASON} characters or more / jelaskan alasannya, paling sedikit ${SHORTEST_REASON} huruf`,
  })
  .meta({
    examples: [{ decision: 'CHANGES_REQUESTED', reason: 'The photograph of the licence is cut off below.' }],
  });
export type DecisionInput = z.output<typeof decisionInput>;
export const verdictInput = z
  .object({
    result: z.enum(VERDICTS),
    remark: note(500).exactOptional().describe('For the applicant; of a refused one at least 10 characters'),
  })
  .refine(({ result, remark = '' }) => result === 'VERIFIED' || remark.length >= SHORTEST_REASON, {
    path: ['remark'],
    message: `tell the applicant why, in ${SHORTEST_REASON} characters or more / jelaskan alasannya, paling sedikit ${SHORTEST_REASON} huruf`,
  })
  .meta({ examples: [{ result: 'VERIFIED' }] });
export type VerdictInput = z.output<typeof verdictInput>;
export const claimInput = z
  .object({
    takeOver: z.boolean().default(false).describe('Also from another reviewer who has claimed it'),
  })
  .meta({ examples: [{ takeOver: false }] });
export const noteInput = z
  .object({ note: note(2_000) })
  .meta({ examples: [{ note: 'The licence was checked by telephone.' }] });

const person = z.object({ id, name: z.string() });
export const applicationView = z.object({
  id,
  status: z.enum(STATUSES),
  businessName: z.string().nullable().describe('Of the step `business`; null while it has none'),
  applicant: person,
  progress: z.object({
    complete: z.int().describe('Steps that are complete'),
    total: z.int(),
    percent: z.int(),
    steps: z.record(z.enum(STEPS), z.boolean()).describe('Whether each step is complete'),
  }),
  decision: z.enum(DECISIONS).nullable().describe('The last one'),
  reason: z.string().nullable().describe('Of the last decision'),
  decidedAt: instant.nullable(),
  clinicId: id.nullable().describe('The clinic that an approved one became'),
  submittedAt: instant.nullable().describe('The last time; null before the first'),
  createdAt: instant,
  updatedAt: instant,
  version: z.int(),
});
export type ApplicationView = z.infer<typeof applicationView>;
export const applicationPage = growingPage(applicationView);

export const documentView = z.object({
  id,
  kind: z.enum(DOCUMENT_KINDS),
  filename: z.string(),
  contentType: z.string(),
  size: z.int().describe('Bytes'),
  sha256: z.string(),
  createdAt: instant,
  verification: z
    .object({ result: z.enum(VERDICTS), remark: z.string().nullable(), at: instant })
    .nullable()
    .describe('What a reviewer found; null before. A refused one must be sent anew'),
});
export type DocumentView = z.infer<typeof documentView>;
export const documentPage = page(documentView);

/** The form as it is saved. */
const form = z.object({
  business: stepDrafts.business.optional(),
  location: stepDrafts.location.optional(),
  services: stepDrafts.services.optional(),
  documents: stepDrafts.documents.optional(),
  review: stepDrafts.review.optional(),
});
export const applicationDetail = applicationView.extend({
  form: form.describe('What was saved of each step'),
  documents: z.array(documentView),
});
export type ApplicationDetail = z.infer<typeof applicationDetail>;

/** What reviewers see of an application besides. */
const reviewed = {
  claimedBy: person.nullable().describe('The reviewer who looks at it'),
  decidedBy: person.nullable(),
};
export const reviewView = applicationView.extend(reviewed);
export type ReviewView = z.infer<typeof reviewView>;
export const reviewPage = growingPage(reviewView);
export const reviewDetail = applicationDetail.extend({
  ...reviewed,
  others: z
    .array(z.object({ id, status: z.enum(STATUSES), businessName: z.string().nullable() }))
    .describe('Other applications of the same applicant, the newest ten'),
});
export type ReviewDetail = z.infer<typeof reviewDetail>;

const flaw = z.object({
  field: z.string().meta({ examples: ['services[0].price'] }),
  message: z.string().describe('In the language of the reader'),
});
export const stepView = (step: Step) =>
  z.object({
    step: z.literal(step),
    data: stepDrafts[step],
    complete: z.boolean(),
    errors: z.array(flaw).describe('What it lacks to be complete, the first 50'),
    progress: applicationView.shape.progress,
    status: z.enum(STATUSES),
    version: z.int().describe('Of the application'),
  });
export type StepView = z.infer<ReturnType<typeof stepView>>;

export const historyView = z.object({
  id,
  action: z.string().meta({ examples: ['submitted', 'step_saved', 'document_added', 'decided'] }),
  detail: z.string().nullable().describe('The step, the kind of document, or the decision'),
  reason: z.string().nullable().describe('Of a decision'),
  actor: person.nullable().describe('Null for the system'),
  at: instant,
});
export type HistoryView = z.infer<typeof historyView>;
export const noteView = z.object({ id, author: person, note: z.string(), createdAt: instant });
export type NoteView = z.infer<typeof noteView>;

export const documentToWire = (document: VendorDocument): DocumentView => ({
  id: document.id,
  kind: document.kind,
  filename: document.fileName,
  contentType: document.contentType,
  size: document.size,
  sha256: document.sha256,
  createdAt: document.createdAt.toISOString(),
  verification:
    document.verdict && document.judgedAt
      ? {
          ...{ result: document.verdict, remark: document.remark ?? null },
          at: document.judgedAt.toISOString(),
        }
      : null,
});

export function progressOf(
  { form }: Pick<VendorApplication, 'form'>,
  documents: readonly Pick<VendorDocument, 'kind' | 'verdict'>[],
): ApplicationView['progress'] {
  const complete = completeStepsOf(form, provenKinds(documents));
  const isComplete = (step: Step): boolean => complete.includes(step);
  return {
    complete: complete.length,
    total: STEPS.length,
    percent: Math.round((complete.length / STEPS.length) * 100),
    steps: {
      business: isComplete('business'),
      location: isComplete('location'),
      services: isComplete('services'),
      documents: isComplete('documents'),
      review: isComplete('review'),
    },
  };
}

export const businessNameOf = ({ form }: Pick<VendorApplication, 'form'>): string | null =>
  form.business?.name ?? null;

export function toView(
  application: VendorApplication,
  documents: readonly Pick<VendorDocument, 'kind' | 'verdict'>[],
): ApplicationView {
  const { id, status, applicantId, applicantName, decision, reason, clinicId, version } = application;
  return {
    id,
    status,
    businessName: businessNameOf(application),
    applicant: { id: applicantId, name: applicantName },
    progress: progressOf(application, documents),
    decision: decision ?? null,
    reason: reason ?? null,
    decidedAt: application.decidedAt?.toISOString() ?? null,
    clinicId: clinicId ?? null,
    submittedAt: application.submittedAt?.toISOString() ?? null,
    createdAt: application.createdAt.toISOString(),
    updatedAt: application.updatedAt.toISOString(),
    version,
  };
}

export const toDetail = (
  application: VendorApplication,
  documents: readonly VendorDocument[],
): ApplicationDetail => ({
  ...toView(application, documents),
  form: application.form,
  documents: documents.map(documentToWire),
});

const named = (personId: number | null | undefined, name: string | null | undefined) =>
  typeof personId === 'number' ? { id: personId, name: name ?? '' } : null;
export const reviewedBy = (application: VendorApplication): Pick<ReviewView, 'claimedBy' | 'decidedBy'> => ({
  claimedBy: named(application.reviewerId, application.reviewerName),
  decidedBy: named(application.decidedBy, application.decidedByName),
});
