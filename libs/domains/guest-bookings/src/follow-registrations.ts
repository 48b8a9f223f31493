import { findProvenEmail } from '@antrean/accounts';
import { adoptGuestBooking } from '@antrean/bookings';
import { query } from '@antrean/platform/database';
import { consumeEvents, type EventConsumer } from '@antrean/platform/queue';
import type { Tx } from '@antrean/platform/transaction';
import { emailChanged, userRegistered } from '@antrean/registration/messages';
import { z } from 'zod';

const about = z.object({ userId: z.int() });

/** Gives what was booked without an account to the one whose owner has just proven the address. */
export const followRegistrations = (): EventConsumer =>
  consumeEvents(
    'guest-registrations',
    async (tx, events) => {
      for (const { payload } of events) await adoptAll(tx, about.parse(payload).userId);
    },
    { reads: [userRegistered, emailChanged] },
  );

/** What was held and never booked stays with its link. */
async function adoptAll(tx: Tx, userId: number): Promise<void> {
  const email = await findProvenEmail(tx.em, userId);
  if (email === null) return;
  const found = await query<{ id: number }>(
    tx.em,
    `select booking_id as id from guest_bookings
     where lower(email) = lower(?) and confirmed_at is not null order by 1 for update`,
    [email],
  );
  for (const { id } of found) await adoptGuestBooking(tx, id, userId);
  // The account says how they are reached from now on, and shows the bookings: no link does any more.
  await query(tx.em, `delete from guest_bookings where booking_id = any(?::int[])`, [
    `{${found.map(({ id }) => id).join(',')}}`,
  ]);
}
