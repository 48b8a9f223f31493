import { findProvenEmail } from '@antrean/accounts';
import { bookingBodyOf } from '@antrean/bookings';
import { query } from '@antrean/platform/database';
import type { PersonalDataSource } from '@antrean/platform/domain';
import { forgetEmail } from './forget-guests.ts';
import { guestOf } from './guest-link.ts';

const MOST = 1_000;

/** What was booked without the account, with the address that its owner has proven. */
export const guestData: PersonalDataSource = {
  name: 'guest-bookings',

  async *read(em, userId) {
    const email = await findProvenEmail(em, userId);
    if (email === null) return;
    const found = await query<{ id: number }>(
      em,
      `select booking_id as id from guest_bookings where lower(email) = lower(?) order by 1 limit ${MOST}`,
      [email],
    );
    for (const { id } of found) {
      const guest = await guestOf(em, id);
      if (!guest) continue;
      const { clinicName, serviceName, startsAt, status, customerName } = await bookingBodyOf(em, id);
      const { phone, petName } = guest;
      yield {
        section: 'bookings',
        row: { clinicName, serviceName, startsAt, status, name: customerName, email, phone, petName },
      };
    }
  },

  async erase(tx, userId) {
    const email = await findProvenEmail(tx.em, userId);
    if (email !== null) await forgetEmail(tx, email);
  },
};
