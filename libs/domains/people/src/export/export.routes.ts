import type { RouteDependencies } from '@antrean/platform/domain';
import { fileAnswers, route, type Route } from '@antrean/platform/http';
import { exportBody } from './export.contract.ts';
import { downloadExport, EXPORT_PATH, requestExport } from './export.ts';

const tag = 'Profile';

/** What is kept about somebody, for them. */
export const exportRoutes = (dependencies: Pick<RouteDependencies, 'unitOfWork' | 'storage'>): Route[] => [
  route({
    method: 'post',
    path: EXPORT_PATH,
    access: 'signed-in',
    tag,
    summary: 'Have all that is kept about you put into a file',
    description:
      'A worker makes it, one at a time; you are told when it is ready, and it is there for seven days. While one is ' +
      'being made, or for an hour after, no other is begun. Needs a proof of the last minutes.',
    rateLimit: 'create',
    response: exportBody,
    status: 202,
    alsoAnswers: { 200: { summary: 'One that is fresh is there', schema: exportBody } },
    problems: ['proof_required'],
    handler: async ({ actor, context }) => requestExport(dependencies.unitOfWork, context, actor),
  }),
  route({
    method: 'get',
    path: EXPORT_PATH,
    access: 'signed-in',
    personal: true,
    tag,
    summary: 'Download all that is kept about you: a zip of JSON and of your files',
    description:
      '`profile.json`, a folder for each part of the system with a JSON list for each kind of thing, and your files. ' +
      'No password, token or other secret is in it. Needs a proof of the last minutes.',
    produces: ['application/zip'],
    ...fileAnswers,
    alsoAnswers: {
      ...fileAnswers.alsoAnswers,
      202: {
        summary: 'It is being made',
        schema: exportBody,
        headers: { Location: 'Where to ask again', 'Retry-After': 'In how many seconds' },
      },
    },
    problems: [
      'proof_required',
      'no_export',
      'export_failed',
      'range_not_satisfiable',
      'precondition_failed',
    ],
    handler: async ({ actor }) => downloadExport(dependencies, actor),
  }),
];
