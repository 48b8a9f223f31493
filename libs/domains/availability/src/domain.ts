import { defineDomain } from '@antrean/platform/domain';
import { actionWords } from './action.words.ts';
import { availabilityRoleDefaults, permissions } from './availability.policy.ts';
import { availabilityProblem } from './availability.problem.ts';
import { availabilityRetention } from './availability.retention.ts';
import { seedAvailability } from './availability.seed.ts';
import { availabilityEntities } from './index.ts';
import { availabilityMessages } from './messages.ts';
import { unwatchCalendar, watchCalendar } from './calendar/watch-calendar.ts';

/** When people at clinics can be booked, and what of their time is taken (seed 001). */
export const availability = defineDomain({
  name: 'availability',
  entities: availabilityEntities,
  messages: availabilityMessages,
  actionWords,
  permissions,
  roleDefaults: availabilityRoleDefaults,
  problems: [availabilityProblem],
  retention: availabilityRetention,
  personalData: async () => (await import('./personal-data.ts')).availabilityData,
  seedDevelopment: (database) => database.fork().transactional((em) => seedAvailability(em)),
  requests: [watchCalendar, unwatchCalendar],
  http: async () => (await import('./http.ts')).availabilityRoutes,
  worker: async () => (await import('./worker.ts')).availabilityWorker,
  realtime: async () => (await import('./realtime.ts')).availabilityRealtime,
});
