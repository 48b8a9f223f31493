import type { RouteDependencies } from '@antrean/platform/domain';
import { created, noContent, ok, route, type Route } from '@antrean/platform/http';
import { transaction } from '@antrean/platform/transaction';
import {
  clinicBody,
  clinicChanges,
  clinicPage,
  clinicParams,
  clinicQuery,
  newClinic,
  toClinicBody,
} from './clinic.contract.ts';
import { permissions } from './clinic.policy.ts';
import { REACH_NOTE, readClinic, searchClinics } from './clinic.queries.ts';
import { createClinic } from './create-clinic.ts';
import { removeClinic, updateClinic } from './update-clinic.ts';

const tag = 'Clinics';

export const clinicRoutes = (deps: Pick<RouteDependencies, 'unitOfWork' | 'database'>): Route[] => [
  route({
    method: 'get',
    path: '/api/clinics',
    access: 'public',
    identifies: true,
    tag,
    summary: 'Find clinics: near a place, by text, by a service',
    description:
      'All conditions together. With `near` the nearest come first, with `distanceKm`; else they come in the order in ' +
      `which they were added. ${REACH_NOTE}`,
    query: clinicQuery,
    response: clinicPage,
    handler: async ({ caller, query }) => ok(await searchClinics(deps.database.fork(), caller, query)),
  }),
  route({
    method: 'get',
    path: '/api/clinics/:id',
    access: 'public',
    identifies: true,
    tag,
    summary: 'Read a clinic',
    description: 'One that is deactivated is there for those who work at it alone.',
    params: clinicParams,
    response: clinicBody,
    handler: async ({ caller, params: { id } }) => ok(await readClinic(deps.database.fork(), caller, id)),
  }),
  route({
    method: 'post',
    path: '/api/clinics',
    access: permissions.create,
    tag,
    summary: 'Add a clinic',
    description: 'It has neither hours, staff nor services yet.',
    body: newClinic,
    response: clinicBody,
    status: 201,
    idempotent: true,
    rateLimit: 'create',
    handler: async ({ body, context }) => {
      const clinic = await transaction(deps.unitOfWork, context, async (tx) =>
        toClinicBody(await createClinic(tx, body)),
      );
      return created(clinic, `/api/clinics/${clinic.id}`);
    },
  }),
  route({
    method: 'patch',
    path: '/api/clinics/:id',
    access: permissions.manage,
    scoped: true,
    tag,
    summary: 'Change a clinic; what is not named stays',
    description:
      'Another `timezone` leaves bookings at their instants; hours follow the new clocks. Who may create clinics opens ' +
      'a deactivated one again.',
    params: clinicParams,
    body: clinicChanges,
    response: clinicBody,
    versioned: true,
    problems: ['clinic_inactive'],
    handler: async ({ actor, params: { id }, body, context, ifMatch }) =>
      ok(await updateClinic(deps, actor, context, { id, ifMatch }, body)),
  }),
  route({
    method: 'delete',
    path: '/api/clinics/:id',
    access: permissions.manage,
    scoped: true,
    tag,
    summary: 'Take a clinic off',
    description:
      'One that nothing names is deleted; else it is deactivated: gone for the public, still there for those who work at ' +
      'it, and for bookings that name it.',
    params: clinicParams,
    status: 204,
    versioned: true,
    handler: async ({ actor, params: { id }, context, ifMatch }) => {
      await removeClinic(deps, actor, context, { id, ifMatch });
      return noContent();
    },
  }),
];
