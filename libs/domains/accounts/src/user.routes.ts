import { COUNT_NOTE } from '@antrean/platform/database';
import { created, idParameter, ok, growingPage, problem, route, type Route } from '@antrean/platform/http';
import { transaction } from '@antrean/platform/transaction';
import { z } from 'zod';
import * as contract from './user.contract.ts';
import type { AccountDependencies } from './account.dependency.ts';
import { accountPermissions } from './account.policy.ts';
import { createUser } from './create-user.ts';
import { changeRoles, changeServedDepartments, rolesWanted } from './manage-user.ts';
import { turnOf } from './passwords/password.ts';
import { listUsers, readUser } from './user.queries.ts';

const TAG = 'Users';
const params = z.object({ id: idParameter });
const manage = accountPermissions['manage-users'];

/**
 * The users, for administrators. Creations take no Idempotency-Key: it would keep a fast hash of a body that holds
 * a password, and the unique identifiers already prevent a second user.
 */
export function userRoutes(dependencies: AccountDependencies): Route[] {
  const { database } = dependencies.unitOfWork;

  /** Seed 002's registration; at the root and, like everything, under /api. */
  const register = (path: string): Route =>
    route({
      method: 'post',
      path,
      access: accountPermissions['register-users'],
      tag: TAG,
      summary: 'Create a user by username; a production manager creates operators only',
      rateLimit: 'create',
      body: contract.registration,
      response: contract.userBody,
      status: 201,
      problems: ['identifier_taken', 'above_own_rank'],
      handler: async (request) => {
        const { actor, context, body } = request;
        const input = { ...body, namaLengkap: body.namaLengkap ?? body.username };
        const user = await createUser(dependencies, context, actor, input, turnOf(request));
        return created(user, `/api/users/${user.id}`);
      },
    });

  return [
    register('/register'),
    register('/api/register'),
    route({
      method: 'post',
      path: '/api/users',
      access: manage,
      tag: TAG,
      summary: 'Create a user',
      rateLimit: 'create',
      body: contract.newUser,
      response: contract.userBody,
      status: 201,
      problems: ['identifier_taken', 'above_own_rank'],
      handler: async (request) => {
        const { actor, context, body } = request;
        const user = await createUser(dependencies, context, actor, body, turnOf(request));
        return created(user, `/api/users/${user.id}`);
      },
    }),
    route({
      method: 'get',
      path: '/api/users',
      personal: true,
      access: manage,
      tag: TAG,
      summary: 'List the users',
      description: COUNT_NOTE,
      query: contract.userQuery,
      response: growingPage(contract.userBody),
      handler: async ({ query }) => ok(await listUsers(database, query)),
    }),
    route({
      method: 'get',
      path: '/api/users/:id',
      personal: true,
      access: manage,
      tag: TAG,
      summary: 'Read a user',
      params,
      response: contract.userBody,
      handler: async ({ params: { id } }) => {
        const user = await readUser(database.fork(), id);
        if (!user) throw problem('not_found');
        return ok(user);
      },
    }),
    route({
      method: 'patch',
      path: '/api/users/:id/role',
      access: manage,
      tag: TAG,
      summary: 'Give a user another role instead of all that he has',
      params,
      body: contract.roleChange,
      response: contract.userBody,
      versioned: true,
      problems: ['own_account', 'above_own_rank', 'last_super_admin'],
      handler: async ({ actor, context, params: { id }, body, ifMatch }) =>
        ok(
          await transaction(dependencies.unitOfWork, context, (tx) =>
            changeRoles(tx, actor, { id, ifMatch }, { roles: [body.role], field: 'body.role' }),
          ),
        ),
    }),
    route({
      method: 'put',
      path: '/api/admin/users/:id/roles',
      access: manage,
      tag: TAG,
      summary: 'Set the roles of a user, everywhere or each at one clinic, outlet or department',
      params,
      body: contract.rolesChange,
      response: contract.userBody,
      versioned: true,
      problems: ['own_account', 'above_own_rank', 'last_super_admin'],
      handler: async ({ actor, context, params: { id }, body, ifMatch }) =>
        ok(
          await transaction(dependencies.unitOfWork, context, (tx) =>
            changeRoles(tx, actor, { id, ifMatch }, rolesWanted(body)),
          ),
        ),
    }),
    route({
      method: 'put',
      path: '/api/admin/users/:id/served-departments',
      access: manage,
      tag: TAG,
      summary: 'Say which departments a kitchen or delivery user serves; an empty list means all',
      params,
      body: contract.servedDepartments,
      response: contract.userBody,
      versioned: true,
      problems: ['above_own_rank'],
      handler: async ({ actor, context, params: { id }, body, ifMatch }) =>
        ok(await changeServedDepartments(dependencies, context, actor, { id, ifMatch }, body.departmentIds)),
    }),
  ];
}
