import type { RouteDependencies } from '@antrean/platform/domain';
import { ok, route, type Route } from '@antrean/platform/http';
import { acceptInvitation, declineInvitation } from './answer-invitation.ts';
import { invitationBody, invitationPage, invitationParams, invitationQuery } from './invitation.contract.ts';
import { listInvitations } from './invitation.queries.ts';

const tag = 'Clinics';
const PATH = '/api/clinic-invitations';

export const invitationRoutes = (deps: Pick<RouteDependencies, 'unitOfWork' | 'database'>): Route[] => [
  route({
    method: 'get',
    path: PATH,
    access: 'signed-in',
    personal: true,
    tag,
    summary: 'List the invitations of your account to work at clinics, the newest first',
    description: 'Those of the last 90 days.',
    query: invitationQuery,
    response: invitationPage,
    handler: async ({ actor, query }) => ok(await listInvitations(deps.database.fork(), actor.userId, query)),
  }),
  route({
    method: 'post',
    path: `${PATH}/:id/accept`,
    access: 'signed-in',
    personal: true,
    tag,
    summary: 'Accept an invitation: you work at the clinic, and have the role there',
    description: 'Said again, it is as said once. DELETE /api/clinics/{id}/staff/me lets you leave.',
    params: invitationParams,
    response: invitationBody,
    problems: ['invitation_over', 'invitation_void', 'clinic_inactive'],
    handler: async ({ actor, params: { id }, context }) =>
      ok(await acceptInvitation(deps, actor, context, id)),
  }),
  route({
    method: 'post',
    path: `${PATH}/:id/decline`,
    access: 'signed-in',
    personal: true,
    tag,
    summary: 'Decline an invitation',
    params: invitationParams,
    response: invitationBody,
    problems: ['invitation_over'],
    handler: async ({ actor, params: { id }, context }) =>
      ok(await declineInvitation(deps, actor, context, id)),
  }),
];
