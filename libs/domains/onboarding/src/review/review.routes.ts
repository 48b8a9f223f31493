import { COUNT_NOTE } from '@antrean/platform/database';
import { created, growingPage, noContent, ok, route, type Route } from '@antrean/platform/http';
import * as contract from '../application.contract.ts';
import { permissions } from '../application.policy.ts';
import { listQueue, readForReview } from '../application.queries.ts';
import { tag, type ApplicationDependencies } from '../application.routes.ts';
import { decideApplication } from './decide-application.ts';
import { verifyDocument } from '../documents/verify-document.ts';
import {
  addNote,
  claimApplication,
  listNotes,
  MOST_NOTES,
  releaseApplication,
} from './review-application.ts';

const PATH = '/api/admin/vendor-applications';

/** What reviewers do. Drafts do not exist for them. */
export function reviewRoutes(dependencies: ApplicationDependencies): Route[] {
  const { database } = dependencies;
  const access = permissions.review;
  return [
    route({
      method: 'get',
      path: PATH,
      access,
      personal: true,
      tag,
      summary: 'The review queue: applications that were submitted, the one that waits longest first',
      description: COUNT_NOTE,
      query: contract.queueQuery,
      response: contract.reviewPage,
      handler: async ({ actor, query }) => ok(await listQueue(database.fork(), actor, query)),
    }),
    route({
      method: 'get',
      path: `${PATH}/:id`,
      access,
      personal: true,
      tag,
      summary: 'Read an application to review it',
      params: contract.applicationParams,
      response: contract.reviewDetail,
      handler: async ({ actor, params }) => ok(await readForReview(database.fork(), actor, params.id)),
    }),
    route({
      method: 'post',
      path: `${PATH}/:id/claim`,
      access,
      tag,
      summary: 'Say that you look at it, so that nobody else need',
      description: 'It binds nobody: others may decide all the same.',
      params: contract.applicationParams,
      body: contract.claimInput,
      response: contract.reviewView,
      idempotent: true,
      problems: [
        ...['own_application', 'application_claimed'],
        ...['application_decided', 'application_status_conflict'],
      ],
      handler: async ({ actor, context, params, body }) =>
        ok(await claimApplication(dependencies, actor, context, { id: params.id, ...body })),
    }),
    route({
      method: 'delete',
      path: `${PATH}/:id/claim`,
      access,
      tag,
      summary: 'Let go of an application that you claimed',
      params: contract.applicationParams,
      status: 204,
      handler: async ({ actor, context, params }) => {
        await releaseApplication(dependencies, actor, context, params.id);
        return noContent();
      },
    }),
    route({
      method: 'post',
      path: `${PATH}/:id/decision`,
      access,
      tag,
      summary: 'Approve an application, reject it, or ask for changes',
      description:
        'An approved one becomes a clinic with its services at once, and its applicant the manager there. Of two ' +
        'reviewers who decide at the same time the second is told `application_decided`: who decided what. Send ' +
        '`If-Match`, so that you decide about what you have read. Nobody decides about their own application.',
      params: contract.applicationParams,
      body: contract.decisionInput,
      response: contract.reviewView,
      idempotent: true,
      versioned: true,
      problems: [
        ...['own_application', 'application_decided', 'application_status_conflict', 'stale_version'],
        ...['documents_refused', 'applicant_inactive', 'application_incomplete'],
      ],
      handler: async ({ actor, context, params, body, ifMatch }) =>
        ok(await decideApplication(dependencies, actor, context, { id: params.id, ifMatch, ...body })),
    }),
    route({
      method: 'put',
      path: `${PATH}/:id/documents/:documentId/verification`,
      access,
      tag,
      summary: 'Say what you found of a document',
      description:
        'The applicant sees it. A refused document proves nothing: its kind is missing again, and the application ' +
        'cannot be approved before another one was sent. Download it at `/api/vendor-applications/:id/documents/:documentId`.',
      params: contract.documentParams,
      body: contract.verdictInput,
      response: contract.documentView,
      idempotent: true,
      problems: ['own_application', 'application_decided', 'application_status_conflict'],
      handler: async ({ actor, context, params, body }) =>
        ok(await verifyDocument(dependencies, actor, context, { ...params, ...body })),
    }),
    route({
      method: 'post',
      path: `${PATH}/:id/notes`,
      access,
      tag,
      summary: 'Write a note for other reviewers; the applicant never sees it',
      description: `An application takes ${MOST_NOTES}.`,
      params: contract.applicationParams,
      body: contract.noteInput,
      response: contract.noteView,
      status: 201,
      idempotent: true,
      rateLimit: 'create',
      problems: ['own_application', 'application_notes_full'],
      handler: async ({ actor, context, params, body }) =>
        created(await addNote(dependencies, actor, context, { id: params.id, note: body.note })),
    }),
    route({
      method: 'get',
      path: `${PATH}/:id/notes`,
      access,
      personal: true,
      tag,
      summary: 'List the notes of reviewers, the newest first',
      params: contract.applicationParams,
      query: contract.historyQuery,
      response: growingPage(contract.noteView),
      problems: ['own_application'],
      handler: async ({ actor, params, query }) =>
        ok(await listNotes(database.fork(), actor, params.id, query)),
    }),
  ];
}
