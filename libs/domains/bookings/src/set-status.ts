import { confirmHold, releaseOccupied } from '@antrean/availability';
import { admitPet, holdPet } from '@antrean/pets';
import type { UserPrincipal } from '@antrean/platform/auth';
import { againOnConflict, query } from '@antrean/platform/database';
import { assertVersion, problem, type VersionCondition } from '@antrean/platform/http';
import { publish } from '@antrean/platform/outbox';
import { transaction, type Context, type Tx, type UnitOfWork } from '@antrean/platform/transaction';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { BookingBody } from './booking.contract.ts';
import { attends, isOwn } from './booking.policy.ts';
import { bookingProblem } from './booking.problem.ts';
import { bookingBodyOf, conflictAt, lockBooking, type LockedBooking } from './booking.queries.ts';
import { factsOf, referenceOf } from './booking-change.ts';
import { lifecycle, LIVE, type Status, type WISHES } from './booking.state.ts';
import { rulesOf, waitsForSeconds } from './clinic-rules.ts';
import { cancelExpiry, planExpiry } from './plan-expiry.ts';
import { bookingStatusChanged } from './messages.ts';
import { tellConfirmed, tellMade } from './mail/tell-people.ts';

type Wish = (typeof WISHES)[number];

/**
 * Takes a booking to a status: what a customer holds is submitted by `confirmed`, everything else is the clinic's.
 * @throws problem `not_found`, `forbidden`, `stale_version`, `booking_status_conflict`, `clinic_takes_no_bookings`,
 *   `pet_deleted`, `hold_expired`, `too_early`
 */
export function setStatus(
  { unitOfWork }: { unitOfWork: UnitOfWork },
  actor: UserPrincipal,
  context: Context,
  { id, ifMatch }: { id: number; ifMatch: VersionCondition | undefined },
  wish: Wish,
): Promise<BookingBody> {
  return againOnConflict(() =>
    transaction(unitOfWork, context, async (tx) => {
      await holdPetOf(tx.em, id);
      const locked = await lockBooking(tx.em, actor, id);
      const { booking, now } = locked;
      const move = { from: booking.status, to: wish, hasBegun: booking.startsAt <= now };
      const can = (ability: 'book' | 'attend'): boolean =>
        ability === 'attend' ? attends(actor, booking) : isOwn(actor, booking);
      const submits = booking.status === 'held' ? (['submit'] as const) : [];
      const verdict = lifecycle.judge(move, can, [...submits, 'confirm', 'checkIn', 'complete', 'miss']);
      if ('refused' in verdict && verdict.refused === 'forbidden') throw problem('forbidden');
      assertVersion(booking.version, ifMatch);
      if ('refused' in verdict) {
        if (wish === 'no_show' && booking.status === 'confirmed') {
          throw bookingProblem('too_early', { parameters: { startsAt: booking.startsAt.toISOString() } });
        }
        throw await conflictAt(tx.em, booking);
      }
      if (verdict.name === 'submit') await submit(tx, locked, actor);
      else await advance(tx, locked, wish, actor);
      return bookingBodyOf(tx.em, id);
    }),
  );
}

/** Of what is only held: its pet is locked before it, as by who deletes the pet. */
async function holdPetOf(em: EntityManager, bookingId: number): Promise<void> {
  const [held] = await query<{ petId: number | null }>(
    em,
    `select pet_id as "petId" from bookings where id = ? and status = 'held'`,
    [bookingId],
  );
  if (typeof held?.petId === 'number') await holdPet(em, held.petId);
}

/**
 * What was held, by a guest when there is no actor, is booked: at once, or it waits for the clinic.
 * @throws problem `clinic_takes_no_bookings`, `pet_deleted`, `hold_expired`
 */
export async function submit(tx: Tx, locked: LockedBooking, actor: UserPrincipal | null): Promise<void> {
  const { booking, now } = locked;
  const rules = await rulesOf(tx.em, booking.clinicId);
  if (!rules.isActive) {
    throw bookingProblem('clinic_takes_no_bookings', { parameters: { clinicName: rules.name } });
  }
  const seconds = rules.autoConfirm ? null : waitsForSeconds(rules, now, booking.startsAt);
  await admitPet(tx, booking.petId ?? null, booking.clinicId);
  const until = await confirmHold(tx, referenceOf(booking.id), seconds);
  if (until) planExpiry(tx, booking.id, until);
  else cancelExpiry(tx, booking.id);
  await write(tx, locked, { status: until ? 'pending' : 'confirmed', holdExpiresAt: until }, actor);
  tellMade(tx, booking, actor);
}

/** @throws problem `hold_expired` */
async function advance(tx: Tx, locked: LockedBooking, status: Wish, actor: UserPrincipal): Promise<void> {
  const { booking } = locked;
  const reference = referenceOf(booking.id);
  if (booking.status === 'pending') {
    await confirmHold(tx, reference);
    cancelExpiry(tx, booking.id);
  }
  const ends = !LIVE.some((live) => live === status);
  await write(tx, locked, { status, holdExpiresAt: null, ...(ends && { attention: null }) }, actor);
  if (ends) await releaseOccupied(tx, reference);
  if (status === 'confirmed') tellConfirmed(tx, booking);
}

async function write(
  tx: Tx,
  { booking, now }: LockedBooking,
  change: { status: Status; holdExpiresAt: Date | null; attention?: null },
  actor: UserPrincipal | null,
): Promise<void> {
  const oldStatus = booking.status;
  const changedBy = actor?.userId ?? null;
  tx.em.assign(booking, { ...change, statusBy: changedBy, statusAt: now });
  await tx.em.flush();
  publish(tx, bookingStatusChanged, {
    ...factsOf(booking),
    oldStatus,
    newStatus: booking.status,
    changedBy,
  });
}
