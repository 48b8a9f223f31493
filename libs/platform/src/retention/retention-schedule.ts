import { ensurePartitions, moveStrayRows, query, readPartitionState } from '../database/index.ts';
import type { Tx } from '../transaction/index.ts';
import { defineSchedule, MORE, type Schedule } from '../queue/schedule.ts';
import { isPartitioned, type PartitionsByAge, type Retention, type RowsByAge } from './retention.ts';

const EVERY_MS = 300_000;
/** Rows that one transaction removes or moves. Turns follow each other until nothing is left, so any intake is met. */
const BATCH = 5_000;
/** Partitions are made days ahead. When so few are left, making them has failed for long. */
const MIN_DAYS_AHEAD = 2;

/** Keeps every table as it is declared: one schedule for each, so that none waits for another. */
export function retentionSchedules(retention: readonly Retention[]): Schedule[] {
  return [
    ...retention.filter(isPartitioned).map(({ table }) => partitionSchedule(table)),
    ...retention.filter((each) => 'keep' in each).map(removalSchedule),
  ];
}

/** Makes a table's partitions, empties its default partition, and says when either does not go well. */
function partitionSchedule(table: string): Schedule {
  return defineSchedule({
    name: `partitions.${table}`,
    everyMs: EVERY_MS,
    run: async (tx) => {
      const missing = await ensurePartitions(tx.em, table);
      const moved = await moveStrayRows(tx.em, table, BATCH);
      if (moved) return MORE;
      const state = (await readPartitionState(tx.em)).find((each) => each.table === table);
      if (!state || state.daysAhead < MIN_DAYS_AHEAD || state.strayRows > 0) {
        tx.context.log.error(
          { ...state, missing },
          `table ${table} runs out of partitions, or rows lie in its default partition; does somebody read it for long?`,
        );
      }
    },
  });
}

function removalSchedule(retention: RowsByAge | PartitionsByAge): Schedule {
  return defineSchedule({
    name: `retention.${retention.table}`,
    everyMs: EVERY_MS,
    run: (tx) => ('partitioned' in retention ? dropOldest(tx, retention) : deleteOldest(tx, retention)),
  });
}

async function deleteOldest({ em }: Tx, retention: RowsByAge): Promise<typeof MORE | void> {
  if ((await countOf(em, deletionOf(retention))) === BATCH) return MORE;
}

/** The statement that deletes one batch; its index is the one that `since` names. */
export function deletionOf({ table, keep, since, unless }: RowsByAge): string {
  return `delete from ${table} where ctid = any (array(
    select ctid from ${table} where ${since} < now() - interval '${keep}' ${unless ? `and not (${unless})` : ''}
    order by ${since} limit ${BATCH} for update skip locked))`;
}

async function countOf(em: Tx['em'], statement: string, parameters: readonly string[] = []): Promise<number> {
  const [row] = await query<{ rows: number }>(
    em,
    `with changed as (${statement} returning 1) select count(*)::int as rows from changed`,
    parameters,
  );
  return row?.rows ?? 0;
}

async function dropOldest({ em }: Tx, retention: PartitionsByAge): Promise<typeof MORE | void> {
  const { table, keep, unless, carryOverBy } = retention;
  const [oldest] = await query<{ partition: string; from: string; to: string }>(
    em,
    `select partition, from_at::text as "from", to_at::text as "to" from partitions
     where parent = ? and to_at < now() - ?::interval order by to_at limit 1`,
    [table, keep],
  );
  if (!oldest) return;
  if (carryOverBy && unless !== undefined) {
    const carried = await countOf(
      em,
      `update ${table} set ${carryOverBy} = now()
       where ${carryOverBy} >= ?::timestamptz and ${carryOverBy} < ?::timestamptz and ctid = any (array(
         select ctid from "${oldest.partition}" where ${unless} limit ${BATCH} for update skip locked))`,
      [oldest.from, oldest.to],
    );
    if (carried > 0) return MORE;
  }
  if (unless !== undefined) {
    const [kept] = await query(em, `select 1 from "${oldest.partition}" where ${unless} limit 1`);
    if (kept) return;
  }
  const [row] = await query<{ gone: boolean }>(em, `select drop_partition(?, ?) as gone`, [
    table,
    oldest.partition,
  ]);
  if (row?.gone) return MORE;
}
