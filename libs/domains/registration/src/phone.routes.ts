import { sentCode, smsSettings, type SmsSettings } from '@antrean/factors';
import type { RouteDependencies } from '@antrean/platform/domain';
import { noContent, route, type Route } from '@antrean/platform/http';
import { ipPrefix } from '@antrean/sessions';
import { confirmPhoneChange, removePhone, requestPhoneChange } from './change-phone.ts';
import * as contract from './registration.contract.ts';

const TAG = 'Authentication';
const PATH = '/api/auth/phone';

/** Being known by another number. */
export function phoneRoutes(
  dependencies: Pick<RouteDependencies, 'unitOfWork' | 'config'>,
  settings: SmsSettings = smsSettings.read(),
): Route[] {
  return [
    route({
      method: 'put',
      path: PATH,
      access: 'signed-in',
      tag: TAG,
      summary: 'Ask for another phone number to log in by, which a code by SMS proves; or have none',
      rateLimit: 'login',
      body: contract.phoneChange,
      response: sentCode,
      status: 202,
      alsoAnswers: { 204: { summary: 'There is no number any more; `phone` was null' } },
      problems: ['proof_required', 'sms_unavailable'],
      handler: async ({ actor, context, body: { phone }, ip }) => {
        if (phone === null) {
          await removePhone(dependencies, context, actor);
          return noContent();
        }
        const wish = { phone, network: ipPrefix(ip) };
        return {
          status: 202,
          body: await requestPhoneChange({ ...dependencies, settings }, context, actor, wish),
        };
      },
    }),
    route({
      method: 'post',
      path: `${PATH}/confirm`,
      access: 'signed-in',
      tag: TAG,
      summary: 'Have the phone number that was asked for, by the code that was sent there',
      rateLimit: 'login',
      body: contract.phoneConfirmation,
      status: 204,
      problems: ['proof_required', 'identifier_taken'],
      handler: async ({ actor, context, body: { code } }) => {
        await confirmPhoneChange(dependencies, context, actor, code);
        return noContent();
      },
    }),
  ];
}
