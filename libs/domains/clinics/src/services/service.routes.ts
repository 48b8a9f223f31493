import type { RouteDependencies } from '@antrean/platform/domain';
import { created, noContent, ok, route, type Route } from '@antrean/platform/http';
import { clinicParams } from '../clinic.contract.ts';
import { permissions } from '../clinic.policy.ts';
import { findClinic } from '../clinic.queries.ts';
import { addService, removeService, updateService } from './manage-service.ts';
import {
  newService,
  serviceBody,
  serviceChanges,
  servicePage,
  serviceParams,
  serviceQuery,
} from './service.contract.ts';
import { listServices, readService } from './service.queries.ts';

const tag = 'Clinics';
const PATH = '/api/clinics/:id/services';

export const serviceRoutes = (deps: Pick<RouteDependencies, 'unitOfWork' | 'database'>): Route[] => [
  route({
    method: 'get',
    path: PATH,
    access: 'public',
    identifies: true,
    tag,
    summary: 'List what a clinic offers, in its order',
    params: clinicParams,
    query: serviceQuery,
    response: servicePage,
    handler: async ({ caller, params: { id }, query }) => {
      const em = deps.database.fork();
      await findClinic(em, caller, id);
      return ok(await listServices(em, caller, id, query));
    },
  }),
  route({
    method: 'get',
    path: `${PATH}/:serviceId`,
    access: 'public',
    identifies: true,
    tag,
    summary: 'Read a service of a clinic',
    params: serviceParams,
    response: serviceBody,
    handler: async ({ caller, params: { id, serviceId } }) => {
      const em = deps.database.fork();
      await findClinic(em, caller, id);
      return ok(await readService(em, caller, id, serviceId));
    },
  }),
  route({
    method: 'post',
    path: PATH,
    access: permissions.manage,
    scoped: true,
    tag,
    summary: 'Add a service to a clinic',
    params: clinicParams,
    body: newService,
    response: serviceBody,
    status: 201,
    idempotent: true,
    rateLimit: 'create',
    problems: ['clinic_inactive', 'name_taken', 'clinic_full'],
    handler: async ({ actor, params: { id }, body, context }) => {
      const service = await addService(deps, actor, context, id, body);
      return created(service, `/api/clinics/${id}/services/${service.id}`);
    },
  }),
  route({
    method: 'patch',
    path: `${PATH}/:serviceId`,
    access: permissions.manage,
    scoped: true,
    tag,
    summary: 'Change a service; what is not named stays',
    description: 'What was booked keeps its price and duration of then.',
    params: serviceParams,
    body: serviceChanges,
    response: serviceBody,
    versioned: true,
    problems: ['clinic_inactive', 'name_taken'],
    handler: async ({ actor, params: { id: clinicId, serviceId }, body, context, ifMatch }) =>
      ok(await updateService(deps, actor, context, { clinicId, serviceId, ifMatch }, body)),
  }),
  route({
    method: 'delete',
    path: `${PATH}/:serviceId`,
    access: permissions.manage,
    scoped: true,
    tag,
    summary: 'Take a service off for good',
    description: 'Its name is free again. Bookings that name it go on doing so.',
    params: serviceParams,
    status: 204,
    versioned: true,
    problems: ['clinic_inactive'],
    handler: async ({ actor, params: { id: clinicId, serviceId }, context, ifMatch }) => {
      await removeService(deps, actor, context, { clinicId, serviceId, ifMatch });
      return noContent();
    },
  }),
];
