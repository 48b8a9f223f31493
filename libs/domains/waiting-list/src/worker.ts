import type { Work, WorkDependencies } from '@antrean/platform/domain';
import { endEntriesSchedule } from './end-entries.ts';
import { followCalendars } from './follow-calendars.ts';
import { offerTimesHandler } from './offer-times.job.ts';

export const waitingWorker = ({ failPoint }: Pick<WorkDependencies, 'failPoint'>): Work => ({
  handlers: [offerTimesHandler(failPoint)],
  consumers: [followCalendars()],
  schedules: [endEntriesSchedule()],
});
