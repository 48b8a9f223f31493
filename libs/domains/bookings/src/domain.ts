import { defineDomain } from '@antrean/platform/domain';
import { actionWords } from './action.words.ts';
import { bookingNotifications } from './mail/booking.notification.ts';
import { bookingRoleDefaults, permissions } from './booking.policy.ts';
import { bookingProblem } from './booking.problem.ts';
import { bookingRetention } from './booking.retention.ts';
import { seedBookings } from './booking.seed.ts';
import { lifecycle } from './booking.state.ts';
import { bookingEntities } from './index.ts';
import { bookingMessages } from './messages.ts';

/** Bookings of customers at clinics (seed 001). */
export const bookings = defineDomain({
  name: 'bookings',
  entities: bookingEntities,
  messages: bookingMessages,
  notifications: bookingNotifications,
  actionWords,
  permissions,
  roleDefaults: bookingRoleDefaults,
  problems: [bookingProblem],
  retention: bookingRetention,
  lifecycles: [lifecycle],
  views: ['bookings_v'],
  seedDevelopment: seedBookings,
  personalData: async () => (await import('./personal-data.ts')).bookingData,
  trace: async () => (await import('./trace.ts')).bookingTrace,
  http: async () => (await import('./http.ts')).bookingRoutes,
  worker: async () => (await import('./worker.ts')).bookingWorker,
});
