import { query } from '@antrean/platform/database';
import type { PersonalDataSource } from '@antrean/platform/domain';
import { Booking } from './booking.entity.ts';
import { clockOf, readBookings } from './booking.queries.ts';
import { cancel } from './cancel-booking.ts';
import { LIVE } from './booking.state.ts';

/** Rows that are in memory at once. */
const PAGE = 100;

/** What people have booked. */
export const bookingData: PersonalDataSource = {
  name: 'bookings',

  async *read(em, userId) {
    for (let after = 0; ;) {
      const ids = (
        await query<{ id: number }>(
          em,
          `select id from bookings where customer_id = ? and id > ? order by id limit ?`,
          [userId, after, PAGE],
        )
      ).map(({ id }) => id);
      for (const { attention: _, ...row } of await readBookings(em, ids)) yield { section: 'bookings', row };
      const last = ids.at(-1);
      if (last === undefined || ids.length < PAGE) return;
      after = last;
    }
  },

  /** Bookings to come are cancelled; what was is the clinic's record of what it did, and nobody's any more. */
  async erase(tx, userId) {
    const found = await query<{ id: number }>(
      tx.em,
      `select id from bookings where customer_id = ? and status in (${LIVE.map(() => '?').join(', ')})
       order by id for update`,
      [userId, ...LIVE],
    );
    const at = await clockOf(tx.em);
    for (const booking of await tx.em.find(Booking, { id: found.map(({ id }) => id) })) {
      if (booking.status === 'checked_in' || booking.startsAt <= at) continue;
      await cancel(tx, booking, { reason: null, by: 'system', actor: null, at });
    }
    await tx.em.flush();
    await query(
      tx.em,
      `update bookings set customer_id = null, cancel_reason = null,
         status_by = nullif(status_by, ?), created_by = nullif(created_by, ?)
       where customer_id = ?`,
      [userId, userId, userId],
    );
  },
};
