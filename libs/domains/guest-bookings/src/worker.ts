import type { Work } from '@antrean/platform/domain';
import { followBookings } from './follow-bookings.ts';
import { followRegistrations } from './follow-registrations.ts';
import { forgetGuestsSchedule } from './forget-schedule.ts';

export const guestBookingWorker = (): Work => ({
  handlers: [],
  consumers: [followBookings(), followRegistrations()],
  schedules: [forgetGuestsSchedule()],
});
