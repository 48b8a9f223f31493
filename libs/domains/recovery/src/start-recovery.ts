import { findNamed } from '@antrean/accounts';
import { query } from '@antrean/platform/database';
import type { RouteDependencies } from '@antrean/platform/domain';
import { problem } from '@antrean/platform/http';
import { notify } from '@antrean/platform/notifications';
import { publish } from '@antrean/platform/outbox';
import { transaction, type Context } from '@antrean/platform/transaction';
import { recoveryRequested } from './recovery.messages.ts';
import { recoveryLink } from './recovery.notification.ts';

/** So many mails a day may strangers cause at one account. */
export const MAILS_A_DAY = 5;
/** So often an hour somebody may ask from one network, for whatever accounts. */
export const STARTS_A_NETWORK = 20;

/**
 * Mails a link to who has lost the second factor. Whether there is such a user is not told: for everybody a row is
 * written and a mail is planned, and only when it is written nobody is found to be told.
 * @throws problem `too_many_requests` (429), counted by network alone
 */
export async function startRecovery(
  { unitOfWork, config }: Pick<RouteDependencies, 'unitOfWork' | 'config'>,
  context: Context,
  { identifier, network }: { identifier: string; network: string | null },
): Promise<void> {
  await transaction(unitOfWork, context, async (tx) => {
    const { userId, name } = await findNamed(tx.em, identifier, config);
    // One after the other: many at once count each other.
    for (const turn of [`network ${network ?? ''}`, `account ${userId ?? name}`]) {
      await query(tx.em, `select pg_advisory_xact_lock(hashtextextended('antrean recovery ' || ?, 0))`, [
        turn,
      ]);
    }
    const [kept] = await query<{ id: number }>(
      tx.em,
      `insert into recovery_requests (user_id, network, created_at, is_mailed)
       select ?, ?, clock_timestamp(),
         exists (select from users_v where id = ? and is_active and email is not null)
         and not exists (select from recovery_requests
           where user_id = ? and is_mailed and created_at > clock_timestamp() - interval '1 minute')
         and (select count(*) from recovery_requests
           where user_id = ? and is_mailed and created_at > clock_timestamp() - interval '1 day') < ?
       where (select count(*) from recovery_requests
         where network is not distinct from ? and created_at > clock_timestamp() - interval '1 hour') < ?
       returning id`,
      [userId, network, userId, userId, userId, MAILS_A_DAY, network, STARTS_A_NETWORK],
    );
    if (!kept) throw problem('too_many_requests');
    publish(tx, recoveryRequested, { userId, identifier: name });
    notify(tx, recoveryLink, { requestId: kept.id });
  });
}
