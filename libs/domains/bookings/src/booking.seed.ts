import { occupy } from '@antrean/availability';
import { admitPet } from '@antrean/pets';
import { query, ZONE_DATA, type Database } from '@antrean/platform/database';
import { Problem } from '@antrean/platform/http';
import { createLogger } from '@antrean/platform/observability';
import { backgroundContext, type Tx } from '@antrean/platform/transaction';
import { Temporal } from 'temporal-polyfill';
import { nextBookingId, referenceOf } from './booking-change.ts';
import { Booking } from './booking.entity.ts';
import type { Status } from './booking.state.ts';
import { localStartOf } from './promised-time.ts';

const CUSTOMER = 'CUS001';
const CLINIC = 'Klinik Hewan Sahabat';
/** Weeks from this one's Tuesday on, and a time of the clinic's clocks. */
const BOOKINGS: readonly { service: string; weeks: number; time: string; status: Status }[] = [
  { service: 'Konsultasi', weeks: -6, time: '09:00', status: 'completed' },
  { service: 'Vaksinasi', weeks: -2, time: '10:30', status: 'completed' },
  { service: 'Konsultasi', weeks: -1, time: '14:00', status: 'cancelled' },
  { service: 'Vaksinasi', weeks: 1, time: '10:30', status: 'confirmed' },
  { service: 'Konsultasi', weeks: 3, time: '14:00', status: 'confirmed' },
];

interface Found {
  readonly clinicId: number;
  readonly timeZone: string;
  readonly serviceId: number;
  readonly staffId: number;
  readonly personId: number;
  readonly customerId: number;
  readonly petId: number;
  readonly price: number;
  readonly durationMinutes: number;
  readonly bufferMinutes: number;
}

/**
 * Bookings of the development customer, some of them to come. Nobody is told of them. Where there is a booking, or not what
 * they need, nothing happens. Processes that start at once take turns.
 */
export const seedBookings = (database: Database): Promise<void> =>
  database.fork().transactional(async (em) => {
    await query(em, `select pg_advisory_xact_lock(hashtext('antrean development data'))`);
    if ((await em.count(Booking)) > 0) return;
    const log = createLogger({ service: 'seed', level: 'silent' });
    // What it has written for the outbox is left out: these are no news.
    const tx: Tx = {
      em,
      context: backgroundContext(log, 'development-data'),
      writes: { events: [], jobs: [] },
    };
    for (const each of BOOKINGS) {
      const found = await find(tx, each.service);
      if (found) await write(tx, found, each);
    }
  });

async function find({ em }: Tx, service: string): Promise<Found | null> {
  const [found] = await query<Found>(
    em,
    `select c.id as "clinicId", c.time_zone as "timeZone", s.id as "serviceId", t.id as "staffId",
            t.person_id as "personId", u.id as "customerId", p.id as "petId", s.price,
            s.duration_minutes as "durationMinutes", s.buffer_minutes as "bufferMinutes"
     from clinics_v c
     join clinic_services_v s on s.clinic_id = c.id and s.name = ?
     join clinic_staff_services_v o on o.service_id = s.id
     join clinic_staff_v t on t.id = o.staff_id
     join users_v u on u.nik = ?
     join pets_v p on p.owner_id = u.id
     where c.name = ? order by t.id, p.id limit 1`,
    [service, CUSTOMER, CLINIC],
  );
  return found ?? null;
}

async function write(
  tx: Tx,
  { timeZone, ...found }: Found,
  { weeks, time, status }: (typeof BOOKINGS)[number],
): Promise<void> {
  const today = Temporal.Now.plainDateISO(timeZone);
  const day = today.subtract({ days: today.dayOfWeek - 2 }).add({ weeks });
  const moment = day.toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from(time) });
  const startsAt = new Date(moment.epochMilliseconds);
  const { clinicId, customerId, petId, durationMinutes } = found;
  const id = await nextBookingId(tx.em);
  if (status === 'confirmed' && !(await isTaken(tx, id, startsAt, found))) return;
  tx.em.create(Booking, {
    ...found,
    ...{ id, status, startsAt, timeZone, zoneData: ZONE_DATA, createdBy: customerId, statusBy: customerId },
    endsAt: new Date(startsAt.getTime() + durationMinutes * 60_000),
    localStart: localStartOf(startsAt, timeZone),
    ...(status === 'cancelled' && { cancelledBy: 'customer' as const }),
  });
  await tx.em.flush();
  await admitPet(tx, petId, clinicId);
}

/** Takes the time for a booking, unless somebody has given the clinic other hours. */
async function isTaken(tx: Tx, id: number, startsAt: Date, found: Omit<Found, 'timeZone'>): Promise<boolean> {
  const { clinicId, serviceId, staffId } = found;
  const reference = referenceOf(id);
  try {
    await occupy(tx, { reference, clinicId, serviceId, staffId, startsAt, heldForSeconds: null });
    return true;
  } catch (error) {
    if (error instanceof Problem) return false;
    throw error;
  }
}
