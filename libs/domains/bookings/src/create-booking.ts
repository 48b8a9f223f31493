import { occupy } from '@antrean/availability';
import { admitPet, findOwnPet } from '@antrean/pets';
import type { UserPrincipal } from '@antrean/platform/auth';
import { againOnConflict, query } from '@antrean/platform/database';
import { problem } from '@antrean/platform/http';
import { publish } from '@antrean/platform/outbox';
import { transaction, type Context, type Tx, type UnitOfWork } from '@antrean/platform/transaction';
import type { BookingBody, NewBooking } from './booking.contract.ts';
import { Booking } from './booking.entity.ts';
import { bookingProblem } from './booking.problem.ts';
import { bookingBodyOf, clockOf } from './booking.queries.ts';
import { factsOf, nextBookingId, placeOf, referenceOf } from './booking-change.ts';
import { findClinicRules, secondsUntil, waitsForSeconds, type ClinicRules } from './clinic-rules.ts';
import { planExpiry } from './plan-expiry.ts';
import { bookingCreated } from './messages.ts';
import { tellMade } from './mail/tell-people.ts';
import type { Status } from './booking.state.ts';

/** How long a time is kept for who only holds it. */
export const HOLD_MINUTES = 10;
/** Bookings to come of one customer: nobody books out a clinic. */
export const MOST_TO_COME = 20;

/**
 * Books a service for a pet of the actor's own, and takes the time for it.
 * @throws problem `not_found` (clinic, pet), `outside_availability` (422), `slot_taken` (409), `too_many_bookings` (409)
 */
export function createBooking(
  { unitOfWork }: { unitOfWork: UnitOfWork },
  actor: UserPrincipal,
  context: Context,
  wish: NewBooking,
): Promise<BookingBody> {
  return againOnConflict(() =>
    transaction(unitOfWork, context, async (tx) => {
      const { em } = tx;
      const pet = await findOwnPet(em, actor, wish.petId);
      const rules = await findClinicRules(em, wish.clinicId);
      if (!rules?.isActive) throw problem('not_found');
      await assertNotTooMany(em, actor.userId);
      const booking = await writeBooking(
        tx,
        { ...wish, ...firstStatus(wish, rules, await clockOf(em)) },
        { customerId: actor.userId, petId: pet.id },
      );
      // What is only held is no visit yet.
      if (booking.status !== 'held') await admitPet(tx, pet.id, wish.clinicId);
      tellMade(tx, booking, actor);
      return bookingBodyOf(em, booking.id);
    }),
  );
}

/** A time to take, and as what. */
interface FirstStep {
  readonly clinicId: number;
  readonly serviceId: number;
  readonly staffId?: number;
  readonly startsAt: Date;
  readonly status: Status;
  readonly heldForSeconds: number | null;
}

/**
 * Takes the time for a booking and writes it, for who has an account, or for a guest by name.
 * @param byClinic who at the clinic makes it for them; null: they do
 * @throws problem `outside_availability` (422), `slot_taken` (409)
 */
export async function writeBooking(
  tx: Tx,
  { clinicId, serviceId, staffId, startsAt, status, heldForSeconds }: FirstStep,
  whose: { customerId?: number | null; petId?: number; guestName?: string | null },
  byClinic: UserPrincipal | null = null,
): Promise<Booking> {
  const id = await nextBookingId(tx.em);
  const reference = referenceOf(id);
  const wish = { reference, clinicId, serviceId, staffId: staffId ?? null, startsAt, heldForSeconds };
  const span = await occupy(tx, { ...wish, byClinic: byClinic !== null });
  const by = byClinic?.userId ?? whose.customerId ?? null;
  const booking = tx.em.create(Booking, {
    ...{ id, status, clinicId, serviceId, ...whose },
    ...{ staffId: span.staffId, personId: span.personId, holdExpiresAt: span.heldUntil },
    ...placeOf(span),
    ...(await findTerms(tx, serviceId)),
    ...{ statusBy: by, createdBy: by },
  });
  await tx.em.flush();
  if (span.heldUntil) planExpiry(tx, id, span.heldUntil);
  publish(tx, bookingCreated, { ...factsOf(booking), createdBy: by });
  return booking;
}

/**
 * Others of the same customer wait until the transaction ends. @throws problem `too_many_bookings`
 */
async function assertNotTooMany(em: Tx['em'], customerId: number): Promise<void> {
  await query(em, `select pg_advisory_xact_lock(hashtextextended('bookings.customer:' || ?::int, 11))`, [
    customerId,
  ]);
  const [counted] = await query<{ toCome: number }>(
    em,
    `select count(*)::int as "toCome" from bookings
     where customer_id = ? and starts_at > now() and status in ('held', 'pending', 'confirmed')
       and (hold_expires_at is null or hold_expires_at > now())`,
    [customerId],
  );
  if ((counted?.toCome ?? 0) < MOST_TO_COME) return;
  throw bookingProblem('too_many_bookings', { parameters: { limit: MOST_TO_COME } });
}

function firstStatus(
  { hold, startsAt }: NewBooking,
  rules: ClinicRules,
  now: Date,
): { status: Status; heldForSeconds: number | null } {
  if (!hold && rules.autoConfirm) return { status: 'confirmed', heldForSeconds: null };
  return hold
    ? { status: 'held', heldForSeconds: Math.min(HOLD_MINUTES * 60, secondsUntil(startsAt, now)) }
    : { status: 'pending', heldForSeconds: waitsForSeconds(rules, now, startsAt) };
}

/** What a service is today; a booking keeps it. */
async function findTerms(
  { em }: Tx,
  serviceId: number,
): Promise<{ price: number; durationMinutes: number; bufferMinutes: number }> {
  const [terms] = await query<{ price: number; durationMinutes: number; bufferMinutes: number }>(
    em,
    `select price, duration_minutes as "durationMinutes", buffer_minutes as "bufferMinutes"
     from clinic_services_v where id = ?`,
    [serviceId],
  );
  if (!terms) throw new Error(`service ${serviceId} is gone`);
  return terms;
}
