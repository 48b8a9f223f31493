import { defineDomain } from '@antrean/platform/domain';
import { guestHold, guestNews } from './guest.notification.ts';
import { guestProblem } from './guest.problem.ts';
import { guestRetention } from './guest.retention.ts';

/** Bookings without an account, by a mailed link (seed 001). */
export const guestBookings = defineDomain({
  name: 'guest-bookings',
  notifications: [guestHold, guestNews],
  problems: [guestProblem],
  retention: guestRetention,
  views: ['guest_bookings_v'],
  personalData: async () => (await import('./personal-data.ts')).guestData,
  http: async () => (await import('./http.ts')).guestBookingRoutes,
  worker: async () => (await import('./worker.ts')).guestBookingWorker,
});
