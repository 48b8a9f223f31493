import {
  noContent,
  ok,
  problem,
  route,
  type Reply,
  type Route,
  type RouteRequest,
} from '@antrean/platform/http';
import type { UserPrincipal } from '@antrean/platform/auth';
import * as contract from './authentication.contract.ts';
import { changeLanguage } from './change-language.ts';
import { changePassword } from './change-password.ts';
import { describeDevice, ipPrefix } from './device.ts';
import { logOut } from './end-session.ts';
import type { IdentityDependencies } from './identity.dependency.ts';
import { DEVICE_COOKIE } from './known-device.ts';
import { logIn, type Login } from './log-in.ts';
import { maskIdentifier } from './mask-identifier.ts';
import { turnOf } from './password.ts';
import { clearedRefreshCookie, REFRESH_COOKIE, refreshCookie } from './refresh-token.ts';
import { refreshSession } from './refresh-session.ts';
import type { UserBody } from './user.contract.ts';
import { readUser } from './user.queries.ts';

const TAG = 'Authentication';
type LoginRequest = RouteRequest<'public', unknown, unknown, contract.Credentials>;

/** Log in, stay logged in, log out, and who am I. */
export function authenticationRoutes(dependencies: IdentityDependencies): Route[] {
  const { host, config } = dependencies;

  const withSecrets = <B>(body: B, ...cookies: string[]): Reply<B> =>
    ok(body, { 'Set-Cookie': cookies, 'Cache-Control': 'no-store' });

  const enter = (request: LoginRequest): Promise<Login> => {
    const { body, context, cookies, header, ip } = request;
    const identifier = contract.identifierOf(body);
    return logIn(dependencies, context, {
      identifier,
      password: body.password,
      device: describeDevice(header('user-agent')),
      ipPrefix: ipPrefix(ip),
      deviceCookie: cookies[DEVICE_COOKIE],
      refreshCookie: cookies[REFRESH_COOKIE],
      turn: turnOf(request, identifier),
    });
  };

  const cookiesOf = ({ refreshToken, deviceCookie }: Pick<Login, 'refreshToken' | 'deviceCookie'>) => [
    refreshCookie(refreshToken, config),
    deviceCookie,
  ];

  /** Guesses at one account are counted, beside those from one address. */
  const attemptedLogin = (body: unknown): string => maskIdentifier(contract.identifierIn(body), config);

  /** Seed 002's login; at the root and, like everything, under /api. */
  const tokenLogin = (path: string): Route =>
    route({
      method: 'post',
      path,
      access: 'public',
      tag: TAG,
      summary: 'Log in; the access token is also called `token`',
      rateLimit: 'login',
      rateLimitKey: attemptedLogin,
      body: contract.credentials,
      response: contract.tokenLoginBody,
      problems: ['invalid_credentials', 'account_inactive'],
      handler: async (request) => {
        const { accessToken, user, ...cookies } = await enter(request);
        return withSecrets({ token: accessToken, accessToken, user }, ...cookiesOf(cookies));
      },
    });

  return [
    tokenLogin('/login'),
    tokenLogin('/api/login'),
    route({
      method: 'post',
      path: '/api/auth/login',
      access: 'public',
      tag: TAG,
      summary: 'Log in with NIK, username, e-mail or phone; sets the cookie refreshToken',
      rateLimit: 'login',
      rateLimitKey: attemptedLogin,
      body: contract.credentials,
      response: contract.loginBody,
      problems: ['invalid_credentials', 'account_inactive'],
      handler: async (request) => {
        const { accessToken, user, ...cookies } = await enter(request);
        return withSecrets({ accessToken, user }, ...cookiesOf(cookies));
      },
    }),
    route({
      method: 'post',
      path: '/api/auth/refresh',
      access: 'public',
      tag: TAG,
      summary: 'Exchange the cookie refreshToken for an access token and the next cookie',
      usesCookie: true,
      response: contract.refreshBody,
      problems: ['session_ended'],
      handler: async ({ context, cookies }) => {
        const tokens = await refreshSession(dependencies, context, cookies[REFRESH_COOKIE]);
        return withSecrets({ accessToken: tokens.accessToken }, refreshCookie(tokens.refreshToken, config));
      },
    }),
    route({
      method: 'post',
      path: '/api/auth/logout',
      access: 'public',
      tag: TAG,
      summary: 'End the session of the cookie refreshToken and that of the access token, also an expired one',
      usesCookie: true,
      response: contract.logoutBody,
      handler: async ({ context, cookies, header }) => {
        await logOut(dependencies, context, {
          cookie: cookies[REFRESH_COOKIE],
          authorization: header('authorization'),
        });
        return withSecrets({ loggedOut: true as const }, clearedRefreshCookie(config));
      },
    }),
    route({
      method: 'get',
      path: '/api/auth/me',
      personal: true,
      access: 'signed-in',
      tag: TAG,
      summary: 'The profile of who is logged in, with roles and permissions',
      allowedWithTemporaryPassword: true,
      response: contract.profileBody,
      handler: async ({ actor }) => {
        const user = await readUser(host.database.fork(), actor.userId);
        if (!user) throw problem('not_found');
        return ok(profileOf(actor, user));
      },
    }),
    route({
      method: 'patch',
      path: '/api/auth/me',
      access: 'signed-in',
      tag: TAG,
      summary: 'Choose the language of your mails, PDFs and texts',
      body: contract.profileChange,
      response: contract.profileBody,
      handler: async ({ actor, context, body }) => {
        const user = await changeLanguage(dependencies, context, actor, body.language);
        return ok(profileOf(actor, user));
      },
    }),
    route({
      method: 'post',
      path: '/api/auth/password/change',
      access: 'signed-in',
      tag: TAG,
      summary: "Choose a new password; the user's other sessions end",
      rateLimit: 'login',
      allowedWithTemporaryPassword: true,
      body: contract.passwordChange,
      status: 204,
      handler: async (request) => {
        const { actor, context, body } = request;
        await changePassword(dependencies, context, actor, body, turnOf(request));
        return noContent();
      },
    }),
  ];
}

const profileOf = (actor: UserPrincipal, user: UserBody) => ({
  ...user,
  sub: String(user.id),
  sid: actor.sessionId,
  permissions: [...actor.permissions].sort(),
});
