import { query } from '@antrean/platform/database';
import { notify } from '@antrean/platform/notifications';
import { publish } from '@antrean/platform/outbox';
import { MORE, type Schedule } from '@antrean/platform/queue';
import type { Tx } from '@antrean/platform/transaction';
import { recoveryExpired } from './recovery.messages.ts';
import { recoveryEnded, recoveryReady } from './recovery.notification.ts';
import { lifecycle, statesBefore } from './recovery.state.ts';

const AT_ONCE = 100;

/** Tells whose cool-down is over, and ends what nothing has become of. */
export const watchRecoveries: Schedule['run'] = async (tx) => {
  const ready = await announceReady(tx);
  const expired = await expire(tx);
  return ready === AT_ONCE || expired === AT_ONCE ? MORE : undefined;
};

async function announceReady(tx: Tx): Promise<number> {
  const ready = await query<{ id: number }>(
    tx.em,
    `update recoveries set announced_at = now() where id in (
       select id from recoveries where status = 'approved' and announced_at is null and due_at <= now()
       order by due_at limit ? for update skip locked) returning id`,
    [AT_ONCE],
  );
  for (const { id: recoveryId } of ready) notify(tx, recoveryReady, { recoveryId });
  return ready.length;
}

async function expire(tx: Tx): Promise<number> {
  const expired = await query<{ id: number; userId: number; userName: string }>(
    tx.em,
    `update recoveries r set status = ?, closed_at = now() from user_names_v u
     where u.id = r.user_id and r.id in (
       select id from recoveries where closed_at is null and expires_at <= now() and status = any(?::text[])
       order by expires_at limit ? for update skip locked)
     returning r.id, r.user_id as "userId", u.name as "userName"`,
    [lifecycle.to('expire'), statesBefore('expire'), AT_ONCE],
  );
  for (const { id: recoveryId, userId, userName } of expired) {
    publish(tx, recoveryExpired, { recoveryId, userId, userName });
    notify(tx, recoveryEnded, { recoveryId });
  }
  return expired.length;
}
