import { availabilityProblem } from '@antrean/availability';
import {
  cancelForGuest,
  lockGuestBooking,
  moveForGuest,
  submitForGuest,
  type LockedBooking,
} from '@antrean/bookings';
import { addVisitingPet } from '@antrean/pets';
import { againOnConflict, query } from '@antrean/platform/database';
import type { VersionCondition } from '@antrean/platform/http';
import { transaction, type Context, type Tx, type UnitOfWork } from '@antrean/platform/transaction';
import type { VisitBody } from './guest.contract.ts';
import { findGuest, type Guest } from './guest-link.ts';
import { visitBodyOf } from './guest.queries.ts';

interface Request {
  readonly unitOfWork: UnitOfWork;
  readonly context: Context;
  readonly token: string;
  readonly ifMatch?: VersionCondition | undefined;
}

function byLink(
  { unitOfWork, context, token }: Request,
  work: (tx: Tx, guest: Guest, locked: LockedBooking) => Promise<void>,
): Promise<VisitBody> {
  return againOnConflict(() =>
    transaction(unitOfWork, context, async (tx) => {
      const guest = await findGuest(tx.em, token, 'lock');
      await work(tx, guest, await lockGuestBooking(tx.em, guest.bookingId));
      return visitBodyOf(tx.em, guest);
    }),
  );
}

/**
 * Books what the guest holds: who follows the mailed link has proven the address. Said again, it is booked already.
 * @throws problem `guest_link_invalid`, `hold_expired`, `booking_status_conflict`
 */
export const confirmByLink = (request: Request): Promise<VisitBody> =>
  byLink(request, async (tx, guest, locked) => {
    const { status } = locked.booking;
    if (status === 'pending' || status === 'confirmed') return;
    if (status === 'expired') throw availabilityProblem('hold_expired');
    const petId = (await findPet(tx, guest, locked)) ?? (await addPet(tx, guest));
    await submitForGuest(tx, locked, petId);
    await query(tx.em, `update guest_bookings set confirmed_at = now(), over_at = ? where booking_id = ?`, [
      locked.booking.endsAt,
      guest.bookingId,
    ]);
  });

/** @throws problem `guest_link_invalid`, and as a customer's move */
export const moveByLink = (
  request: Request,
  wish: { startsAt?: Date; staffId?: number },
): Promise<VisitBody> => byLink(request, (tx, _, locked) => moveForGuest(tx, locked, wish, request.ifMatch));

/** Said again, it is cancelled already. @throws problem `guest_link_invalid`, and as a customer's cancellation */
export const cancelByLink = (request: Request, reason: string | null): Promise<VisitBody> =>
  byLink(request, async (tx, _, locked) => {
    if (locked.booking.status === 'cancelled') return;
    await cancelForGuest(tx, locked, reason, request.ifMatch);
  });

/** With whom the same address came to this clinic before: who comes again is one in its books. */
async function findPet({ em }: Tx, guest: Guest, { booking }: LockedBooking): Promise<number | null> {
  const [pet] = await query<{ id: number }>(
    em,
    `select p.id from guest_bookings g join bookings_v b on b.id = g.booking_id join pets_v p on p.id = b.pet_id
     where lower(g.email) = lower(?) and b.clinic_id = ? and p.owner_id is null and not p.is_deleted
       and lower(p.name) = lower(?) and lower(p.species) = lower(?)
     order by p.id limit 1`,
    [guest.email, booking.clinicId, guest.petName, guest.petSpecies],
  );
  return pet?.id ?? null;
}

const addPet = (tx: Tx, { petName: name, petSpecies: species }: Guest): Promise<number> =>
  addVisitingPet(tx, { name, species });
