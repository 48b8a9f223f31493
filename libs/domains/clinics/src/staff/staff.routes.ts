import type { RouteDependencies } from '@antrean/platform/domain';
import { created, noContent, ok, route, type Route } from '@antrean/platform/http';
import { leaveClinic } from './leave-clinic.ts';
import { clinicParams } from '../clinic.contract.ts';
import { permissions } from '../clinic.policy.ts';
import { findClinic } from '../clinic.queries.ts';
import { addStaff, removeStaff, updateStaff } from './manage-staff.ts';
import { newStaff, staffBody, staffChanges, staffPage, staffParams, staffQuery } from './staff.contract.ts';
import { listStaff, readStaff } from './staff.queries.ts';

const tag = 'Clinics';
const PATH = '/api/clinics/:id/staff';
const SEEN =
  'Everybody sees whom they can book: name, title and services. Who works there sees all of the staff; who manages it ' +
  'sees e-mail and phone too.';

export const staffRoutes = (deps: Pick<RouteDependencies, 'unitOfWork' | 'database'>): Route[] => [
  route({
    method: 'get',
    path: PATH,
    access: 'public',
    identifies: true,
    personal: true,
    tag,
    summary: 'List who works at a clinic',
    description: SEEN,
    params: clinicParams,
    query: staffQuery,
    response: staffPage,
    handler: async ({ caller, params: { id }, query }) => {
      const em = deps.database.fork();
      await findClinic(em, caller, id);
      return ok(await listStaff(em, caller, id, query));
    },
  }),
  route({
    method: 'get',
    path: `${PATH}/:staffId`,
    access: 'public',
    identifies: true,
    personal: true,
    tag,
    summary: 'Read who works at a clinic',
    description: SEEN,
    params: staffParams,
    response: staffBody,
    handler: async ({ caller, params: { id, staffId } }) => {
      const em = deps.database.fork();
      await findClinic(em, caller, id);
      return ok(await readStaff(em, caller, id, staffId));
    },
  }),
  route({
    method: 'post',
    path: PATH,
    access: permissions.manage,
    scoped: true,
    tag,
    summary: 'Add somebody to a clinic, with an account or without',
    description:
      'The owner of an account is asked: until they accept, they are in the list of who manages the clinic alone, with ' +
      '`invitation`. Who manages users need not ask, nor does anybody ask themselves: they have the role at this clinic ' +
      'at once, and are told. Somebody who works at several clinics is one person with one calendar: add them by their ' +
      'account, or by `personId`.',
    params: clinicParams,
    body: newStaff,
    response: staffBody,
    status: 201,
    idempotent: true,
    rateLimit: 'create',
    problems: ['clinic_inactive', 'staff_exists', 'staff_invited', 'invited_often', 'clinic_full'],
    handler: async ({ actor, params: { id }, body, context }) => {
      const staff = await addStaff(deps, actor, context, id, body);
      return created(staff, `/api/clinics/${id}/staff/${staff.id}`);
    },
  }),
  route({
    method: 'patch',
    path: `${PATH}/:staffId`,
    access: permissions.manage,
    scoped: true,
    tag,
    summary: 'Change somebody at a clinic; what is not named stays',
    description:
      'Another role changes what their account may do here. The owner of an account that is named is asked first. The last ' +
      'manager is replaced first.',
    params: staffParams,
    body: staffChanges,
    response: staffBody,
    versioned: true,
    // An account may be named here as well.
    rateLimit: 'create',
    problems: ['clinic_inactive', 'last_manager', 'invited_often'],
    handler: async ({ actor, params: { id: clinicId, staffId }, body, context, ifMatch }) =>
      ok(await updateStaff(deps, actor, context, { clinicId, staffId, ifMatch }, body)),
  }),
  // Before the one that takes an id.
  route({
    method: 'delete',
    path: `${PATH}/me`,
    access: 'signed-in',
    tag,
    summary: 'Leave a clinic where you work',
    description: 'Your account has no role there any more. Its last manager is replaced first.',
    params: clinicParams,
    status: 204,
    problems: ['last_manager'],
    handler: async ({ actor, params: { id }, context }) => {
      await leaveClinic(deps, actor, context, id);
      return noContent();
    },
  }),
  route({
    method: 'delete',
    path: `${PATH}/:staffId`,
    access: permissions.manage,
    scoped: true,
    tag,
    summary: 'Have somebody leave a clinic',
    description:
      'Their account has no role here any more. Bookings that name them go on doing so. An invitation is withdrawn.',
    params: staffParams,
    status: 204,
    versioned: true,
    problems: ['clinic_inactive', 'last_manager'],
    handler: async ({ actor, params: { id: clinicId, staffId }, context, ifMatch }) => {
      await removeStaff(deps, actor, context, { clinicId, staffId, ifMatch });
      return noContent();
    },
  }),
];
