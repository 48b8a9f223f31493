import type { EntityManager } from '@mikro-orm/postgresql';
import { query, textArray } from '../database/query.ts';

/** A search that takes longer is given up; it would be for more than anybody should be replayed. */
const SEARCH_MS = 1_000;

/**
 * The places in the log, after one and up to another, of what concerns these keys (`keysOfRooms`): the first `limit`,
 * in order. By the index of audiences, so that the events of others cost nothing, or along the log where most concern
 * the reader; the planner knows how common each key is.
 * @throws when the search takes longer than a second
 */
export async function findMissed(
  em: EntityManager,
  where: { keys: readonly string[]; after: number; upTo: number; limit: number },
): Promise<number[]> {
  return em.transactional(async (tx) => {
    await query(tx, `select set_config('statement_timeout', ?, true)`, [String(SEARCH_MS)]);
    const rows = await query<{ seq: string }>(
      tx,
      `select seq from outbox_events where seq > ? and seq <= ? and audience && ?::text[] order by seq limit ?`,
      [where.after, where.upTo, textArray(where.keys), where.limit],
    );
    return rows.map(({ seq }) => Number(seq));
  });
}
