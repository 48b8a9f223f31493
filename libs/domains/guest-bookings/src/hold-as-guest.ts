import { maskIdentifier } from '@antrean/accounts';
import { assertTakesGuests, bookingBodyOf, bookingProblem, holdForGuest } from '@antrean/bookings';
import type { Config } from '@antrean/platform/config';
import { againOnConflict, query } from '@antrean/platform/database';
import { problem, type Language } from '@antrean/platform/http';
import { notify } from '@antrean/platform/notifications';
import { transaction, type Context, type Tx, type UnitOfWork } from '@antrean/platform/transaction';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { HeldBody, NewGuestBooking } from './guest.contract.ts';
import { guestHold } from './guest.notification.ts';

/** How long a time is kept for who has not proven the address. */
export const HOLD_MINUTES = 30;
/** Of one address: times that are held at once, bookings to come, and mails a day that a stranger may cause there. */
export const MOST_HELD = 3;
export const MOST_TO_COME = 10;
export const HOLDS_A_DAY = 10;
/** From one network, behind which there may be many people. */
export const HOLDS_A_NETWORK = 60;

/**
 * Keeps a time for somebody without an account, and mails a link that books it. Said again, it is the same time and the
 * same mail.
 * @throws problem `not_found` (clinic), `account_needed`, `outside_availability`, `slot_taken`, `too_many_bookings`,
 *   `too_many_requests`
 */
export function holdAsGuest(
  { unitOfWork, config }: { unitOfWork: UnitOfWork; config: Pick<Config, 'jwt'> },
  context: Context,
  wish: NewGuestBooking,
  from: { network: string | null; language: Language },
): Promise<HeldBody> {
  const { clinicId, serviceId, startsAt, staffId, name, email, phone, pet, timeZone = null } = wish;
  return againOnConflict(() =>
    transaction(unitOfWork, context, async (tx) => {
      const { em } = tx;
      const address = maskIdentifier(email, config);
      await takeTurns(em, address, from.network);
      const same = await findSame(em, wish);
      if (same !== null) return heldBodyOf(em, same);
      await assertTakesGuests(em, clinicId);
      await count(em, address, from.network);
      await assertFew(em, email);
      const what = { clinicId, serviceId, startsAt, ...(staffId === undefined ? {} : { staffId }) };
      const guest = { name, email, phone, pet, timeZone, language: wish.language ?? from.language };
      const { id } = await holdTimeForGuest(tx, what, guest, HOLD_MINUTES);
      notify(tx, guestHold, { bookingId: id }, { cause: `guest-hold:${id}` });
      return heldBodyOf(em, id);
    }),
  );
}

/** Who comes without an account, and with which pet. */
export interface GuestDetails {
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  readonly pet: { readonly name: string; readonly species: string };
  readonly language: Language;
  readonly timeZone: string | null;
}

/**
 * Keeps a time for a guest, who books it by a link that is mailed by whoever calls this.
 * @throws problem as `holdForGuest`
 */
export async function holdTimeForGuest(
  tx: Tx,
  wish: { clinicId: number; serviceId: number; staffId?: number; startsAt: Date },
  { name, email, phone, pet, language, timeZone }: GuestDetails,
  minutes: number,
): Promise<{ id: number }> {
  const { id, holdExpiresAt } = await holdForGuest(tx, wish, { name, minutes });
  await query(
    tx.em,
    `insert into guest_bookings (booking_id, email, phone, language, time_zone, pet_name, pet_species, over_at)
     values (?, ?, ?, ?, ?, ?, ?, ?)`,
    [id, email, phone, language, timeZone, pet.name, pet.species, holdExpiresAt ?? wish.startsAt],
  );
  return { id };
}

/**
 * Counts that somebody without an account asks for something that is mailed to an address, with that address and from that
 * network; many at once take turns.
 * @throws problem `too_many_requests`
 */
export async function countGuestRequest(
  em: EntityManager,
  address: string,
  network: string | null,
): Promise<void> {
  await takeTurns(em, address, network);
  await count(em, address, network);
}

/** Many at once of one address, or from one network, see what the others did. */
async function takeTurns(em: EntityManager, address: string, network: string | null): Promise<void> {
  for (const turn of [`network ${network ?? ''}`, `address ${address}`]) {
    await query(em, `select pg_advisory_xact_lock(hashtextextended('antrean guests ' || ?, 0))`, [turn]);
  }
}

/** What somebody has who did not get the answer, and asks again. */
async function findSame(
  em: EntityManager,
  { email, clinicId, serviceId, startsAt, ...wish }: NewGuestBooking,
): Promise<number | null> {
  const staffId = wish.staffId ?? null;
  const [same] = await query<{ id: number }>(
    em,
    `select b.id from guest_bookings g join bookings_v b on b.id = g.booking_id
     where lower(g.email) = lower(?) and b.status = 'held' and g.over_at > clock_timestamp()
       and b.clinic_id = ?::bigint and b.service_id = ?::bigint and b.starts_at = ?
       and (?::bigint is null or b.staff_id = ?::bigint)
     order by b.id limit 1`,
    [email, clinicId, serviceId, startsAt, staffId, staffId],
  );
  return same?.id ?? null;
}

async function count(em: EntityManager, address: string, network: string | null): Promise<void> {
  const counted = await query(
    em,
    `insert into guest_requests (address, network, created_at)
     select ?, ?, clock_timestamp()
     where (select count(*) from guest_requests
            where address = ? and created_at > clock_timestamp() - interval '1 day') < ?
       and (select count(*) from guest_requests
            where network is not distinct from ? and created_at > clock_timestamp() - interval '1 hour') < ?
     returning id`,
    [address, network, address, HOLDS_A_DAY, network, HOLDS_A_NETWORK],
  );
  if (counted.length === 0) throw problem('too_many_requests');
}

async function assertFew(em: EntityManager, email: string): Promise<void> {
  const [counted] = await query<{ held: number; toCome: number }>(
    em,
    `select count(*) filter (where b.status = 'held')::int as held, count(*)::int as "toCome"
     from guest_bookings g join bookings_v b on b.id = g.booking_id
     where lower(g.email) = lower(?) and g.over_at > clock_timestamp()
       and b.status in ('held', 'pending', 'confirmed') and b.starts_at > clock_timestamp()`,
    [email],
  );
  const { held = 0, toCome = 0 } = counted ?? {};
  if (held >= MOST_HELD) throw bookingProblem('too_many_bookings', { parameters: { limit: MOST_HELD } });
  if (toCome >= MOST_TO_COME)
    throw bookingProblem('too_many_bookings', { parameters: { limit: MOST_TO_COME } });
}

const heldBodyOf = async (em: EntityManager, id: number): Promise<HeldBody> => ({
  ...(await bookingBodyOf(em, id)),
  mailSent: true,
});
