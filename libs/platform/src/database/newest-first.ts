import type { EntityManager } from '@mikro-orm/postgresql';
import { query } from './query.ts';

/** Totals of long lists are exact up to this; when there are more they say just this. */
export const COUNT_LIMIT = 10_000;
/** For the descriptions of such lists. */
export const COUNT_NOTE = `\`total\` is exact up to ${COUNT_LIMIT}; when there are more it says ${COUNT_LIMIT}.`;

/**
 * The ids of one page of the rows that fit any of the alternatives, highest first, and how many rows there are in all.
 *
 * An alternative is a query for `id` without order and limit, such as `QueryBuilder.getFormattedQuery()` gives; each is
 * read by its own index. As one condition with `or`, PostgreSQL reads and sorts all rows that fit before it takes the
 * first few, which costs more the more history there is. Counting stops at {@link COUNT_LIMIT} for the same reason.
 */
export async function newestFirst(
  em: EntityManager,
  alternatives: readonly string[],
  { page, limit }: { page: number; limit: number },
): Promise<{ ids: number[]; total: number }> {
  if (alternatives.length === 0) return { ids: [], total: 0 };
  const offset = (page - 1) * limit;
  const first = (count: number, order = '') =>
    alternatives.map((select) => `(${literal(select)} ${order} limit ${count})`).join(' union ');
  const [found] = await query<{ ids: number[]; total: number }>(
    em,
    `select array(select id from (${first(offset + limit, 'order by id desc')}) fitting
                  order by id desc limit ? offset ?) as ids,
            (select least(count(*), ?)::int from (${first(COUNT_LIMIT)}) fitting) as total`,
    [limit, offset, COUNT_LIMIT],
  );
  if (!found) throw new Error('a select without from returned no row');
  return found;
}

/** How many rows a query gives, counted up to {@link COUNT_LIMIT}. `select` is without order and limit. */
export async function countRows(em: EntityManager, select: string): Promise<number> {
  const [counted] = await query<{ total: number }>(
    em,
    `select count(*)::int as total from (${literal(select)} limit ?) fitting`,
    [COUNT_LIMIT],
  );
  if (!counted) throw new Error('count() returned no row');
  return counted.total;
}

/** A query whose values are in it, for {@link query}: its question marks are no parameters. */
const literal = (select: string): string => select.replaceAll('?', '\\?');
