import { accountPermissions, findUser, userBody } from '@antrean/accounts';
import type { RouteDependencies } from '@antrean/platform/domain';
import { idParameter, noContent, ok, problem, route, type Route } from '@antrean/platform/http';
import { roomsOfUser } from '@antrean/platform/realtime';
import { z } from 'zod';
import { reachBody } from './session.contract.ts';
import { listSessions } from './session.queries.ts';
import { changeStatus, forceLogout } from './shut-out.ts';

const TAG = 'Users';
const params = z.object({ id: idParameter });
const manage = accountPermissions['manage-users'];

/** What administrators do to the sessions of others. */
export function shutOutRoutes(dependencies: Pick<RouteDependencies, 'unitOfWork' | 'countSockets'>): Route[] {
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
      method: 'get',
      path: '/api/admin/users/:id/sessions',
      personal: true,
      access: manage,
      tag: TAG,
      summary: 'Where a user is logged in, and how many connections there are now',
      params,
      response: reachBody,
      handler: async ({ actor, params: { id } }) => {
        const { database } = dependencies.unitOfWork;
        const user = await findUser(database.fork(), id);
        if (!user || user.erasedAt) throw problem('not_found');
        const [data, sockets] = await Promise.all([
          listSessions(database, id, actor.sessionId),
          dependencies.countSockets(roomsOfUser(id)),
        ]);
        return ok({ data, sockets });
      },
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
