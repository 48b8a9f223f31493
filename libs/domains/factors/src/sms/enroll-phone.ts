import type { SessionPrincipal } from '@antrean/platform/auth';
import { query } from '@antrean/platform/database';
import type { RouteDependencies } from '@antrean/platform/domain';
import { transaction, type Context } from '@antrean/platform/transaction';
import { lockProvenUser } from '@antrean/sessions';
import { assertCountry, requestSmsCode } from './sms-code.ts';
import type { SmsSettings } from './sms.settings.ts';

/**
 * Begins to set up a phone for codes by SMS, and sends it the first. It counts when that was shown.
 * @throws problem `proof_required` (403), `sms_unavailable` (429), `invalid_request` for a number of elsewhere
 */
export async function enrollPhone(
  {
    unitOfWork,
    config,
    settings,
  }: Pick<RouteDependencies, 'unitOfWork' | 'config'> & { settings: SmsSettings },
  context: Context,
  actor: SessionPrincipal,
  { phone, network }: { phone: string; network: string | null },
): Promise<{ sentTo: string }> {
  assertCountry(phone, settings);
  return transaction(unitOfWork, context, async (tx) => {
    const user = await lockProvenUser(tx, actor);
    // Wrong codes stay counted: with another number nobody gets new guesses.
    await query(
      tx.em,
      `insert into factors (user_id, kind, phone) values (?, 'sms', ?)
       on conflict (user_id, kind) where confirmed_at is null
       do update set phone = excluded.phone, created_at = now()`,
      [user.id, phone],
    );
    return requestSmsCode(tx, { userId: user.id, purpose: 'enrolment', network }, config);
  });
}
