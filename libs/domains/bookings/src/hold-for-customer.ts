import { holdPet } from '@antrean/pets';
import { problem } from '@antrean/platform/http';
import type { Tx } from '@antrean/platform/transaction';
import type { Booking } from './booking.entity.ts';
import { clockOf } from './booking.queries.ts';
import { findClinicRules, secondsUntil } from './clinic-rules.ts';
import { writeBooking } from './create-booking.ts';

/**
 * Keeps a time for a customer who did not ask for it now, for a while; they book it as what they hold themselves.
 * @throws problem `not_found` (clinic, or a pet that is theirs no more), `outside_availability`, `slot_taken`
 */
export async function holdForCustomer(
  tx: Tx,
  wish: { clinicId: number; serviceId: number; staffId?: number; startsAt: Date },
  { customerId, petId, minutes }: { customerId: number; petId: number; minutes: number },
): Promise<Booking> {
  const pet = await holdPet(tx.em, petId);
  const rules = await findClinicRules(tx.em, wish.clinicId);
  if (pet?.ownerId !== customerId || !rules?.isActive) throw problem('not_found');
  const heldForSeconds = Math.min(minutes * 60, secondsUntil(wish.startsAt, await clockOf(tx.em)));
  return writeBooking(tx, { ...wish, status: 'held', heldForSeconds }, { customerId, petId });
}
