import type { Database } from '@antrean/platform/database';
import { created, fileAnswers, growingPage, noContent, ok, route, type Route } from '@antrean/platform/http';
import * as contract from './application.contract.ts';
import { permissions } from './application.policy.ts';
import { findReadable, listOwn, readApplication } from './application.queries.ts';
import { MOST_SERVICES, stepDrafts, STEPS, type Step } from './application-step.ts';
import {
  attachDocument,
  downloadDocument,
  listDocuments,
  removeDocument,
  type DocumentDependencies,
} from './documents/attach-document.ts';
import { createApplication, MOST_OPEN } from './create-application.ts';
import {
  documentFile,
  DOCUMENTS_PER_DAY,
  MOST_DOCUMENTS,
  REQUIRED_KINDS,
} from './documents/document-kind.ts';
import { listHistory } from './history.ts';
import { readStep, saveStep } from './save-step.ts';
import { submitApplication, withdrawApplication } from './submit-application.ts';

export const tag = 'Vendor onboarding';
const PATH = '/api/vendor-applications';
const changing = ['application_status_conflict', 'stale_version'];

export type ApplicationDependencies = DocumentDependencies & { database: Database };

/** What applicants do; reviewers read the same application, its documents and its history. */
export const applicationRoutes = (dependencies: ApplicationDependencies): Route[] => [
  ...formRoutes(dependencies),
  ...STEPS.flatMap((step) => stepRoutes(dependencies, step)),
  ...documentRoutes(dependencies),
];

function formRoutes(dependencies: ApplicationDependencies): Route[] {
  const { database } = dependencies;
  return [
    route({
      method: 'post',
      path: PATH,
      access: permissions.apply,
      tag,
      summary: 'Begin the application of a vendor',
      description: `With nothing filled in. You may have ${MOST_OPEN} that are open.`,
      response: contract.applicationView,
      status: 201,
      idempotent: true,
      rateLimit: 'create',
      problems: ['too_many_applications', 'application_quota_exceeded'],
      handler: async ({ actor, context }) => {
        const application = await createApplication(dependencies, actor, context);
        return created(application, `${PATH}/${application.id}`);
      },
    }),
    route({
      method: 'get',
      path: PATH,
      access: permissions.apply,
      personal: true,
      tag,
      summary: 'List your own applications, the newest first',
      query: contract.ownQuery,
      response: contract.applicationPage,
      handler: async ({ actor, query }) => ok(await listOwn(database.fork(), actor, query)),
    }),
    route({
      method: 'get',
      path: `${PATH}/:id`,
      access: permissions.read,
      personal: true,
      tag,
      summary: 'Read an application with its form and documents: your own, or as a reviewer',
      params: contract.applicationParams,
      response: contract.applicationDetail,
      handler: async ({ actor, params }) => ok(await readApplication(database.fork(), actor, params.id)),
    }),
    route({
      method: 'post',
      path: `${PATH}/:id/submit`,
      access: permissions.apply,
      tag,
      summary: 'Submit an application whose steps are complete, also again after changes were requested',
      description:
        'It waits for a reviewer then and cannot be changed. `application_incomplete` names every field that is ' +
        'missing or wrong, such as `steps.services.services[0].price`.',
      params: contract.applicationParams,
      response: contract.applicationView,
      idempotent: true,
      versioned: true,
      problems: [...changing, 'application_incomplete'],
      handler: async ({ actor, context, params, ifMatch, language }) =>
        ok(await submitApplication(dependencies, actor, context, { id: params.id, ifMatch, language })),
    }),
    route({
      method: 'post',
      path: `${PATH}/:id/withdraw`,
      access: permissions.apply,
      tag,
      summary: 'Withdraw an application for good, before it is decided',
      params: contract.applicationParams,
      response: contract.applicationView,
      idempotent: true,
      versioned: true,
      problems: changing,
      handler: async ({ actor, context, params, ifMatch }) =>
        ok(await withdrawApplication(dependencies, actor, context, { id: params.id, ifMatch })),
    }),
    route({
      method: 'get',
      path: `${PATH}/:id/history`,
      access: permissions.read,
      personal: true,
      tag,
      summary: 'Who did what with an application, the oldest first',
      description: 'Of the saves of one step between two submissions the last one is listed.',
      params: contract.applicationParams,
      query: contract.historyQuery,
      response: growingPage(contract.historyView),
      handler: async ({ actor, params, query }) => {
        const em = database.fork();
        await findReadable(em, actor, params.id);
        return ok(await listHistory(em, params.id, query));
      },
    }),
  ];
}

