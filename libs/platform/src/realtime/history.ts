import type { EntityManager } from '@mikro-orm/postgresql';
import { query } from '../database/query.ts';

/** Which part of the log can still be replayed. */
export interface EventHistory {
  /** The oldest event that is kept; null when none is. */
  oldestSeq: number | null;
  /** The newest event that was numbered; 0 when none ever was. */
  headSeq: number;
}

/** Two index look-ups, however long the log is. */
export async function readHistory(em: EntityManager): Promise<EventHistory> {
  const [row] = await query<{ oldest_seq: string | null; head_seq: string }>(
    em,
    `select (select min(seq) from outbox_events) as oldest_seq, (select last_seq from outbox_head) as head_seq`,
  );
  if (!row) throw new Error('outbox_head is empty; run the migrations');
  return {
    oldestSeq: row.oldest_seq === null ? null : Number(row.oldest_seq),
    headSeq: Number(row.head_seq),
  };
}
