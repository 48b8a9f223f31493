import { accessPermissions, roleChanges, roleKey } from '@antrean/access';
import { accountPermissions, rolesChange } from '@antrean/accounts';
import type { RouteDependencies } from '@antrean/platform/domain';
import { idParameter, ok, route, type Route } from '@antrean/platform/http';
import { z } from 'zod';
import { changeEffect, previewRole, previewRoles, previewStatus } from './preview-change.ts';

const description =
  'Nothing is changed. It is refused as the change itself would be. Who would lose or gain which right, which sessions ' +
  'and how many connections would end.';
const user = z.object({ id: idParameter });

/** What changes of rights would do, before somebody makes them. */
export const previewRoutes = (
  dependencies: Pick<RouteDependencies, 'unitOfWork' | 'countSockets'>,
): Route[] => [
  route({
    method: 'post',
    path: '/api/admin/roles/:key/preview',
    access: accessPermissions['manage-roles'],
    personal: true,
    tag: 'Roles',
    summary: 'What a change of a role would do',
    description,
    params: z.object({ key: roleKey }),
    body: roleChanges,
    response: changeEffect,
    problems: ['above_own_rank', 'permission_not_held', 'own_role', 'highest_role'],
    handler: async ({ actor, context, params, body }) =>
      ok(await previewRole(dependencies, context, actor, params.key, body)),
  }),
  route({
    method: 'post',
    path: '/api/admin/users/:id/roles/preview',
    access: accountPermissions['manage-users'],
    personal: true,
    tag: 'Users',
    summary: 'What setting the roles of a user would do',
    description,
    params: user,
    body: rolesChange,
    response: changeEffect,
    problems: ['own_account', 'above_own_rank', 'last_super_admin'],
    handler: async ({ actor, context, params, body }) =>
      ok(await previewRoles(dependencies, context, actor, params.id, body)),
  }),
  route({
    method: 'post',
    path: '/api/users/:id/status/preview',
    access: accountPermissions['manage-users'],
    personal: true,
    tag: 'Users',
    summary: 'What deactivating a user would do, or activating him again',
    description,
    params: user,
    body: z.object({ isActive: z.boolean() }),
    response: changeEffect,
    problems: ['own_account', 'above_own_rank', 'last_super_admin'],
    handler: async ({ actor, context, params, body }) =>
      ok(await previewStatus(dependencies, context, actor, params.id, body.isActive)),
  }),
];
