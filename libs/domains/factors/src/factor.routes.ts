import { accountPermissions } from '@antrean/accounts';
import type { RouteDependencies } from '@antrean/platform/domain';
import { idParameter, noContent, ok, route, type Route } from '@antrean/platform/http';
import { ipPrefix } from '@antrean/sessions';
import { z } from 'zod';
import { createBackupCodes } from './backup-code.ts';
import * as contract from './factor.contract.ts';
import { readFactors } from './factor.queries.ts';
import { confirmFactor, removeFactor, resetFactors } from './manage-factor.ts';
import { enrollPhone } from './sms/enroll-phone.ts';
import { smsSettings, type SmsSettings } from './sms/sms.settings.ts';
import { enrollTotp } from './totp.ts';

const TAG = 'Second factors';
const PATH = '/api/auth/mfa';
const SECRET = { 'Cache-Control': 'no-store' };

/** What somebody can show besides the password: to see, to add and to remove. */
export function factorRoutes(
  dependencies: Pick<RouteDependencies, 'unitOfWork' | 'config'>,
  settings: SmsSettings = smsSettings.read(),
): Route[] {
  return [
    route({
      method: 'get',
      path: PATH,
      personal: true,
      access: 'signed-in',
      tag: TAG,
      summary: "Tell the user's second factors",
      response: contract.factorsBody,
      handler: async ({ actor }) =>
        ok(await readFactors(dependencies.unitOfWork.database.fork(), actor.userId)),
    }),
    route({
      method: 'post',
      path: `${PATH}/totp/enroll`,
      access: 'signed-in',
      tag: TAG,
      summary: 'Begin to set up an authenticator app; it counts after totp/confirm',
      rateLimit: 'login',
      response: contract.enrolledApp,
      problems: ['proof_required'],
      handler: async ({ actor, context }) => ok(await enrollTotp(dependencies, context, actor), SECRET),
    }),
    route({
      method: 'post',
      path: `${PATH}/totp/confirm`,
      access: 'signed-in',
      tag: TAG,
      summary: 'Take the authenticator app into use, by a code of it',
      rateLimit: 'login',
      body: contract.confirmation,
      status: 204,
      problems: ['proof_required'],
      handler: async ({ actor, context, body: { code } }) => {
        await confirmFactor(dependencies, context, actor, { method: 'totp', code });
        return noContent();
      },
    }),
    route({
      method: 'post',
      path: `${PATH}/sms/enroll`,
      access: 'signed-in',
      tag: TAG,
      summary: 'Begin to set up a phone for codes by SMS, and send it the first; it counts after sms/confirm',
      rateLimit: 'login',
      body: contract.phoneEnrolment,
      response: contract.sentCode,
      status: 202,
      problems: ['proof_required', 'sms_unavailable'],
      handler: async ({ actor, context, body: { phone }, ip }) => ({
        status: 202,
        body: await enrollPhone({ ...dependencies, settings }, context, actor, {
          phone,
          network: ipPrefix(ip),
        }),
      }),
    }),
    route({
      method: 'post',
      path: `${PATH}/sms/confirm`,
      access: 'signed-in',
      tag: TAG,
      summary: 'Take the phone into use, by the code that it was sent',
      rateLimit: 'login',
      body: contract.confirmation,
      status: 204,
      problems: ['proof_required'],
      handler: async ({ actor, context, body: { code } }) => {
        await confirmFactor(dependencies, context, actor, { method: 'sms', code });
        return noContent();
      },
    }),
    route({
      method: 'post',
      path: `${PATH}/backup-codes`,
      access: 'signed-in',
      tag: TAG,
      summary: 'Get ten codes for paper, told only here; earlier ones are void',
      rateLimit: 'login',
      response: contract.backupCodes,
      problems: ['proof_required', 'second_factor_missing'],
      handler: async ({ actor, context }) =>
        ok(await createBackupCodes(dependencies, context, actor), SECRET),
    }),
    route({
      method: 'delete',
      path: `${PATH}/:method`,
      access: 'signed-in',
      tag: TAG,
      summary: 'Remove a second factor',
      params: z.object({ method: contract.codeMethod }),
      status: 204,
      problems: ['proof_required'],
      handler: async ({ actor, context, params: { method } }) => {
        await removeFactor(dependencies, context, actor, method);
        return noContent();
      },
    }),
    route({
      method: 'delete',
      path: '/api/admin/users/:id/mfa',
      access: accountPermissions['manage-users'],
      tag: 'Users',
      summary: 'Remove all second factors of a user who has lost them; the user is told',
      params: z.object({ id: idParameter }),
      status: 204,
      problems: ['own_account', 'above_own_rank'],
      handler: async ({ actor, context, params: { id } }) => {
        await resetFactors(dependencies, context, actor, id);
        return noContent();
      },
    }),
  ];
}
