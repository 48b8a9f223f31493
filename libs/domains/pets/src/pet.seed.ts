import { query } from '@antrean/platform/database';
import type { EntityManager } from '@mikro-orm/postgresql';

/** The development user who has them. */
const OWNER = 'CUS001';
const PETS = [
  { name: 'Momo', species: 'cat', breed: 'Persia', born: '2024-03-10', sex: 'female', grams: 3_800 },
  {
    name: 'Bruno',
    species: 'dog',
    breed: 'Golden Retriever',
    born: '2022-08-21',
    sex: 'male',
    grams: 29_500,
  },
];

/** Two pets for development. Where there is a pet nothing happens. Processes that start at once take turns. */
export async function seedPets(em: EntityManager): Promise<void> {
  await query(em, `select pg_advisory_xact_lock(hashtext('antrean development data'))`);
  const [known] = await query(em, `select id from pets limit 1`);
  if (known) return;
  for (const { name, species, breed, born, sex, grams } of PETS) {
    await query(
      em,
      `insert into pets (owner_id, name, species, breed, birth_date, sex, weight_grams)
       select id, ?, ?, ?, ?::date, ?, ? from users_v where nik = ?`,
      [name, species, breed, born, sex, grams, OWNER],
    );
  }
}
