import { noContent, ok, page, route, toPage, type Route } from '@antrean/platform/http';
import { z } from 'zod';
import { sessionBody } from './authentication.contract.ts';
import { revokeAllSessions, revokeSession, sessionLimitOf } from './end-session.ts';
import type { IdentityDependencies } from './identity.dependency.ts';
import { clearedRefreshCookie } from './refresh-token.ts';
import { listSessions } from './session.queries.ts';

const TAG = 'Sessions';
const PATH = '/api/auth/sessions';

/** Where am I logged in, and not there any more. */
export function sessionRoutes(dependencies: IdentityDependencies): Route[] {
  return [
    route({
      method: 'get',
      path: PATH,
      personal: true,
      access: 'signed-in',
      tag: TAG,
      summary: 'List the devices on which the user is logged in',
      response: page(sessionBody),
      handler: async ({ actor }) => {
        const sessions = await listSessions(dependencies.host.database, actor);
        return ok(
          toPage(sessions, sessions.length, {
            page: 1,
            limit: sessionLimitOf(actor.roles, dependencies.config),
          }),
        );
      },
    }),
    route({
      method: 'delete',
      path: `${PATH}/:id`,
      access: 'signed-in',
      tag: TAG,
      summary: "End one of the user's sessions",
      params: z.object({ id: z.uuid() }),
      status: 204,
      handler: async ({ actor, context, params }) => {
        await revokeSession(dependencies, context, actor, params.id);
        return noContent();
      },
    }),
    route({
      method: 'delete',
      path: PATH,
      access: 'signed-in',
      tag: TAG,
      summary: "End all of the user's sessions, this one too",
      status: 204,
      handler: async ({ actor, context }) => {
        await revokeAllSessions(dependencies, context, actor);
        return noContent({ 'Set-Cookie': clearedRefreshCookie(dependencies.config) });
      },
    }),
  ];
}
