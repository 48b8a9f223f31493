import { defineEvent } from '@antrean/platform/messages';
import { z } from 'zod';
import { permissions } from './application.policy.ts';
import { STEPS } from './application-step.ts';
import { DECISIONS, STATUSES } from './application.state.ts';
import { DOCUMENT_KINDS, VERDICTS } from './documents/document-kind.ts';

const application = z.object({
  id: z.int(),
  applicantId: z.int(),
  status: z.enum(STATUSES),
  /** Whether reviewers know of it. */
  wasSubmitted: z.boolean(),
});
type Application = z.infer<typeof application>;

/** Who hears of an application: whoever may read it. */
const audience = {
  namespace: '/notifications',
  readers: [
    { holding: permissions.apply, user: (e: Application) => e.applicantId },
    { holding: permissions.review, only: (e: Application) => e.wasSubmitted },
  ],
};
/** What concerns the review alone. */
const reviewers = { namespace: '/notifications', readers: [{ holding: permissions.review }] };

const about = (e: Application) => ({ subject: `vendor-application:${e.id}`, userId: e.applicantId });
const name = (e: Application): string => `Application ${e.id} of user ${e.applicantId}`;

export const applicationCreated = defineEvent({
  name: 'vendor.application.created',
  version: 1,
  summary: 'Somebody began the application of a vendor.',
  schema: application,
  realtime: audience,
  audit: { VENDOR_APPLICATION_BEGUN: (e) => ({ ...about(e), detail: `${name(e)} was begun` }) },
});

export const stepSaved = defineEvent({
  name: 'vendor.application.step.saved',
  version: 1,
  summary: 'A step of an application was saved.',
  schema: application.extend({ step: z.enum(STEPS), complete: z.boolean() }),
  realtime: audience,
  audit: {
    VENDOR_APPLICATION_STEP_SAVED: (e) => ({
      ...about(e),
      detail: `${name(e)}: step ${e.step} was saved, ${e.complete ? 'complete' : 'not complete yet'}`,
    }),
  },
});

const document = application.extend({
  documentId: z.int(),
  kind: z.enum(DOCUMENT_KINDS),
});
export const documentAdded = defineEvent({
  name: 'vendor.document.added',
  version: 1,
  summary: 'A document was uploaded to an application.',
  schema: document,
  realtime: audience,
  audit: {
    VENDOR_DOCUMENT_ADDED: (e) => ({
      ...about(e),
      detail: `${name(e)}: document ${e.documentId}, ${e.kind}`,
    }),
  },
});
export const documentRemoved = defineEvent({
  name: 'vendor.document.removed',
  version: 1,
  summary: 'A document of an application was removed.',
  schema: document,
  realtime: audience,
  audit: {
    VENDOR_DOCUMENT_REMOVED: (e) => ({
      ...about(e),
      detail: `${name(e)}: document ${e.documentId}, ${e.kind}`,
    }),
  },
});

export const documentJudged = defineEvent({
  name: 'vendor.document.judged',
  version: 1,
  summary: 'A reviewer verified a document, or refused it.',
  schema: document.extend({ result: z.enum(VERDICTS), remark: z.string().nullable() }),
  realtime: audience,
  audit: {
    VENDOR_DOCUMENT_VERIFIED: (e) =>
      e.result === 'VERIFIED'
        ? { ...about(e), detail: `${name(e)}: document ${e.documentId}, ${e.kind}, was verified` }
        : null,
    VENDOR_DOCUMENT_REFUSED: (e) =>
      e.result === 'REFUSED'
        ? { ...about(e), detail: `${name(e)}: document ${e.documentId}, ${e.kind}, was refused` }
        : null,
  },
});

export const applicationSubmitted = defineEvent({
  name: 'vendor.application.submitted',
  version: 1,
  summary: 'An application was handed in, for the first time or again.',
  schema: application.extend({ businessName: z.string(), submissions: z.int() }),
  realtime: audience,
  audit: {
    VENDOR_APPLICATION_SUBMITTED: (e) => ({
      ...about(e),
      detail: `${name(e)} was handed in for the ${e.submissions}. time`,
    }),
  },
});

export const applicationClaimed = defineEvent({
  name: 'vendor.application.claimed',
  version: 1,
  summary: 'A reviewer looks at an application, or no longer does.',
  schema: application.extend({ reviewerId: z.int().nullable() }),
  realtime: reviewers,
  audit: {
    VENDOR_APPLICATION_CLAIMED: (e) =>
      e.reviewerId === null ? null : { ...about(e), detail: `${name(e)}: user ${e.reviewerId} looks at it` },
    VENDOR_APPLICATION_RELEASED: (e) =>
      e.reviewerId === null ? { ...about(e), detail: `${name(e)}: nobody looks at it` } : null,
  },
});

export const noteAdded = defineEvent({
  name: 'vendor.application.note.added',
  version: 1,
  summary: 'A reviewer wrote a note about an application for other reviewers.',
  schema: application.extend({ noteId: z.int(), authorId: z.int() }),
  realtime: reviewers,
  audit: { VENDOR_NOTE_ADDED: (e) => ({ ...about(e), detail: `${name(e)}: note ${e.noteId}` }) },
});

const decided = application.extend({
  decision: z.enum(DECISIONS),
  reason: z.string().nullable(),
  decidedBy: z.int(),
  /** What an approved one became. */
  clinicId: z.int().nullable(),
});
type Decided = z.infer<typeof decided>;
/** The reason is in the history of the application: it may tell of persons, and the trail is kept for ever. */
const record = (decision: Decided['decision'], text: (e: Decided) => string) => (e: Decided) =>
  e.decision === decision ? { ...about(e), detail: `${name(e)} ${text(e)}` } : null;
export const applicationDecided = defineEvent({
  name: 'vendor.application.decided',
  version: 1,
  summary: 'A reviewer approved an application, rejected it, or asked for changes.',
  schema: decided,
  realtime: audience,
  audit: {
    VENDOR_APPROVED: record('APPROVED', (e) => `was approved and is clinic ${e.clinicId}`),
    VENDOR_REJECTED: record('REJECTED', () => 'was rejected'),
    VENDOR_CHANGES_REQUESTED: record('CHANGES_REQUESTED', () => 'was sent back for changes'),
  },
});

export const applicationWithdrawn = defineEvent({
  name: 'vendor.application.withdrawn',
  version: 1,
  summary: 'An applicant gave up, by saying so or by not answering for long.',
  schema: application.extend({ lapsed: z.boolean() }),
  realtime: audience,
  audit: {
    VENDOR_APPLICATION_WITHDRAWN: (e) => ({
      ...about(e),
      detail: `${name(e)} ${e.lapsed ? 'lapsed: nobody answered' : 'was withdrawn'}`,
    }),
  },
});

export const applicationRemoved = defineEvent({
  name: 'vendor.application.removed',
  version: 1,
  summary: 'An application was removed because it is too old, or because its applicant left.',
  schema: application,
  realtime: audience,
  audit: { VENDOR_APPLICATION_REMOVED: (e) => ({ ...about(e), detail: `${name(e)} was removed` }) },
});

export const onboardingMessages = [
  applicationCreated,
  stepSaved,
  documentAdded,
  documentRemoved,
  documentJudged,
  applicationSubmitted,
  applicationClaimed,
  noteAdded,
  applicationDecided,
  applicationWithdrawn,
  applicationRemoved,
];
