import { query } from '@antrean/platform/database';
import { defineSchedule, MORE, type Schedule } from '@antrean/platform/queue';
import type { Tx } from '@antrean/platform/transaction';
import { forget } from './forget-guests.ts';

/** So long a guest is known behind the visit; and who never proved the address. */
const KEPT = { confirmed: '30 days', unproven: '3 days' } as const;
const BATCH = 200;

/** Forgets guests whose visit was a while ago: what was done is the clinic's record, of nobody. */
export const forgetGuestsSchedule = (): Schedule =>
  defineSchedule({ name: 'guest-bookings.forget', everyMs: 3_600_000, run: forgetOldGuests });

export async function forgetOldGuests(tx: Tx): Promise<typeof MORE | void> {
  const found = await query<{ bookingId: number }>(
    tx.em,
    `select booking_id as "bookingId" from guest_bookings
     where over_at < now() - interval '${KEPT.unproven}'
       and (confirmed_at is null or over_at < now() - interval '${KEPT.confirmed}')
     order by over_at limit ? for update skip locked`,
    [BATCH],
  );
  await forget(
    tx,
    found.map(({ bookingId }) => bookingId),
  );
  return found.length === BATCH ? MORE : undefined;
}