/** What is to be said of a step besides its fields. */
const STEP_NOTES: Readonly<Record<Step, string>> = {
  business: 'Complete with `name`, `phone` and `email`.',
  location: 'Complete with `address.street`, `address.city` and `location`.',
  services: `Complete with 1 to ${MOST_SERVICES} services, each with \`name\`, \`price\` and \`durationMinutes\`.`,
  documents: `Complete with the documents ${REQUIRED_KINDS.map((kind) => `\`${kind}\``).join(', ')}, which are uploaded by themselves.`,
  review: 'Complete when everything is confirmed.',
};

const stepRoutes = (dependencies: ApplicationDependencies, step: Step): Route[] => [
  route({
    method: 'get',
    path: `${PATH}/:id/steps/${step}`,
    access: permissions.read,
    personal: true,
    tag,
    summary: `Read the step ${step}, and what it lacks to be complete`,
    description: STEP_NOTES[step],
    params: contract.applicationParams,
    response: contract.stepView(step),
    handler: async ({ actor, params, language }) =>
      ok(await readStep(dependencies.database.fork(), actor, { id: params.id, step, language })),
  }),
  route({
    method: 'put',
    path: `${PATH}/:id/steps/${step}`,
    access: permissions.apply,
    tag,
    summary: `Save the step ${step}, complete or not, in the place of what it was`,
    description:
      `${STEP_NOTES[step]} What is missing or not right yet is saved all the same and named by \`errors\`; steps are ` +
      'saved in any order. Not after the application was submitted, unless changes were requested.',
    params: contract.applicationParams,
    body: stepDrafts[step],
    response: contract.stepView(step),
    idempotent: true,
    versioned: true,
    problems: changing,
    bodyLimit: 200_000,
    handler: async ({ actor, context, params, body, ifMatch, language }) =>
      ok(
        await saveStep(dependencies, actor, context, { id: params.id, step, data: body, ifMatch, language }),
      ),
  }),
];

function documentRoutes(dependencies: ApplicationDependencies): Route[] {
  const { database } = dependencies;
  const path = `${PATH}/:id/documents`;
  return [
    route({
      method: 'post',
      path,
      access: permissions.apply,
      tag,
      summary: 'Upload a document: its bytes are the body, or the one part of a form',
      description:
        `\`kind\` says what it is. An application takes ${MOST_DOCUMENTS}, one person may send ${DOCUMENTS_PER_DAY} in ` +
        '24 hours. What kind of file it is follows from its content.',
      params: contract.applicationParams,
      query: contract.uploadQuery,
      response: contract.documentView,
      status: 201,
      takesFile: documentFile,
      rateLimit: 'create',
      problems: [
        ...documentFile.codes,
        'application_status_conflict',
        'application_documents_full',
        'document_quota_exceeded',
      ],
      handler: async ({ actor, context, params: { id }, query, raw, signal }) => {
        const document = await attachDocument(dependencies, actor, context, {
          ...{ id, kind: query.kind, name: query.filename },
          ...{ request: raw, signal },
        });
        return created(document, `${PATH}/${id}/documents/${document.id}`);
      },
    }),
    route({
      method: 'get',
      path,
      access: permissions.read,
      personal: true,
      tag,
      summary: 'List the documents of an application, the newest first',
      params: contract.applicationParams,
      query: contract.documentQuery,
      response: contract.documentPage,
      handler: async ({ actor, params, query }) =>
        ok(await listDocuments(database.fork(), actor, params.id, query)),
    }),
    route({
      method: 'get',
      path: `${path}/:documentId`,
      access: permissions.read,
      tag,
      summary: 'Download a document, as its applicant or as a reviewer',
      params: contract.documentParams,
      produces: documentFile.types.map(({ contentType }) => contentType),
      ...fileAnswers,
      problems: ['range_not_satisfiable', 'precondition_failed'],
      handler: async ({ actor, params }) => downloadDocument(dependencies, actor, params),
    }),
    route({
      method: 'delete',
      path: `${path}/:documentId`,
      access: permissions.apply,
      tag,
      summary: 'Remove a document before the application is submitted',
      params: contract.documentParams,
      status: 204,
      problems: ['application_status_conflict'],
      handler: async ({ actor, context, params }) => {
        await removeDocument(dependencies, actor, context, params);
        return noContent();
      },
    }),
  ];
}
