import { query } from '@antrean/platform/database';
import { enqueue } from '@antrean/platform/outbox';
import type { Tx } from '@antrean/platform/transaction';
import { replanReminders } from './messages.ts';
import { planReminders } from './plan-reminders.ts';

const AT_ONCE = 200;

/** Whose bookings, and behind which. */
interface Page {
  readonly of: 'clinic' | 'customer';
  readonly id: number;
  readonly after: { readonly startsAt: string; readonly bookingId: number } | null;
}

/** Plans the coming bookings of a clinic or a customer anew, and has a job go on when there are more than it does at once. */
export async function replanPage(tx: Tx, { of, id, after }: Page): Promise<void> {
  const whose = { clinic: 'clinic_id', customer: 'customer_id' }[of];
  const rows = await query<{ bookingId: number; startsAt: string }>(
    tx.em,
    `select booking_id as "bookingId", starts_at::text as "startsAt" from reminder_plans
     where ${whose} = ? and starts_at > now() ${after ? 'and (starts_at, booking_id) > (?::timestamptz, ?)' : ''}
     order by starts_at, booking_id limit ?`,
    [id, ...(after ? [after.startsAt, after.bookingId] : []), AT_ONCE],
  );
  const last = rows.at(-1);
  if (!last) return;
  await planReminders(
    tx,
    rows.map(({ bookingId }) => bookingId),
  );
  if (rows.length === AT_ONCE) enqueue(tx, replanReminders, { of, id, after: last });
}
