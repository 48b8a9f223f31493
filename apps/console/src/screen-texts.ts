import type { workId } from './work-orders/text-id.ts';
import type { bookingId, wallId } from './booking/text-id.ts';
import type { calendarId } from './clinic/text-id.ts';
import type { machinesId } from './machines/text-id.ts';
import type { reportsId } from './reports/text-id.ts';

/** Texts that are loaded with the screens that say them: the login page goes without. */
export interface TextsOfScreens {
  wall: typeof wallId;
  booking: typeof bookingId;
  calendar: typeof calendarId;
  machines: typeof machinesId;
  work: typeof workId;
  reports: typeof reportsId;
}
