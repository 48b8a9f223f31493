import { query } from '@antrean/platform/database';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { OccupiedSpan } from '@antrean/availability';
import type { BookingFacts } from './messages.ts';
import type { Booking } from './booking.entity.ts';

/** What every event says of a booking as it is now. */
export const factsOf = (booking: Booking): BookingFacts => ({
  bookingId: booking.id,
  clinicId: booking.clinicId,
  serviceId: booking.serviceId,
  staffId: booking.staffId,
  personId: booking.personId,
  petId: booking.petId ?? null,
  customerId: booking.customerId ?? null,
  startsAt: booking.startsAt.toISOString(),
  endsAt: booking.endsAt.toISOString(),
  localStart: booking.localStart,
  timeZone: booking.timeZone,
  status: booking.status,
  version: booking.version,
});

/** By which its time in the calendar is known. */
export const referenceOf = (bookingId: number): string => `booking:${bookingId}`;

/** When a booking is, as the calendar has taken it: what the clocks of the clinic show is what is promised. */
export const placeOf = ({
  startsAt,
  endsAt,
  localStart,
  timeZone,
  zoneData,
}: OccupiedSpan): Pick<Booking, 'startsAt' | 'endsAt' | 'localStart' | 'timeZone' | 'zoneData'> => ({
  startsAt,
  endsAt,
  localStart: localStart.slice(0, 'YYYY-MM-DDTHH:MM'.length),
  timeZone,
  zoneData,
});

/** An id for a booking, whose time is taken before it is written. */
export async function nextBookingId(em: EntityManager): Promise<number> {
  const [next] = await query<{ id: number }>(
    em,
    `select nextval(pg_get_serial_sequence('bookings', 'id'))::int as id`,
  );
  if (!next) throw new Error('a select without from returned no row');
  return next.id;
}
