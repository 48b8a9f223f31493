/** How long a table keeps its rows. Every table has one; `npm run retention` prints them all. */
export type Retention = KeptForEver | RemovedElsewhere | RowsByAge | PartitionsByAge;

interface OfTable {
  readonly table: string;
}

export interface KeptForEver extends OfTable {
  /** Why. */
  readonly forEver: string;
  /** Whether new partitions must be made for it. */
  readonly partitioned?: true;
}

export interface RemovedElsewhere extends OfTable {
  /** By what, and when. */
  readonly removed: string;
}

/** Rows are deleted in batches when they are old enough. */
export interface RowsByAge extends OfTable {
  /** An interval of PostgreSQL: `48 hours`. */
  readonly keep: string;
  /** Since when it counts: an SQL expression over the row that an index has; null keeps the row. */
  readonly since: string;
  /** SQL condition under which a row stays all the same. */
  readonly unless?: string;
}

/** Whole partitions are dropped when all that is in them is old enough: that costs the same for any number of rows. */
export interface PartitionsByAge extends OfTable {
  readonly partitioned: true;
  /** An interval of PostgreSQL: `72 hours`. */
  readonly keep: string;
  /** SQL condition over a row. Rows that fit it keep their partition, unless they are carried over. */
  readonly unless?: string;
  /** The partition key: rows that fit `unless` get it anew, so that they move and their partition can go. */
  readonly carryOverBy?: string;
}

export function isPartitioned(
  retention: Retention,
): retention is PartitionsByAge | (KeptForEver & { partitioned: true }) {
  return 'partitioned' in retention && retention.partitioned === true;
}

/** A rule in half a sentence, for people. */
export function describeRetention(retention: Retention): string {
  if ('forEver' in retention) return `for ever: ${retention.forEver}`;
  if ('removed' in retention) return retention.removed;
  const { keep, unless } = retention;
  if (!('partitioned' in retention)) {
    return `${keep} since \`${retention.since}\`${unless ? `, unless \`${unless}\`` : ''}`;
  }
  if (unless === undefined) return `${keep}, by partition`;
  return retention.carryOverBy
    ? `${keep}, by partition; into today's go rows with \`${unless}\``
    : `${keep}, by partition, unless \`${unless}\``;
}
