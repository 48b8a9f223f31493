import { query } from '@antrean/platform/database';
import { publish } from '@antrean/platform/outbox';
import type { Tx } from '@antrean/platform/transaction';
import { petCreated, petUpdated } from './messages.ts';

/**
 * A pet that somebody without an account comes with: it has no owner, and is seen at the clinics that it is admitted to.
 * @returns its id
 */
export async function addVisitingPet(
  tx: Tx,
  { name, species }: { name: string; species: string },
): Promise<number> {
  const [pet] = await query<{ id: number }>(
    tx.em,
    `insert into pets (name, species) values (?, ?) returning id`,
    [name, species],
  );
  if (!pet) throw new Error('an insert returned no row');
  publish(tx, petCreated, { petId: pet.id, name, ownerId: null, clinicIds: [] });
  return pet.id;
}

/** Who came with a pet without an account owns it by theirs from now on; one that has an owner keeps them. */
export async function adoptPet(tx: Tx, petId: number, ownerId: number): Promise<void> {
  const [pet] = await query<{ name: string; clinicIds: number[] }>(
    tx.em,
    `update pets p set owner_id = ?, version = version + 1, updated_at = now()
     where id = ? and owner_id is null and deleted_at is null
     returning name, array(select clinic_id from pet_clinics where pet_id = p.id order by 1) as "clinicIds"`,
    [ownerId, petId],
  );
  if (pet) publish(tx, petUpdated, { petId, ...pet, ownerId, changed: ['owner'] });
}
