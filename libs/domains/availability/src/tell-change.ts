import { query } from '@antrean/platform/database';
import { publish } from '@antrean/platform/outbox';
import type { Tx } from '@antrean/platform/transaction';
import { dayAt, type Span } from './calendar/calendar.ts';
import { availabilityChanged } from './messages.ts';

/** What is told beside where: that time was taken, and none has become free. */
interface OnlyTaken {
  readonly frees: false;
}

/** Tells that a clinic's calendar has changed between two instants, each on its own calendar's days. */
const tell = (
  tx: Tx,
  { clinicId, timeZone }: { clinicId: number; timeZone: string },
  { start, end }: Span,
  only: OnlyTaken | null = null,
): void =>
  publish(tx, availabilityChanged, {
    clinicId,
    from: dayAt(start, timeZone).toString(),
    to: dayAt(end - 1, timeZone).toString(),
    ...only,
  });

/** A change of what a person can be booked for, at whatever clinic they work. */
export async function tellOfPeople(
  tx: Tx,
  personIds: readonly number[],
  span: Span,
  only: OnlyTaken | null = null,
): Promise<void> {
  const clinics = await query<{ clinicId: number; timeZone: string }>(
    tx.em,
    `select distinct c.id as "clinicId", c.time_zone as "timeZone"
     from clinic_staff_v s join clinics_v c on c.id = s.clinic_id
     where s.person_id = any(?::int[]) and s.is_active and c.is_active order by 1`,
    [`{${personIds.join(',')}}`],
  );
  for (const clinic of clinics) tell(tx, clinic, span, only);
}

/** A change of a clinic as a whole. */
export const tellOfClinic = tell;
