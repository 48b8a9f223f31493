import { query } from '@antrean/platform/database';
import type { PersonalDataSource } from '@antrean/platform/domain';
import { preferencesBodyOf, readBookingReminders, readChoice } from './reminder.queries.ts';

/** Bookings whose reminders are asked for one after the other. */
const PAGE = 100;

/** When and how people want to be reminded, and of what they were. */
export const reminderData: PersonalDataSource = {
  name: 'reminders',

  async *read(em, userId) {
    const { chosen: _, ...preferences } = preferencesBodyOf(await readChoice(em, userId));
    yield { section: 'preferences', row: preferences };
    for (let after = 0; ;) {
      const plans = await query<{ bookingId: number }>(
        em,
        `select booking_id as "bookingId" from reminder_plans where customer_id = ? and booking_id > ?
         order by booking_id limit ?`,
        [userId, after, PAGE],
      );
      for (const { bookingId } of plans) {
        for (const reminder of (await readBookingReminders(em, bookingId)).reminders)
          yield { section: 'reminders', row: { bookingId, ...reminder } };
      }
      const last = plans.at(-1);
      if (!last || plans.length < PAGE) return;
      after = last.bookingId;
    }
  },

  /** Reminders go with the plans of their bookings. */
  async erase({ em }, userId) {
    await query(em, `delete from reminder_preferences where user_id = ?`, [userId]);
    await query(em, `delete from reminder_plans where customer_id = ?`, [userId]);
  },
};
