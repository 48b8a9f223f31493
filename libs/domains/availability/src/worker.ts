import type { Work } from '@antrean/platform/domain';
import {
  extendCalendars,
  fillCalendarHandler,
  followClinics,
  releaseHoldHandler,
} from './calendar/calendar.job.ts';

export const availabilityWorker = (): Work => ({
  handlers: [fillCalendarHandler(), releaseHoldHandler()],
  consumers: [followClinics()],
  schedules: [extendCalendars()],
});
