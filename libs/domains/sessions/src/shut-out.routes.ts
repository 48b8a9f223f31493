import { accountPermissions, userBody } from '@antrean/accounts';
import type { RouteDependencies } from '@antrean/platform/domain';
import { idParameter, noContent, ok, route, type Route } from '@antrean/platform/http';
import { z } from 'zod';
import { changeStatus, forceLogout } from './shut-out.ts';

const TAG = 'Users';
const params = z.object({ id: idParameter });
const manage = accountPermissions['manage-users'];

/** What administrators do to the sessions of others. */
export function shutOutRoutes(dependencies: Pick<RouteDependencies, 'unitOfWork'>): Route[] {
  return [
    route({
      method: 'patch',
      path: '/api/users/:id/status',
      access: manage,
      tag: TAG,
      summary: 'Deactivate a user, whose sessions end at once, or activate him again',
      params,
      body: z.object({ isActive: z.boolean() }),
      response: userBody,
      versioned: true,
      problems: ['own_account', 'above_own_rank', 'last_super_admin'],
      handler: async ({ actor, context, params: { id }, body, ifMatch }) =>
        ok(await changeStatus(dependencies, context, actor, { id, ifMatch }, body.isActive)),
    }),
    route({
      method: 'delete',
      path: '/api/admin/users/:id/sessions',
      access: manage,
      tag: TAG,
      summary: 'Log a user out everywhere',
      params,
      status: 204,
      problems: ['above_own_rank'],
      handler: async ({ actor, context, params: { id } }) => {
        await forceLogout(dependencies, context, actor, id);
        return noContent();
      },
    }),
  ];
}
