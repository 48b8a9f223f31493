import type { EntityManager } from '@mikro-orm/postgresql';
import { DateTime } from 'luxon';
import { query } from './query.ts';

export type PartitionStep = 'day' | 'month';

const SUFFIX: Record<PartitionStep, string> = { day: 'yyyyMMdd', month: 'yyyyMM' };

/** Creates the partitions that every table in `partitioned_tables` needs now and soon. Safe to repeat. */
export async function ensurePartitions(em: EntityManager): Promise<void> {
  const tables = await query<{ name: string; step: PartitionStep; ahead: number }>(
    em,
    `select name, step, ahead from partitioned_tables`,
  );
  for (const { name: table, step, ahead } of tables) {
    for (let i = 0; i <= ahead; i += 1) {
      const from = DateTime.utc()
        .startOf(step)
        .plus({ [step]: i });
      await query(em, `select ensure_partition(?, ?, ?::timestamptz, ?::timestamptz)`, [
        table,
        `${table}_${from.toFormat(SUFFIX[step])}`,
        from.toISO(),
        from.plus({ [step]: 1 }).toISO(),
      ]);
    }
  }
}

/**
 * Drops the partitions of a table that end before an instant and of which `mayDrop` approves.
 * Dropping a partition costs the same for ten rows as for ten million; deleting rows does not.
 */
export async function dropPartitionsBefore(
  em: EntityManager,
  table: string,
  step: PartitionStep,
  before: Date,
  mayDrop: (partition: string) => Promise<boolean>,
): Promise<string[]> {
  const partitions = await query<{ name: string }>(
    em,
    `select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
     where i.inhparent = ?::regclass order by c.relname`,
    [table],
  );
  const dropped: string[] = [];
  for (const { name } of partitions) {
    const starts = DateTime.fromFormat(name.slice(table.length + 1), SUFFIX[step], { zone: 'utc' });
    if (!starts.isValid || starts.plus({ [step]: 1 }).toJSDate() > before) continue;
    if (!(await mayDrop(name))) continue;
    await query(em, `select drop_partition(?, ?)`, [table, name]);
    dropped.push(name);
  }
  return dropped;
}
