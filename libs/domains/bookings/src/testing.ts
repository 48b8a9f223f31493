import { ZONE_DATA, type Database } from '@antrean/platform/database';
import { Booking } from './booking.entity.ts';
import type { Status } from './booking.state.ts';
import { localStartOf } from './promised-time.ts';

export { jakarta, startBookingApi, type Above, type BookingApi, type Scene } from './booking-api.factory.ts';

const MINUTE_MS = 60_000;

/** A booking that is there and takes no time of a calendar. */
export async function createTestBooking(
  database: Database,
  {
    status = 'confirmed',
    timeZone = 'Asia/Jakarta',
    durationMinutes = 30,
    ...named
  }: {
    clinicId: number;
    serviceId: number;
    staffId: number;
    personId: number;
    petId: number | null;
    customerId: number | null;
    startsAt: Date;
    status?: Status;
    timeZone?: string;
    durationMinutes?: number;
  },
): Promise<{ id: number; version: number }> {
  const em = database.fork();
  const { startsAt } = named;
  const booking = em.create(Booking, {
    ...named,
    ...{ status, timeZone, durationMinutes },
    endsAt: new Date(startsAt.getTime() + durationMinutes * MINUTE_MS),
    localStart: localStartOf(startsAt, timeZone),
    zoneData: ZONE_DATA,
    price: 150_000,
    bufferMinutes: 0,
    holdExpiresAt: ['held', 'pending'].includes(status) ? startsAt : null,
    createdBy: named.customerId,
  });
  await em.flush();
  return { id: booking.id, version: booking.version };
}
