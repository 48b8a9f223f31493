import type { EntityManager } from '@mikro-orm/postgresql';
import { query, textArray, type SqlValue } from '../database/query.ts';

/** A search that takes longer is given up; it would be for more than anybody should be replayed. */
const SEARCH_MS = 1_000;

/** So many events are looked at along the log before the index of audiences is asked. */
const ALONG_THE_LOG = 2_000;

export interface Missed {
  /** `keysOfRooms` of what the reader hears. */
  keys: readonly string[];
  after: number;
  upTo: number;
  limit: number;
}

/**
 * Where most events concern the reader, the first stretch of the log holds enough of them. Where few do, the rest is
 * found by the index of audiences, so that the events of others cost nothing. The planner is not left to choose: it would
 * walk a hundred thousand events of others, believing that the reader's come soon.
 */
export const missedStatement = ({
  keys,
  after,
  upTo,
  limit,
}: Missed): { sql: string; parameters: SqlValue[] } => ({
  sql: `with near as materialized (
          select seq, audience from outbox_events where seq > ? and seq <= ? order by seq limit ${ALONG_THE_LOG}
        ), near_hits as materialized (
          select seq from near where audience && ?::text[]
        ), far_hits as materialized (
          select seq from outbox_events
          -- "+ 0": the index of places is not for this.
          where (select count(*) from near_hits) < ? and audience && ?::text[] and seq is not null
            and seq + 0 > (select max(seq) from near) and seq + 0 <= ?
        )
        select seq from near_hits union all select seq from far_hits order by seq limit ?`,
  parameters: [after, upTo, textArray(keys), limit, textArray(keys), upTo, limit],
});

/**
 * The places in the log, after one and up to another, of what concerns these keys: the first `limit`, in order.
 * @throws when the search takes longer than a second
 */
export async function findMissed(em: EntityManager, where: Missed): Promise<number[]> {
  const { sql, parameters } = missedStatement(where);
  return em.transactional(async (tx) => {
    await query(tx, `select set_config('statement_timeout', ?, true)`, [String(SEARCH_MS)]);
    const rows = await query<{ seq: string }>(tx, sql, parameters);
    return rows.map(({ seq }) => Number(seq));
  });
}
