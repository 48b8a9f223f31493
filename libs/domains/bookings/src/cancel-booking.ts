import { releaseOccupied } from '@antrean/availability';
import type { UserPrincipal } from '@antrean/platform/auth';
import { againOnConflict } from '@antrean/platform/database';
import { assertVersion, invalidField, type VersionCondition } from '@antrean/platform/http';
import { publish } from '@antrean/platform/outbox';
import { transaction, type Context, type Tx, type UnitOfWork } from '@antrean/platform/transaction';
import type { BookingBody } from './booking.contract.ts';
import type { Booking } from './booking.entity.ts';
import { attends } from './booking.policy.ts';
import { bookingBodyOf, conflictAt, lockBooking } from './booking.queries.ts';
import { factsOf, referenceOf } from './booking-change.ts';
import { lifecycle } from './booking.state.ts';
import { cancelExpiry } from './plan-expiry.ts';
import { bookingCancelled } from './messages.ts';
import { assertInTime } from './move-booking.ts';
import { tellCancelled } from './mail/tell-people.ts';

/**
 * Cancels a booking: a customer their own while the clinic's notice allows it, the clinic always, with a reason.
 * @throws problem `not_found`, `stale_version`, `booking_status_conflict`, `too_late_to_change`, `invalid_request`
 */
export function cancelBooking(
  { unitOfWork }: { unitOfWork: UnitOfWork },
  actor: UserPrincipal,
  context: Context,
  { id, ifMatch }: { id: number; ifMatch: VersionCondition | undefined },
  reason: string | null,
): Promise<BookingBody> {
  return againOnConflict(() =>
    transaction(unitOfWork, context, async (tx) => {
      const locked = await lockBooking(tx.em, actor, id);
      const { booking } = locked;
      assertVersion(booking.version, ifMatch);
      const byClinic = attends(actor, booking);
      if (!lifecycle.allows(byClinic ? 'callOff' : 'cancel', booking.status)) {
        throw await conflictAt(tx.em, booking);
      }
      const isOwn = booking.customerId === actor.userId;
      if (byClinic && !isOwn && reason === null) {
        throw invalidField('body.reason', {
          en: 'say why: the customer is told',
          id: 'sebutkan alasannya: pelanggan akan diberi tahu',
        });
      }
      if (!byClinic) await assertInTime(tx, locked);
      await cancel(tx, booking, { reason, by: isOwn ? 'customer' : 'clinic', actor, at: locked.now });
      return bookingBodyOf(tx.em, id);
    }),
  );
}

/** Ends a booking, gives its time back and tells of it. */
export async function cancel(
  tx: Tx,
  booking: Booking,
  {
    reason,
    by,
    actor,
    at,
  }: { reason: string | null; by: 'customer' | 'clinic' | 'system'; actor: UserPrincipal | null; at: Date },
): Promise<void> {
  const oldStatus = booking.status;
  tx.em.assign(booking, {
    status: lifecycle.to('callOff'),
    cancelReason: reason,
    cancelledBy: by,
    statusBy: actor?.userId ?? null,
    statusAt: at,
    attention: null,
    holdExpiresAt: null,
  });
  await tx.em.flush();
  await releaseOccupied(tx, referenceOf(booking.id));
  cancelExpiry(tx, booking.id);
  const changedBy = actor?.userId ?? null;
  publish(tx, bookingCancelled, { ...factsOf(booking), oldStatus, reason, cancelledBy: by, changedBy });
  tellCancelled(tx, booking, oldStatus, actor);
}
