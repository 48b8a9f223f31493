import { idParameter, noContent, ok, route, type Route } from '@antrean/platform/http';
import { z } from 'zod';
import * as contract from '../sign-in.contract.ts';
import { accountPermissions, maskIdentifier, turnOf, type AccountDependencies } from '@antrean/accounts';
import { DEVICE_COOKIE, deviceCookie, knownDeviceOf } from '../known-device.ts';
import { resetPassword } from './reset-password.ts';
import { requestPasswordReset, resetPasswordByLink } from './recover-password.ts';

const TAG = 'Authentication';

/** For who forgot the password, and for the administrator who helps. */
export function recoveryRoutes(dependencies: AccountDependencies): Route[] {
  return [
    route({
      method: 'post',
      path: '/api/auth/password/forgot',
      access: 'public',
      tag: TAG,
      summary: 'Ask for a link by e-mail to set a new password; the answer is the same for unknown users',
      rateLimit: 'login',
      rateLimitKey: (body) => maskIdentifier(contract.identifierIn(body), dependencies.config),
      body: contract.forgottenPassword,
      response: contract.forgottenPasswordBody,
      status: 202,
      handler: async ({ context, body }) => {
        await requestPasswordReset(dependencies, context, body.identifier);
        return { status: 202, body: { accepted: true as const } };
      },
    }),
    route({
      method: 'post',
      path: '/api/auth/password/reset',
      access: 'public',
      tag: TAG,
      summary: 'Set a new password with a mailed link; all sessions end',
      rateLimit: 'login',
      body: contract.passwordResetByLink,
      status: 204,
      problems: ['reset_link_invalid'],
      handler: async (request) => {
        const { context, body, cookies } = request;
        const userId = await resetPasswordByLink(dependencies, context, body, turnOf(request));
        // Who reads the user's mail is the user: his device passes where strangers have guessed too often.
        const known = knownDeviceOf(cookies[DEVICE_COOKIE], userId, dependencies.config);
        return noContent({ 'Set-Cookie': deviceCookie(userId, known, dependencies.config) });
      },
    }),
    route({
      method: 'post',
      path: '/api/users/:id/reset-password',
      access: accountPermissions['manage-users'],
      tag: 'Users',
      summary: 'Replace the password by a temporary one, which is told only here',
      params: z.object({ id: idParameter }),
      response: contract.temporaryPassword,
      problems: ['own_account', 'above_own_rank'],
      handler: async (request) => {
        const { actor, context, params: target } = request;
        const turn = turnOf(request);
        return ok(await resetPassword(dependencies, context, actor, target.id, turn), {
          'Cache-Control': 'no-store',
        });
      },
    }),
  ];
}
