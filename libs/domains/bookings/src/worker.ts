import type { Work } from '@antrean/platform/domain';
import { expireHoldHandler } from './expire-hold.job.ts';
import { followZonesSchedule } from './outside/follow-zones.ts';
import { followAvailability, reviewCalendarHandler } from './outside/review-calendar.job.ts';

export const bookingWorker = (): Work => ({
  handlers: [expireHoldHandler(), reviewCalendarHandler()],
  consumers: [followAvailability()],
  schedules: [followZonesSchedule()],
});
