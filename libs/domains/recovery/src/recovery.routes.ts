import { maskTyped } from '@antrean/accounts';
import type { RouteDependencies } from '@antrean/platform/domain';
import { idParameter, noContent, ok, route, type Route } from '@antrean/platform/http';
import { describeDevice, ipPrefix } from '@antrean/sessions';
import { z } from 'zod';
import { cancelOwnRecovery, objectToRecovery } from './cancel-recovery.ts';
import { completeRecovery } from './complete-recovery.ts';
import { decideRecovery } from './decide-recovery.ts';
import * as contract from './recovery.contract.ts';
import { recoveryPermissions } from './recovery.policy.ts';
import { listRecoveries } from './recovery.queries.ts';
import type { RecoverySettings } from './recovery.settings.ts';
import { startRecovery } from './start-recovery.ts';

const TAG = 'Account recovery';
const PATH = '/api/auth/recovery';
const ADMIN = '/api/admin/recoveries';

/** The way back in for who has lost the second factor, and its administrators' part. */
export function recoveryRoutes(
  dependencies: Pick<RouteDependencies, 'unitOfWork' | 'config'> & { settings: RecoverySettings },
): Route[] {
  const { config, settings, unitOfWork } = dependencies;
  /** Requests about one account are counted, beside those from one address. */
  const typedIdentifier = (body: unknown): string => maskTyped(body, 'identifier', config);
  return [
    route({
      method: 'post',
      path: `${PATH}/start`,
      access: 'public',
      tag: TAG,
      summary:
        'Ask for a link by e-mail, because the second factor is lost; the same answer for unknown users',
      rateLimit: 'login',
      rateLimitKey: typedIdentifier,
      body: contract.recoveryStart,
      response: contract.acceptedBody,
      status: 202,
      handler: async ({ context, body: { identifier }, ip }) => {
        await startRecovery(dependencies, context, { identifier, network: ipPrefix(ip) });
        return { status: 202, body: { accepted: true as const } };
      },
    }),
    route({
      method: 'post',
      path: `${PATH}/complete`,
      access: 'public',
      tag: TAG,
      summary: 'Go on with a recovery by the mailed link',
      description:
        'With a code on paper all second factors are removed at once. Without one the recovery waits for an ' +
        `administrator's approval and then ${settings.coolDownHours} hours more, in which its owner is told and can call ` +
        'it off; the same request completes it afterwards. All sessions end then, and the password alone logs in.',
      rateLimit: 'login',
      body: contract.recoveryCompletion,
      response: contract.recoveryOutcome,
      problems: ['recovery_link_invalid', 'nothing_to_recover'],
      handler: async ({ context, body, header, ip }) =>
        ok(
          await completeRecovery(dependencies, context, body, {
            device: describeDevice(header('user-agent')),
            network: ipPrefix(ip),
          }),
        ),
    }),
    route({
      method: 'post',
      path: `${PATH}/cancel`,
      access: 'public',
      tag: TAG,
      summary: 'Say that it was not you, by the link in what you were told; the recovery ends',
      rateLimit: 'login',
      body: contract.recoveryCancellation,
      response: contract.cancelledBody,
      problems: ['recovery_link_invalid'],
      handler: async ({ context, body: { token } }) => {
        await objectToRecovery(dependencies, context, token);
        return ok({ cancelled: true as const });
      },
    }),
    route({
      method: 'delete',
      path: PATH,
      access: 'signed-in',
      tag: TAG,
      summary: 'Say that it was not you who asked for the recovery of your account; it ends',
      status: 204,
      handler: async ({ actor, context }) => {
        await cancelOwnRecovery(dependencies, context, actor);
        return noContent();
      },
    }),
    route({
      method: 'get',
      path: ADMIN,
      personal: true,
      access: recoveryPermissions.decide,
      tag: TAG,
      summary: 'List recoveries, the newest first; with `status=waiting` those that wait for a decision',
      query: contract.recoveryQuery,
      response: contract.recoveryPage,
      handler: async ({ query }) => ok(await listRecoveries(unitOfWork.database, query)),
    }),
    route({
      method: 'post',
      path: `${ADMIN}/:id/decision`,
      access: recoveryPermissions.decide,
      tag: TAG,
      summary: 'Approve a recovery, which begins its cool-down, or reject it',
      description:
        'Make sure by another way who asks. Nobody decides for themselves or for who ranks above them.',
      params: z.object({ id: idParameter }),
      body: contract.recoveryDecision,
      response: contract.recoveryBody,
      problems: ['own_account', 'above_own_rank', 'proof_required', 'recovery_decided'],
      handler: async ({ actor, context, params: { id }, body }) =>
        ok(await decideRecovery(dependencies, context, actor, id, body)),
    }),
  ];
}
