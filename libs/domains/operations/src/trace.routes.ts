import type { RouteDependencies } from '@antrean/platform/domain';
import { ok, route, type Route } from '@antrean/platform/http';
import { operationsPermissions } from './operations.policy.ts';
import { readTrace } from './read-trace.ts';
import { trace, traceParameters } from './trace.contract.ts';

/** The way of a thing through the system. */
export const traceRoutes = ({
  database,
  traceSources,
}: Pick<RouteDependencies, 'database' | 'traceSources'>): Route[] => [
  route({
    method: 'get',
    path: '/api/trace/:kind/:key',
    access: operationsPermissions.trace,
    tag: 'Operations',
    summary:
      'The way of an order, a booking, a work order, a report or a job: its events, jobs, audit lines, mails and files',
    description:
      'Of each the latest 200. `gaps` names the steps that are missing by now, with the dead letter by which one can be ' +
      'tried again. Events are kept for 72 hours, jobs for 60 days, the trail for ever. `jobs` are those of the same ' +
      'requests.',
    params: traceParameters,
    response: trace,
    personal: true,
    handler: async ({ params }) => ok(await readTrace(database.fork(), traceSources, params)),
  }),
];
