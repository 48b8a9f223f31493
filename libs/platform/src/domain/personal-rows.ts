import type { EntityManager } from '@mikro-orm/postgresql';
import { query, type SqlValue } from '../database/index.ts';
import type { JsonObject } from '../messages/index.ts';
import type { PersonalRow } from './personal-data.ts';

/** Rows that are in memory at once. */
const AT_ONCE = 500;

/**
 * The rows of one section, read in pages by their key.
 *
 * @param of.select selects `key` (unique in what it gives) and `row` (jsonb); its parameters are the user's id, the key
 *   after which to begin, and how many: `select id as key, jsonb_build_object('name', name) as row from pets where
 *   owner_id = ? and id > ? order by id limit ?`
 * @param of.first sorts before every key; 0 when absent
 * @param of.most rows to give at most; all when absent
 */
export async function* personalRows(
  em: EntityManager,
  userId: number,
  of: { section: string; select: string; first?: SqlValue; most?: number },
): AsyncGenerator<PersonalRow> {
  const { section, select, first = 0, most = Infinity } = of;
  let after: SqlValue = first;
  let given = 0;
  while (given < most) {
    const wanted = Math.min(AT_ONCE, most - given);
    const rows: { key: string | number; row: JsonObject }[] = await query(em, select, [
      userId,
      after,
      wanted,
    ]);
    for (const { row } of rows) yield { section, row };
    given += rows.length;
    const last = rows.at(-1);
    if (!last || rows.length < wanted) return;
    after = last.key;
  }
}
