import { created, noContent, ok, route, type Route } from '@antrean/platform/http';
import { transaction } from '@antrean/platform/transaction';
import { z } from 'zod';
import * as contract from './role.contract.ts';
import { accessPermissions } from './access.policy.ts';
import type { RouteDependencies } from '@antrean/platform/domain';
import { changeRole, createRole, deleteRole, listPermissions, listRoles } from './manage-role.ts';

const TAG = 'Roles';
const PATH = '/api/admin/roles';
const manage = accessPermissions['manage-roles'];
const params = z.object({ key: contract.roleKey });

/** Roles and the permissions that they hold. */
export function roleRoutes(dependencies: Pick<RouteDependencies, 'unitOfWork'>): Route[] {
  const { database } = dependencies.unitOfWork;
  return [
    route({
      method: 'get',
      path: PATH,
      access: manage,
      tag: TAG,
      summary: 'List the roles, the highest rank first',
      query: contract.roleQuery,
      response: contract.roleList,
      handler: async ({ query }) => ok(await listRoles(database, query)),
    }),
    route({
      method: 'post',
      path: PATH,
      access: manage,
      tag: TAG,
      summary: 'Create a role',
      body: contract.newRole,
      response: contract.roleBody,
      status: 201,
      idempotent: true,
      problems: ['role_exists', 'above_own_rank', 'permission_not_held'],
      handler: async ({ actor, context, body }) => {
        const role = await createRole(dependencies, context, actor, body);
        return created(role, `${PATH}/${role.key}`);
      },
    }),
    route({
      method: 'patch',
      path: `${PATH}/:key`,
      access: manage,
      tag: TAG,
      summary: 'Change a role',
      description:
        'What is taken away stays away; only permissions that are new come to a builtin role at a start.',
      params,
      body: contract.roleChanges,
      response: contract.roleBody,
      versioned: true,
      problems: ['above_own_rank', 'permission_not_held', 'own_role', 'highest_role'],
      handler: async ({ actor, context, params: { key }, body, ifMatch }) =>
        ok(
          await transaction(dependencies.unitOfWork, context, async (tx) => {
            const { role } = await changeRole(tx, actor, { key, ifMatch }, body);
            return role;
          }),
        ),
    }),
    route({
      method: 'delete',
      path: `${PATH}/:key`,
      access: manage,
      tag: TAG,
      summary: 'Delete a role that nobody has',
      params,
      status: 204,
      problems: ['role_builtin', 'role_in_use', 'above_own_rank'],
      handler: async ({ actor, context, params: { key } }) => {
        await deleteRole(dependencies, context, actor, key);
        return noContent();
      },
    }),
    route({
      method: 'get',
      path: '/api/admin/permissions',
      access: manage,
      tag: TAG,
      summary: 'List every permission that a role can hold',
      response: contract.permissionList,
      handler: async () => ok({ data: await listPermissions(database.fork()) }),
    }),
  ];
}
