import { query } from '@antrean/platform/database';
import { publish } from '@antrean/platform/outbox';
import type { Tx } from '@antrean/platform/transaction';
import type { EntityManager } from '@mikro-orm/postgresql';
import { petAdmitted } from './messages.ts';
import { petProblem } from './pet.problem.ts';

/**
 * Keeps a pet from being deleted until the transaction ends. Who changes its bookings calls this before they lock them, in
 * the order in which a deletion reaches both.
 * @returns undefined when it is gone, or deleted
 */
export async function holdPet(
  em: EntityManager,
  petId: number,
): Promise<{ name: string; ownerId: number | null } | undefined> {
  const [pet] = await query<{ name: string; ownerId: number | null }>(
    em,
    `select name, owner_id as "ownerId" from pets where id = ? and deleted_at is null for share`,
    [petId],
  );
  return pet;
}

/**
 * Notes that a pet has a booking at a clinic, in the booking's transaction: the clinic's staff see it from then on, whatever
 * becomes of the booking. The second time it changes nothing.
 * @param petId null: of one that is gone
 * @throws problem `pet_deleted`
 */
export async function admitPet(tx: Tx, petId: number | null, clinicId: number): Promise<void> {
  const pet = petId === null ? undefined : await holdPet(tx.em, petId);
  if (petId === null || !pet) throw petProblem('pet_deleted');
  const [admitted] = await query(
    tx.em,
    `insert into pet_clinics (pet_id, clinic_id) values (?, ?) on conflict do nothing returning pet_id`,
    [petId, clinicId],
  );
  if (admitted) publish(tx, petAdmitted, { petId, clinicId, ...pet });
}
