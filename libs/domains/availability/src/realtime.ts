import { findActiveClinic } from '@antrean/clinics';
import type { RealtimeDependencies } from '@antrean/platform/domain';
import { answerRequest, type Realtime } from '@antrean/platform/realtime';
import { watchedCalendar } from './messages.ts';
import { unwatchCalendar, watchCalendar, type Watching } from './calendar/watch-calendar.ts';

/** Lets whoever has a socket watch a calendar: its slots are public. */
export const availabilityRealtime = ({ database }: RealtimeDependencies): Partial<Realtime> => ({
  answers: [
    answerRequest(watchCalendar, async ({ watch }, clinicId): Promise<Watching> => {
      if (!(await findActiveClinic(database.fork(), clinicId))) return { error: 'not_found' };
      return watch(watchedCalendar(clinicId)) ? { clinicId } : { error: 'too_many' };
    }),
    answerRequest(unwatchCalendar, async ({ unwatch }, clinicId) => {
      unwatch(watchedCalendar(clinicId));
      return { clinicId };
    }),
  ],
});
