import { moveOccupied, type OccupiedSpan } from '@antrean/availability';
import type { UserPrincipal } from '@antrean/platform/auth';
import { againOnConflict } from '@antrean/platform/database';
import { assertVersion, type VersionCondition } from '@antrean/platform/http';
import { publish } from '@antrean/platform/outbox';
import { transaction, type Context, type Tx, type UnitOfWork } from '@antrean/platform/transaction';
import type { BookingBody, BookingChanges } from './booking.contract.ts';
import type { Booking } from './booking.entity.ts';
import { attends } from './booking.policy.ts';
import { bookingProblem } from './booking.problem.ts';
import { bookingBodyOf, conflictAt, lockBooking, type LockedBooking } from './booking.queries.ts';
import { factsOf, placeOf, referenceOf } from './booking-change.ts';
import { isMovable } from './booking.state.ts';
import { isInTime, rulesOf } from './clinic-rules.ts';
import { planExpiry } from './plan-expiry.ts';
import { bookingUpdated } from './messages.ts';
import { tellMoved } from './mail/tell-people.ts';

/**
 * Moves a booking to another time, to somebody else, or both; what is not named stays, and so do its id, status and
 * terms. Its old time is free from the commit on.
 * @throws problem `not_found`, `stale_version`, `booking_status_conflict`, `too_late_to_change`, `booking_begun`,
 *   `slot_taken`, `outside_availability`, `hold_expired`
 */
export function moveBooking(
  { unitOfWork }: { unitOfWork: UnitOfWork },
  actor: UserPrincipal,
  context: Context,
  { id, ifMatch }: { id: number; ifMatch: VersionCondition | undefined },
  wish: BookingChanges,
): Promise<BookingBody> {
  return againOnConflict(() =>
    transaction(unitOfWork, context, async (tx) => {
      const locked = await lockBooking(tx.em, actor, id);
      const { booking } = locked;
      assertVersion(booking.version, ifMatch);
      await moveLocked(tx, locked, wish, attends(actor, booking) ? { clinic: actor } : { customer: actor });
      return bookingBodyOf(tx.em, id);
    }),
  );
}

/** Who has a booking moved: the clinic, whenever it may be, or whose it is, who has an account or is a guest (null). */
type MovedBy = { readonly clinic: UserPrincipal } | { readonly customer: UserPrincipal | null };

/**
 * @throws problem `booking_status_conflict`, `too_late_to_change`, `booking_begun`, `slot_taken`, `outside_availability`,
 *   `hold_expired`
 */
export async function moveLocked(
  tx: Tx,
  locked: LockedBooking,
  wish: BookingChanges,
  by: MovedBy,
): Promise<void> {
  const { booking } = locked;
  if (!isMovable(booking.status)) throw await conflictAt(tx.em, booking);
  const { startsAt = booking.startsAt, staffId = booking.staffId } = wish;
  if (startsAt.getTime() === booking.startsAt.getTime() && staffId === booking.staffId) return;
  const byCustomer = 'customer' in by;
  if (byCustomer) await assertInTime(tx, locked);
  if (booking.startsAt <= locked.now) {
    throw bookingProblem('booking_begun', { parameters: { startsAt: booking.startsAt.toISOString() } });
  }
  const reference = referenceOf(booking.id);
  const moved = await moveOccupied(tx, { reference, startsAt, staffId, byCustomer });
  await move(tx, booking, moved, 'clinic' in by ? by.clinic : (by.customer ?? 'guest'));
}

/** @throws problem `too_late_to_change`, which says whom to call */
export async function assertInTime(tx: Tx, { booking, now }: LockedBooking): Promise<void> {
  const rules = await rulesOf(tx.em, booking.clinicId);
  // What was never booked costs the clinic nothing.
  if (booking.status === 'held' || isInTime(rules, now, booking.startsAt)) return;
  throw bookingProblem('too_late_to_change', {
    parameters: {
      clinicName: rules.name,
      noticeHours: rules.cancellationNoticeHours,
      contact: rules.contact ?? rules.name,
    },
  });
}

/** Writes that a booking is at another time or with somebody else, which the calendar has taken, and tells of it. */
export async function move(
  tx: Tx,
  booking: Booking,
  span: OccupiedSpan,
  by: UserPrincipal | 'guest' | 'zone rules',
): Promise<void> {
  const actor = typeof by === 'string' ? null : by;
  const { startsAt: before, staffId: previousStaffId, holdExpiresAt } = booking;
  const isNewTime = span.startsAt.getTime() !== before.getTime();
  tx.em.assign(booking, {
    ...{ staffId: span.staffId, personId: span.personId, attention: null },
    ...(isNewTime && placeOf(span)),
    // What follows the rules of its zone keeps what was promised.
    ...(by === 'zone rules' && { localStart: booking.localStart, timeZone: booking.timeZone }),
    // Nobody confirms what has begun.
    ...(holdExpiresAt && holdExpiresAt > span.startsAt && { holdExpiresAt: span.startsAt }),
  });
  await tx.em.flush();
  if (booking.holdExpiresAt) planExpiry(tx, booking.id, booking.holdExpiresAt);
  publish(tx, bookingUpdated, {
    ...factsOf(booking),
    previousStartsAt: before.toISOString(),
    previousStaffId,
    changedBy: actor?.userId ?? null,
    ...(by === 'guest' && { byGuest: true }),
  });
  tellMoved(tx, booking, before, actor);
}
