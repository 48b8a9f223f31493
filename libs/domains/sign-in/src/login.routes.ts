import { noContent, ok, route, type Reply, type Route, type RouteRequest } from '@antrean/platform/http';
import * as contract from './sign-in.contract.ts';
import { turnOf, type AccountDependencies } from '@antrean/accounts';
import { describeDevice, ipPrefix, REFRESH_COOKIE, refreshCookie } from '@antrean/sessions';
import { changePassword } from './change-password.ts';
import { DEVICE_COOKIE } from './known-device.ts';
import { logIn, type Login } from './log-in.ts';
import { maskIdentifier } from './mask-identifier.ts';

const TAG = 'Authentication';
type LoginRequest = RouteRequest<'public', unknown, unknown, contract.Credentials>;

/** Log in, and choose a new password. */
export function loginRoutes(dependencies: AccountDependencies): Route[] {
  const { config } = dependencies;

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
