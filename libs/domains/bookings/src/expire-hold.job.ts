import { releaseOccupied } from '@antrean/availability';
import { query } from '@antrean/platform/database';
import { publish } from '@antrean/platform/outbox';
import { handleJob, type JobHandler } from '@antrean/platform/queue';
import type { Tx } from '@antrean/platform/transaction';
import { Booking } from './booking.entity.ts';
import { factsOf, referenceOf } from './booking-change.ts';
import { lifecycle } from './booking.state.ts';
import { bookingStatusChanged, expireHold } from './messages.ts';
import { tellExpired } from './mail/tell-people.ts';

export const expireHoldHandler = (): JobHandler =>
  handleJob(expireHold, (run) => run.finish((tx) => expireBooking(tx, run.payload.bookingId)));

/**
 * Ends a booking whose time was kept for a while that is over by PostgreSQL's clock; any other stays.
 * @throws when somebody is changing it: they may cancel this job, which has their key, so it must not wait for them
 */
export async function expireBooking(tx: Tx, bookingId: number): Promise<void> {
  const [found] = await query<{ isLocked: boolean; isDue: boolean }>(
    tx.em,
    `select l.id is not null as "isLocked", coalesce(l.hold_expires_at <= clock_timestamp(), false) as "isDue"
     from bookings b left join lateral (
       select id, hold_expires_at from bookings where id = b.id for update skip locked) l on true
     where b.id = ?`,
    [bookingId],
  );
  if (!found) return;
  if (!found.isLocked) throw new Error(`booking ${bookingId} is being changed`);
  if (found.isDue) await expire(tx, await tx.em.findOneOrFail(Booking, bookingId));
}

async function expire(tx: Tx, booking: Booking): Promise<void> {
  const oldStatus = booking.status;
  if (!lifecycle.allows('expire', oldStatus)) return;
  const status = lifecycle.to('expire');
  tx.em.assign(booking, { status, holdExpiresAt: null, statusBy: null, statusAt: new Date() });
  await tx.em.flush();
  await releaseOccupied(tx, referenceOf(booking.id));
  publish(tx, bookingStatusChanged, { ...factsOf(booking), oldStatus, newStatus: status, changedBy: null });
  if (oldStatus === 'pending') tellExpired(tx, booking);
}
