import { moveOccupied } from '@antrean/availability';
import { query, ZONE_DATA } from '@antrean/platform/database';
import { Problem } from '@antrean/platform/http';
import { defineSchedule, MORE, NOTHING, type Schedule } from '@antrean/platform/queue';
import type { Tx } from '@antrean/platform/transaction';
import { Booking } from '../booking.entity.ts';
import { referenceOf } from '../booking-change.ts';
import { move } from '../move-booking.ts';
import { promisedInstant } from '../promised-time.ts';
import { tellAttention } from '../mail/tell-people.ts';

/** Bookings that one turn looks at. */
const BATCH = 100;
const EVERY_MS = 1_000;
const REST_MS = 900_000;

/** When this process knows newer rules of zones than a booking was reckoned by, the booking keeps the time that was promised. */
export const followZonesSchedule = (): Schedule =>
  defineSchedule({
    name: 'bookings.follow-zones',
    everyMs: EVERY_MS,
    restMs: REST_MS,
    run: (tx) => followZones(tx, ZONE_DATA),
  });

/**
 * Moves bookings whose promised time is at another instant by the zone data of this process. One whose new instant is
 * taken keeps the old one and is shown to the clinic.
 * @param release of the zone data; a process that knows an older one than a booking leaves it alone
 */
export async function followZones(tx: Tx, release: string): Promise<typeof MORE | typeof NOTHING | void> {
  const found = await query<{ id: number }>(
    tx.em,
    `select id from bookings
     where status in ('held', 'pending', 'confirmed') and zone_data < ? and starts_at > now()
     order by zone_data, starts_at limit ? for update skip locked`,
    [release, BATCH],
  );
  const due = await tx.em.find(Booking, { id: found.map(({ id }) => id) }, { orderBy: { id: 'asc' } });
  const moved = due.filter((booking) => promisedInstant(booking).getTime() !== booking.startsAt.getTime());
  const unmoved = due.filter((booking) => !moved.includes(booking)).map(({ id }) => id);
  for (const booking of moved) await follow(tx, booking);
  // Not by the ORM, which would count the version up.
  await query(tx.em, `update bookings set zone_data = ? where id = any(?::int[])`, [
    release,
    `{${unmoved.join(',')}}`,
  ]);
  if (found.length === BATCH) return MORE;
  return found.length === 0 ? NOTHING : undefined;
}

async function follow(tx: Tx, booking: Booking): Promise<void> {
  const { id, staffId } = booking;
  const startsAt = promisedInstant(booking);
  try {
    const place = await moveOccupied(tx, {
      ...{ reference: referenceOf(id), startsAt, staffId },
      byCustomer: false,
    });
    await move(tx, booking, place, 'zone rules');
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    tx.em.assign(booking, { attention: 'time_zone_rules', zoneData: ZONE_DATA });
    await tx.em.flush();
    tellAttention(tx, booking);
  }
}
