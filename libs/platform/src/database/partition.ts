import type { EntityManager } from '@mikro-orm/postgresql';
import { DateTime } from 'luxon';
import { query } from './query.ts';

export type PartitionStep = 'day' | 'month';

const SUFFIX: Record<PartitionStep, string> = { day: 'yyyyMMdd', month: 'yyyyMM' };

/**
 * Makes the partitions that tables in `partitioned_tables` need now and soon. Safe to repeat; holds up nobody who reads
 * or writes.
 * @param only one table; all of them without it
 * @returns those that could not be made now because somebody reads, or rows of their time must be moved first
 */
export async function ensurePartitions(em: EntityManager, only?: string): Promise<string[]> {
  const tables = await query<{ name: string; step: PartitionStep; ahead: number }>(
    em,
    `select name, step, ahead from partitioned_tables where name = coalesce(?, name) order by name`,
    [only ?? null],
  );
  const missing: string[] = [];
  for (const { name: table, step, ahead } of tables) {
    for (let i = 0; i <= ahead; i += 1) {
      const from = DateTime.utc()
        .startOf(step)
        .plus({ [step]: i });
      const partition = `${table}_${from.toFormat(SUFFIX[step])}`;
      const [row] = await query<{ exists: boolean }>(
        em,
        `select ensure_partition(?, ?, ?::timestamptz, ?::timestamptz) as exists`,
        [table, partition, from.toISO(), from.plus({ [step]: 1 }).toISO()],
      );
      if (!row?.exists) missing.push(partition);
    }
  }
  return missing;
}

/**
 * Moves the oldest rows that lie in a table's default partition into one of their own.
 * @param batch about how many at most
 * @returns how many; 0 when there are none, null when somebody reads and it must be tried later
 */
export async function moveStrayRows(em: EntityManager, table: string, batch: number): Promise<number | null> {
  const [row] = await query<{ moved: number | null }>(em, `select move_stray_rows(?, ?) as moved`, [
    table,
    batch,
  ]);
  return row?.moved ?? null;
}

export interface PartitionState {
  table: string;
  /** For so many days from now there are partitions without a gap. */
  daysAhead: number;
  /** Rows in the default partition, where none should be; counted up to {@link STRAYS_COUNTED}. */
  strayRows: number;
}

const STRAYS_COUNTED = 10_000;

/** How the partitioned tables are, for alarms. */
export async function readPartitionState(em: EntityManager): Promise<PartitionState[]> {
  const tables = await query<{ table: string; daysAhead: number }>(
    em,
    `select parent as "table", (extract(epoch from until - now()) / 86400)::float8 as "daysAhead"
     from partition_horizon order by parent`,
  );
  const states: PartitionState[] = [];
  for (const state of tables) {
    const [counted] = await query<{ rows: number }>(
      em,
      `select count(*)::int as rows from (select from "${state.table}_default" limit ${STRAYS_COUNTED}) stray`,
    );
    states.push({ ...state, strayRows: counted?.rows ?? 0 });
  }
  return states;
}
