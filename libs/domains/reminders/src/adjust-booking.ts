import { findBooking } from '@antrean/bookings';
import type { UserPrincipal } from '@antrean/platform/auth';
import { query } from '@antrean/platform/database';
import { publish } from '@antrean/platform/outbox';
import { transaction, type Context, type UnitOfWork } from '@antrean/platform/transaction';
import { isDeepStrictEqual } from 'node:util';
import { bookingRemindersChanged } from './messages.ts';
import { isComing, planReminders } from './plan-reminders.ts';
import type { BookingBody, ChoiceChange } from './reminder.contract.ts';
import { reminderProblem } from './reminder.problem.ts';
import { readBookingReminders } from './reminder.queries.ts';
import type { Choice } from './reminder-settings.ts';

interface Booking {
  status: string;
  hasBegun: boolean;
  clinicId: number;
  customerId: number | null;
}

/**
 * Chooses when and how the customer is reminded of one booking. What is not said stays as it was.
 * @throws problem `not_found`, `booking_not_coming`
 */
export function adjustBookingReminders(
  unitOfWork: UnitOfWork,
  actor: UserPrincipal,
  context: Context,
  bookingId: number,
  change: ChoiceChange,
): Promise<BookingBody> {
  return transaction(unitOfWork, context, async (tx) => {
    const { em } = tx;
    await findBooking(em, actor, bookingId);
    // It may be new, and its event still on the way.
    await planReminders(tx, [bookingId]);
    const [booking] = await query<Booking>(
      em,
      `select status, starts_at <= now() as "hasBegun", clinic_id as "clinicId", customer_id as "customerId"
       from bookings_v where id = ?`,
      [bookingId],
    );
    const { status = '', hasBegun, clinicId, customerId } = booking ?? {};
    const [before] = await query<Choice>(
      em,
      `select to_jsonb(offsets_minutes) as "offsetsMinutes", to_jsonb(channels) as channels
       from reminder_plans where booking_id = ?`,
      [bookingId],
    );
    // Without a plan there is nobody to remind: the account was deleted, or the guest forgotten.
    if (
      hasBegun !== false ||
      !isComing(status) ||
      clinicId === undefined ||
      customerId === undefined ||
      !before
    )
      throw reminderProblem('booking_not_coming', { parameters: { status } });
    const choice = { ...before, ...change };
    if (!isDeepStrictEqual(before, choice)) {
      await planReminders(tx, [bookingId], { choice: { bookingId, ...choice } });
      publish(tx, bookingRemindersChanged, {
        ...{ bookingId, clinicId, customerId },
        offsetsMinutes: choice.offsetsMinutes && [...choice.offsetsMinutes],
        channels: choice.channels && [...choice.channels],
      });
    }
    return readBookingReminders(em, bookingId);
  });
}
