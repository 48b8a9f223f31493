import { turnOf, type AccountDependencies } from '@antrean/accounts';
import { ok, problem, route, type Route } from '@antrean/platform/http';
import { browserOptions, challengePasskey, sentCode } from '@antrean/factors';
import { ipPrefix } from '@antrean/sessions';
import { finishLogin, sendLoginCode } from './finish-login.ts';
import { cameFrom, loginReply } from './login-reply.ts';
import { logInByPasskey } from './passkey-login.ts';
import { prove, sendProofCode } from './prove.ts';
import * as contract from './sign-in.contract.ts';

const TAG = 'Authentication';
const SECRET = { 'Cache-Control': 'no-store' };

/** Where a second factor is shown: to finish a login, and before a session may change how its owner is known. */
export function factorRoutes(dependencies: AccountDependencies): Route[] {
  const {
    unitOfWork: { database },
    config,
  } = dependencies;
  return [
    route({
      method: 'post',
      path: '/api/auth/mfa/verify',
      access: 'public',
      tag: TAG,
      summary: 'Finish a login that answered mfaRequired, with a code of a second factor',
      rateLimit: 'login',
      body: contract.shownFactor,
      response: contract.loginBody,
      problems: ['login_expired', 'code_refused'],
      handler: async (request) => {
        const { context, body } = request;
        const login = await finishLogin(dependencies, context, body, cameFrom(request));
        const { accessToken, user } = login;
        return { ...loginReply(login, dependencies.config), body: { accessToken, user } };
      },
    }),
    route({
      method: 'post',
      path: '/api/auth/mfa/sms/send',
      access: 'public',
      tag: TAG,
      summary: 'Have a code sent by SMS for a login that answered mfaRequired',
      rateLimit: 'login',
      body: contract.waitingLogin,
      response: sentCode,
      status: 202,
      problems: ['login_expired', 'sms_unavailable', 'second_factor_missing'],
      handler: async ({ context, body: { mfaToken }, ip }) => ({
        status: 202,
        body: await sendLoginCode(dependencies, context, { mfaToken, network: ipPrefix(ip) }),
      }),
    }),
    route({
      method: 'post',
      path: '/api/auth/prove/sms',
      access: 'signed-in',
      tag: TAG,
      summary: 'Have a code sent by SMS to show again who you are',
      rateLimit: 'login',
      response: sentCode,
      status: 202,
      problems: ['sms_unavailable', 'second_factor_missing'],
      handler: async ({ actor, context, ip }) => ({
        status: 202,
        body: await sendProofCode(dependencies, context, actor, ipPrefix(ip)),
      }),
    }),
    route({
      method: 'post',
      path: '/api/auth/prove',
      access: 'signed-in',
      tag: TAG,
      summary:
        'Show again who you are, which changes of factors ask for: the password, or the second factor by a code or a passkey',
      description:
        'Send `password`; who has a second factor sends `method` and `code`, or the `credential` of a passkey, which ' +
        '`POST /api/auth/prove/passkey/options` begins. Who comes in by a provider and has no password proves by ' +
        '`GET /api/auth/oauth/:provider/start?prove=true`.',
      rateLimit: 'login',
      body: contract.proof,
      response: contract.provenBody,
      handler: async (request) => {
        const { actor, context, body } = request;
        const proof = contract.proofIn(body);
        if (!proof) throw problem('invalid_request');
        const until = await prove(dependencies, context, actor, proof, turnOf(request));
        return ok({ provenUntil: until.toISOString() });
      },
    }),
    route({
      method: 'post',
      path: '/api/auth/prove/passkey/options',
      access: 'signed-in',
      tag: TAG,
      summary: 'Begin to show a passkey for POST /api/auth/prove: what navigator.credentials.get needs',
      rateLimit: 'login',
      response: browserOptions,
      handler: async () => ok({ ...(await challengePasskey(database, config)) }, SECRET),
    }),
    route({
      method: 'post',
      path: '/api/auth/passkeys/login/options',
      access: 'public',
      tag: TAG,
      summary: 'Begin to log in by a passkey: what navigator.credentials.get needs; the same for everybody',
      rateLimit: 'login',
      response: browserOptions,
      handler: async () => ok({ ...(await challengePasskey(database, config)) }, SECRET),
    }),
    route({
      method: 'post',
      path: '/api/auth/passkeys/login',
      access: 'public',
      tag: TAG,
      summary: 'Log in by a passkey, or finish a login that answered mfaRequired',
      rateLimit: 'login',
      body: contract.passkeyLogin,
      response: contract.loginBody,
      problems: ['passkey_unknown', 'login_expired'],
      handler: async (request) => {
        const { context, body } = request;
        const login = await logInByPasskey(dependencies, context, body, cameFrom(request));
        const { accessToken, user } = login;
        return { ...loginReply(login, dependencies.config), body: { accessToken, user } };
      },
    }),
  ];
}
