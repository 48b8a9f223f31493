import { attends, bookingBodyOf, hasEnded } from '@antrean/bookings';
import type { UserPrincipal } from '@antrean/platform/auth';
import { query } from '@antrean/platform/database';
import { problem } from '@antrean/platform/http';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { GuestBody, VisitBody } from './guest.contract.ts';
import { guestOf, type Guest } from './guest-link.ts';

const shown = (guest: Guest, name: string | null): Omit<GuestBody, 'bookingId' | 'confirmedAt'> => ({
  name,
  email: guest.email,
  phone: guest.phone,
  pet: { name: guest.petName, species: guest.petSpecies },
  language: guest.language,
  timeZone: guest.timeZone,
});

/** A booking as its guest sees it: as it is now, whichever link they follow. */
export async function visitBodyOf(em: EntityManager, guest: Guest): Promise<VisitBody> {
  const booking = await bookingBodyOf(em, guest.bookingId);
  const { status } = booking;
  const canChange = status === 'pending' || status === 'confirmed';
  return {
    ...booking,
    guest: shown(guest, booking.customerName),
    may: {
      confirm: status === 'held',
      move: canChange,
      cancel: canChange || status === 'held',
      bookAgain: hasEnded(status),
    },
  };
}

/** How the clinic reaches the guest of one of its bookings. @throws problem `not_found` */
export async function readGuest(em: EntityManager, actor: UserPrincipal, id: number): Promise<GuestBody> {
  const [row] = await query<{ clinicId: number; confirmedAt: string | null }>(
    em,
    `select b.clinic_id as "clinicId", g.confirmed_at as "confirmedAt"
     from bookings_v b join guest_bookings g on g.booking_id = b.id where b.id = ?::bigint`,
    [id],
  );
  const guest = row && attends(actor, row) ? await guestOf(em, id) : null;
  if (!row || !guest) throw problem('not_found');
  const { confirmedAt } = row;
  const { customerName } = await bookingBodyOf(em, id);
  return {
    bookingId: id,
    ...shown(guest, customerName),
    confirmedAt: confirmedAt === null ? null : new Date(confirmedAt).toISOString(),
  };
}
