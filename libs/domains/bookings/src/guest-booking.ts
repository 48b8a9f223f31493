import { problem, assertVersion, type VersionCondition } from '@antrean/platform/http';
import { lockRow, query } from '@antrean/platform/database';
import { adoptPet } from '@antrean/pets';
import { publish } from '@antrean/platform/outbox';
import type { Tx } from '@antrean/platform/transaction';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { BookingChanges } from './booking.contract.ts';
import { Booking } from './booking.entity.ts';
import { clockOf, conflictAt, type LockedBooking } from './booking.queries.ts';
import { cancel } from './cancel-booking.ts';
import { factsOf } from './booking-change.ts';
import { bookingProblem } from './booking.problem.ts';
import { findClinicRules, secondsUntil } from './clinic-rules.ts';
import { writeBooking } from './create-booking.ts';
import { bookingAdopted } from './messages.ts';
import { assertInTime, moveLocked } from './move-booking.ts';
import { lifecycle } from './booking.state.ts';
import { submit } from './set-status.ts';

/*
 * What a guest, who has no account, has done to a booking, in the transaction of whoever knows that it is theirs. Such a
 * booking has no customer, and nobody is told of it here but the clinic.
 */

/**
 * Whoever asks for a time without an account is told when the clinic wants one. What was held, or waits, before the clinic
 * decided so may still be booked.
 * @throws problem `not_found` (clinic), `account_needed`
 */
export async function assertTakesGuests(em: EntityManager, clinicId: number): Promise<void> {
  const rules = await findClinicRules(em, clinicId);
  if (!rules?.isActive) throw problem('not_found');
  if (!rules.takesGuests) throw bookingProblem('account_needed', { parameters: { clinicName: rules.name } });
}

/**
 * Keeps a time for a guest, for a while.
 * @throws problem `not_found` (clinic), `outside_availability`, `slot_taken`
 */
export async function holdForGuest(
  tx: Tx,
  wish: { clinicId: number; serviceId: number; staffId?: number; startsAt: Date },
  { name, minutes }: { name: string; minutes: number },
): Promise<Booking> {
  const rules = await findClinicRules(tx.em, wish.clinicId);
  if (!rules?.isActive) throw problem('not_found');
  const heldForSeconds = Math.min(minutes * 60, secondsUntil(wish.startsAt, await clockOf(tx.em)));
  return writeBooking(tx, { ...wish, status: 'held', heldForSeconds }, { guestName: name });
}

/** A booking of a guest, which nobody else changes until the transaction ends. @throws problem `not_found` */
export async function lockGuestBooking(em: EntityManager, id: number): Promise<LockedBooking> {
  const isKnown = ({ customerId }: Booking): boolean => (customerId ?? null) === null;
  return { booking: await lockRow(em, Booking, { id }, { isKnown }), now: await clockOf(em) };
}

/** Books what a guest holds, for a pet that may be seen at the clinic from then on. @throws problem `hold_expired` */
export async function submitForGuest(tx: Tx, locked: LockedBooking, petId: number): Promise<void> {
  const { booking } = locked;
  if (booking.status !== 'held') throw await conflictAt(tx.em, booking);
  tx.em.assign(booking, { petId });
  await submit(tx, locked, null);
}

/** @throws problem as `moveLocked`; `stale_version` */
export async function moveForGuest(
  tx: Tx,
  locked: LockedBooking,
  wish: BookingChanges,
  ifMatch: VersionCondition | undefined,
): Promise<void> {
  assertVersion(locked.booking.version, ifMatch);
  await moveLocked(tx, locked, wish, { customer: null });
}

/** @throws problem `booking_status_conflict`, `too_late_to_change` */
export async function cancelForGuest(
  tx: Tx,
  locked: LockedBooking,
  reason: string | null,
  ifMatch: VersionCondition | undefined,
): Promise<void> {
  const { booking, now } = locked;
  assertVersion(booking.version, ifMatch);
  if (!lifecycle.allows('cancel', booking.status)) throw await conflictAt(tx.em, booking);
  await assertInTime(tx, locked);
  await cancel(tx, booking, { reason, by: 'customer', actor: null, at: now });
}

/** What a guest has to do with bookings is forgotten: those to come are cancelled, of the others the name goes, and what took place stays on record. */
export async function forgetGuest(tx: Tx, ids: readonly number[]): Promise<void> {
  const sorted = [...ids].sort((a, b) => a - b);
  for (const id of sorted) {
    const { booking, now } = await lockGuestBooking(tx.em, id);
    if (booking.startsAt <= now || !lifecycle.allows('cancel', booking.status)) continue;
    await cancel(tx, booking, { reason: null, by: 'customer', actor: null, at: now });
  }
  await query(
    tx.em,
    `update bookings set guest_name = null, cancel_reason = case when cancelled_by = 'clinic' then cancel_reason end
     where id = any(?::int[])`,
    [`{${sorted.join(',')}}`],
  );
}

/** What a guest has booked is their account's from now on, and so is its pet. */
export async function adoptGuestBooking(tx: Tx, id: number, customerId: number): Promise<void> {
  const { booking } = await lockGuestBooking(tx.em, id);
  tx.em.assign(booking, { customerId, guestName: null });
  await tx.em.flush();
  if (typeof booking.petId === 'number') await adoptPet(tx, booking.petId, customerId);
  publish(tx, bookingAdopted, factsOf(booking));
}
