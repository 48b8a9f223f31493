import type { UserPrincipal } from '@antrean/platform/auth';
import { notify, type Notification } from '@antrean/platform/notifications';
import type { JsonObject } from '@antrean/platform/messages';
import type { Tx } from '@antrean/platform/transaction';
import type { Booking } from '../booking.entity.ts';
import {
  cancelledNotification,
  clinicNotification,
  confirmedNotification,
  expiredNotification,
  movedNotification,
  requestedNotification,
} from './booking.notification.ts';
import type { Status } from '../booking.state.ts';

const about = ({ id, startsAt }: Booking): { bookingId: number; startsAt: string } => ({
  bookingId: id,
  startsAt: startsAt.toISOString(),
});
/** Why people are told of one of its versions. */
export const causeOf = ({ id, version }: Pick<Booking, 'id' | 'version'>): string =>
  `booking:${id}:${version}`;
const cause = (booking: Booking): { cause: string } => ({ cause: causeOf(booking) });
const by = (actor: UserPrincipal | null): number | null => actor?.userId ?? null;

/**
 * Tells whose booking it is. What becomes of a guest's is told by who follows its events: one decides for each change, so
 * that nobody is told twice, or not at all, when an account takes the booking over meanwhile.
 */
function tellCustomer<Facts extends JsonObject>(
  tx: Tx,
  booking: Booking,
  notification: Notification<Facts>,
  facts: Facts,
): void {
  if (typeof booking.customerId === 'number') notify(tx, notification, facts, cause(booking));
}

/** A booking that was made, or submitted, waits for the clinic or is confirmed. One that is only held is nobody's news. */
export function tellMade(tx: Tx, booking: Booking, actor: UserPrincipal | null): void {
  if (booking.status === 'held') return;
  const isConfirmed = booking.status === 'confirmed';
  tellCustomer(tx, booking, isConfirmed ? confirmedNotification : requestedNotification, about(booking));
  const happened = isConfirmed ? 'created' : 'waits';
  notify(tx, clinicNotification, { ...about(booking), happened, by: by(actor) }, cause(booking));
}

export const tellConfirmed = (tx: Tx, booking: Booking): void =>
  tellCustomer(tx, booking, confirmedNotification, about(booking));

export function tellMoved(tx: Tx, booking: Booking, before: Date, actor: UserPrincipal | null): void {
  if (booking.status === 'held') return;
  tellCustomer(tx, booking, movedNotification, { ...about(booking), before: before.toISOString() });
  notify(tx, clinicNotification, { ...about(booking), happened: 'moved', by: by(actor) }, cause(booking));
}

export function tellCancelled(tx: Tx, booking: Booking, from: Status, actor: UserPrincipal | null): void {
  if (from === 'held') return;
  const wasConfirmed = from !== 'pending';
  tellCustomer(tx, booking, cancelledNotification, { ...about(booking), wasConfirmed });
  notify(tx, clinicNotification, { ...about(booking), happened: 'cancelled', by: by(actor) }, cause(booking));
}

export const tellExpired = (tx: Tx, booking: Booking): void =>
  tellCustomer(tx, booking, expiredNotification, about(booking));

/** For the clinic: the rules of its zone have changed, and the time that was promised is taken. */
export const tellAttention = (tx: Tx, booking: Booking): void =>
  notify(tx, clinicNotification, { ...about(booking), happened: 'attention', by: null }, cause(booking));
