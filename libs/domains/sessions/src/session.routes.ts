import { noContent, ok, page, route, toPage, type Route } from '@antrean/platform/http';
import { z } from 'zod';
import { logOut, revokeAllSessions, revokeSession, sessionLimitOf } from './end-session.ts';
import type { RouteDependencies } from '@antrean/platform/domain';
import { refreshSession } from './tokens/refresh-session.ts';
import { clearedRefreshCookie, REFRESH_COOKIE, refreshCookie } from './tokens/refresh-token.ts';
import { endedSessions, logoutBody, refreshBody, sessionBody } from './session.contract.ts';
import { listSessions } from './session.queries.ts';

const TAG = 'Sessions';
const AUTHENTICATION = 'Authentication';
const PATH = '/api/auth/sessions';

/** Stay logged in, log out; where am I logged in, and not there any more. */
export function sessionRoutes(dependencies: Pick<RouteDependencies, 'unitOfWork' | 'config'>): Route[] {
  const { config } = dependencies;
  return [
    route({
      method: 'post',
      path: '/api/auth/refresh',
      access: 'public',
      tag: AUTHENTICATION,
      summary: 'Exchange the cookie refreshToken for an access token and the next cookie',
      usesCookie: true,
      response: refreshBody,
      problems: ['session_ended'],
      handler: async ({ context, cookies }) => {
        const tokens = await refreshSession(dependencies, context, cookies[REFRESH_COOKIE]);
        return ok(
          { accessToken: tokens.accessToken },
          secretCookie(refreshCookie(tokens.refreshToken, config)),
        );
      },
    }),
    route({
      method: 'post',
      path: '/api/auth/logout',
      access: 'public',
      tag: AUTHENTICATION,
      summary: 'End the session of the cookie refreshToken and that of the access token, also an expired one',
      usesCookie: true,
      response: logoutBody,
      handler: async ({ context, cookies, header }) => {
        await logOut(dependencies, context, {
          cookie: cookies[REFRESH_COOKIE],
          authorization: header('authorization'),
        });
        return ok({ loggedOut: true as const }, secretCookie(clearedRefreshCookie(config)));
      },
    }),
    route({
      method: 'get',
      path: PATH,
      personal: true,
      access: 'signed-in',
      tag: TAG,
      summary: 'List the devices on which the user is logged in',
      response: page(sessionBody),
      handler: async ({ actor }) => {
        const sessions = await listSessions(dependencies.unitOfWork.database, actor.userId, actor.sessionId);
        return ok(
          toPage(sessions, sessions.length, {
            page: 1,
            limit: sessionLimitOf(actor.roles, config),
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
      summary: "End all of the user's sessions, this one too unless it is to be kept",
      query: endedSessions,
      status: 204,
      handler: async ({ actor, context, query }) => {
        await revokeAllSessions(dependencies, context, actor, query);
        return noContent(query.keepCurrent ? {} : { 'Set-Cookie': clearedRefreshCookie(config) });
      },
    }),
  ];
}

const secretCookie = (cookie: string) => ({ 'Set-Cookie': [cookie], 'Cache-Control': 'no-store' });
