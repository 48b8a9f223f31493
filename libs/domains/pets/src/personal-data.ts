import { query } from '@antrean/platform/database';
import type { PersonalDataSource } from '@antrean/platform/domain';
import type { EntityManager } from '@mikro-orm/postgresql';
import { releasePet } from './keep-pet.ts';
import { lockPetsOf } from './pet.queries.ts';
import { selectRecords } from './record.queries.ts';

/** Rows at a time. */
const PAGE = 100;

/** Every row of a list that a function reads in pages by the id of the row before. */
async function* inPages<R extends { id: number }>(
  read: (after: number) => Promise<readonly R[]>,
): AsyncGenerator<R> {
  let after = 0;
  while (true) {
    const rows = await read(after);
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return;
    after = last.id;
  }
}

const petsOf = (em: EntityManager, userId: number) =>
  inPages((after) =>
    query<{
      id: number;
      name: string;
      species: string;
      breed: string | null;
      birthDate: string | null;
      birthDateEstimated: boolean;
      sex: string;
      weightGrams: number | null;
      deletedAt: string | null;
    }>(
      em,
      `select id, name, species, breed, to_char(birth_date, 'YYYY-MM-DD') as "birthDate",
              birth_date_estimated as "birthDateEstimated", sex, weight_grams as "weightGrams",
              to_char(deleted_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "deletedAt"
       from pets where owner_id = ? and id > ? order by id limit ?`,
      [userId, after, PAGE],
    ),
  );

/** The pets of a user, deleted ones that a clinic keeps too, their medical history and all their files. */
export const petData: PersonalDataSource = {
  name: 'pets',

  async *read(em, userId) {
    for await (const row of petsOf(em, userId)) yield { section: 'pets', row };
    for await (const { id } of petsOf(em, userId)) {
      const records = inPages((after) =>
        selectRecords(em, `r.pet_id = ? and r.id > ? order by r.id limit ?`, [id, after, PAGE]),
      );
      for await (const { attachments, author: _, ...record } of records) {
        const row = {
          ...record,
          attachments: attachments.map(({ id: file, filename }) => `${file} ${filename}`),
        };
        yield { section: 'medical-records', row };
      }
    }
  },

  async *files(em, userId) {
    for (const [table, folder] of [
      ['pet_images i', 'images'],
      ['pet_record_attachments i join pet_records r on r.id = i.record_id', 'medical-records'],
    ] as const) {
      const files = inPages((after) =>
        query<{ id: number; key: string; name: string }>(
          em,
          `select i.id, i.file_key as key, i.file_name as name from ${table} join pets p on p.id = pet_id
           where p.owner_id = ? and i.id > ? order by i.id limit ?`,
          [userId, after, PAGE],
        ),
      );
      for await (const { id, key, name } of files) yield { key, name: `${folder}/${id} ${name}` };
    }
  },

  async erase(tx, userId) {
    for (const pet of await lockPetsOf(tx.em, userId)) await releasePet(tx, pet, { ownerLeaves: true });
    // What they wrote for a clinic is the clinic's, without their name.
    await query(tx.em, `update pet_records set written_by = null where written_by = ?`, [userId]);
  },
};
