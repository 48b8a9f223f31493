import type { RouteDependencies } from '@antrean/platform/domain';
import { ok, route, type Route } from '@antrean/platform/http';
import { clinicParams } from '../clinic.contract.ts';
import { permissions } from '../clinic.policy.ts';
import { findClinic } from '../clinic.queries.ts';
import { exceptionInput, exceptionParams, hoursBody, hoursInput, hoursQuery } from './hours.contract.ts';
import { readHours } from './hours.queries.ts';
import { setException, setHours } from './set-hours.ts';

const tag = 'Clinics';
const PATH = '/api/clinics/:id/hours';

export const hoursRoutes = (deps: Pick<RouteDependencies, 'unitOfWork' | 'database'>): Route[] => [
  route({
    method: 'get',
    path: PATH,
    access: 'public',
    identifies: true,
    tag,
    summary: 'When a clinic is open: each week, on which days otherwise, and the next days one by one',
    description:
      'Times are those of the clinic’s clocks, instants are UTC. An interval belongs to the day on which it begins. Where ' +
      'clocks are put back an interval begins at the first of two such times and ends at the last.',
    params: clinicParams,
    query: hoursQuery,
    response: hoursBody,
    handler: async ({ caller, params: { id }, query }) => {
      const em = deps.database.fork();
      return ok(await readHours(em, await findClinic(em, caller, id), query));
    },
  }),
  route({
    method: 'put',
    path: PATH,
    access: permissions.manage,
    scoped: true,
    tag,
    summary: 'Set when a clinic is open',
    params: clinicParams,
    body: hoursInput,
    response: hoursBody,
    versioned: true,
    problems: ['clinic_inactive'],
    handler: async ({ actor, params: { id }, body, context, ifMatch }) =>
      ok(await setHours(deps, actor, context, { id, ifMatch }, body)),
  }),
  route({
    method: 'put',
    path: `${PATH}/exceptions/:date`,
    access: permissions.manage,
    scoped: true,
    tag,
    summary: 'Set other hours, or none, for one day',
    params: exceptionParams,
    body: exceptionInput,
    response: hoursBody,
    versioned: true,
    problems: ['clinic_inactive'],
    handler: async ({ actor, params: { id, date }, body, context, ifMatch }) =>
      ok(await setException(deps, actor, context, { id, ifMatch }, date, body)),
  }),
  route({
    method: 'delete',
    path: `${PATH}/exceptions/:date`,
    access: permissions.manage,
    scoped: true,
    tag,
    summary: 'Have a day like every week again',
    params: exceptionParams,
    response: hoursBody,
    versioned: true,
    problems: ['clinic_inactive'],
    handler: async ({ actor, params: { id, date }, context, ifMatch }) =>
      ok(await setException(deps, actor, context, { id, ifMatch }, date, null)),
  }),
];
