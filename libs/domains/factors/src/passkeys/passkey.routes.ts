import type { RouteDependencies } from '@antrean/platform/domain';
import { noContent, ok, page, route, toPage, type Route } from '@antrean/platform/http';
import { z } from 'zod';
import { MAX_PASSKEYS } from './passkey-challenge.ts';
import * as contract from './passkey.contract.ts';
import { listPasskeys } from './passkey.queries.ts';
import { addPasskey, removePasskey, startPasskey } from './register-passkey.ts';

const TAG = 'Passkeys';
const PATH = '/api/auth/passkeys';

/** The passkeys of who is logged in. */
export function passkeyRoutes(dependencies: Pick<RouteDependencies, 'unitOfWork' | 'config'>): Route[] {
  return [
    route({
      method: 'post',
      path: `${PATH}/register/options`,
      access: 'signed-in',
      tag: TAG,
      summary: 'Begin to register a passkey: what navigator.credentials.create needs',
      rateLimit: 'login',
      response: contract.browserOptions,
      problems: ['proof_required', 'too_many_passkeys'],
      handler: async ({ actor }) =>
        ok({ ...(await startPasskey(dependencies, actor)) }, { 'Cache-Control': 'no-store' }),
    }),
    route({
      method: 'post',
      path: `${PATH}/register`,
      access: 'signed-in',
      tag: TAG,
      summary: 'Take a passkey into use that the browser has made',
      rateLimit: 'login',
      body: contract.registration,
      response: z.object({ id: z.uuid() }),
      status: 201,
      problems: ['proof_required', 'passkey_refused', 'too_many_passkeys'],
      handler: async ({ actor, context, body }) => ({
        status: 201,
        body: await addPasskey(dependencies, context, actor, body),
      }),
    }),
    route({
      method: 'get',
      path: PATH,
      personal: true,
      access: 'signed-in',
      tag: TAG,
      summary: "List the user's passkeys",
      response: page(contract.passkeyBody),
      handler: async ({ actor }) => {
        const passkeys = await listPasskeys(dependencies.unitOfWork.database.fork(), actor.userId);
        return ok(toPage(passkeys, passkeys.length, { page: 1, limit: MAX_PASSKEYS }));
      },
    }),
    route({
      method: 'delete',
      path: `${PATH}/:id`,
      access: 'signed-in',
      tag: TAG,
      summary: 'Remove a passkey',
      params: z.object({ id: z.uuid() }),
      status: 204,
      problems: ['proof_required'],
      handler: async ({ actor, context, params: { id } }) => {
        await removePasskey(dependencies, context, actor, id);
        return noContent();
      },
    }),
  ];
}
