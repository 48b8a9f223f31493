import { noContent, route, type Route, type RouteRequest } from '@antrean/platform/http';
import * as contract from './sign-in.contract.ts';
import { maskIdentifier, turnOf, type AccountDependencies } from '@antrean/accounts';
import { changePassword } from './change-password.ts';
import type { LoginOutcome } from './let-in.ts';
import { logIn } from './log-in.ts';
import { cameFrom, loginReply } from './login-reply.ts';

const TAG = 'Authentication';
type LoginRequest = RouteRequest<'public', unknown, unknown, contract.Credentials>;

/** Log in, and choose a new password. */
export function loginRoutes(dependencies: AccountDependencies): Route[] {
  const { config } = dependencies;

  const enter = (request: LoginRequest): Promise<LoginOutcome> => {
    const { body, context } = request;
    const identifier = contract.identifierOf(body);
    return logIn(dependencies, context, {
      identifier,
      password: body.password,
      ...cameFrom(request),
      turn: turnOf(request, identifier),
    });
  };

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
      response: contract.tokenLoginAnswer,
      problems: ['invalid_credentials', 'account_inactive'],
      handler: async (request) => {
        const { body, ...reply } = loginReply(await enter(request), config);
        return { ...reply, body: 'accessToken' in body ? { token: body.accessToken, ...body } : body };
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
      response: contract.loginAnswer,
      problems: ['invalid_credentials', 'account_inactive'],
      handler: async (request) => {
        return loginReply(await enter(request), config);
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
