import { nameOf, replacePhone, type OwnPhone, type User } from '@antrean/accounts';
import { codeRefused, requestPhoneCode, takePhoneCode, type SmsSettings } from '@antrean/factors';
import type { SessionPrincipal } from '@antrean/platform/auth';
import { againOnConflict, query } from '@antrean/platform/database';
import type { RouteDependencies } from '@antrean/platform/domain';
import { notify } from '@antrean/platform/notifications';
import { publish } from '@antrean/platform/outbox';
import { transaction, type Context, type Tx } from '@antrean/platform/transaction';
import { lockProvenUser } from '@antrean/sessions';
import { phoneChanged, phoneLost } from './registration.messages.ts';
import { phoneWasChanged, phoneWasLost } from './registration.notification.ts';

/** So many wrong codes, and the number must be asked for anew. */
const GUESSES = 5;

type Dependencies = Pick<RouteDependencies, 'unitOfWork' | 'config'>;

/**
 * Sends a code to the number that a user wants to have; it is theirs when they show it. Whether somebody else has it is not
 * told here.
 * @throws problem `proof_required` (403), `sms_unavailable` (429), `invalid_request` for a number of elsewhere
 */
export async function requestPhoneChange(
  { unitOfWork, config, settings }: Dependencies & { settings: SmsSettings },
  context: Context,
  actor: SessionPrincipal,
  { phone, network }: { phone: string; network: string | null },
): Promise<{ sentTo: string }> {
  return transaction(unitOfWork, context, async (tx) => {
    const user = await lockProvenUser(tx, actor);
    await query(
      tx.em,
      `insert into phone_changes (user_id, phone) values (?, ?)
       on conflict (user_id) do update set phone = excluded.phone, failures = 0, created_at = now()`,
      [user.id, phone],
    );
    return requestPhoneCode(tx, { userId: user.id, phone, network }, { config, settings });
  });
}

/**
 * The code was shown: the number is the user's, who is told by mail.
 * @throws problem `proof_required` (403), `identifier_taken` (409), `invalid_request` for a code that is not taken
 */
export async function confirmPhoneChange(
  { unitOfWork, config }: Dependencies,
  context: Context,
  actor: SessionPrincipal,
  code: string,
): Promise<void> {
  // Who had only typed the number may show a code for one that this user typed: each holds their own row.
  const changed = await againOnConflict(() =>
    transaction(unitOfWork, context, async (tx) => {
      const user = await lockProvenUser(tx, actor);
      const [wish] = await query<{ phone: string }>(
        tx.em,
        `select phone from phone_changes where user_id = ? and failures < ?`,
        [user.id, GUESSES],
      );
      if (!wish) return false;
      if (!(await takePhoneCode(tx.em, { userId: user.id, phone: wish.phone }, code, config))) {
        await query(tx.em, `update phone_changes set failures = failures + 1 where user_id = ?`, [user.id]);
        return false;
      }
      await query(tx.em, `delete from phone_changes where user_id = ?`, [user.id]);
      await givePhone(tx, user, { phone: wish.phone, provenAt: new Date() });
      return true;
    }),
  );
  if (!changed) throw codeRefused();
}

/**
 * Takes a user's number away, by which they logged in. They are told by mail.
 * @throws problem `proof_required` (403)
 */
export async function removePhone(
  { unitOfWork }: Pick<Dependencies, 'unitOfWork'>,
  context: Context,
  actor: SessionPrincipal,
): Promise<void> {
  await transaction(unitOfWork, context, async (tx) => {
    const user = await lockProvenUser(tx, actor);
    await query(tx.em, `delete from phone_changes where user_id = ?`, [user.id]);
    await givePhone(tx, user, null);
  });
}

/**
 * Gives a user, whose row the caller holds, another number or none, and tells them; also whoever had typed it and loses it.
 * @throws problem `identifier_taken` (409)
 */
export async function givePhone(tx: Tx, user: User, own: OwnPhone | null): Promise<void> {
  const isAnother = (user.phone ?? null) !== (own?.phone ?? null);
  const loser = await replacePhone(tx, user, own);
  if (isAnother) {
    publish(tx, phoneChanged, { userId: user.id, userName: nameOf(user) });
    notify(tx, phoneWasChanged, { userId: user.id });
  }
  if (loser) {
    publish(tx, phoneLost, { userId: loser.id, userName: nameOf(loser) });
    notify(tx, phoneWasLost, { userId: loser.id });
  }
}
