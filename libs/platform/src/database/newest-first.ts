import type { EntityManager } from '@mikro-orm/postgresql';
import { COUNT_LIMIT, cutSlice, idKey, startOf, type Slice } from './keyset.ts';
import { query } from './query.ts';

/** For the descriptions of such lists. */
export const COUNT_NOTE = `\`total\` is exact up to ${COUNT_LIMIT}; when there are more it says ${COUNT_LIMIT}.`;

/**
 * The ids of one slice of the rows that fit any of the alternatives, highest first; how many rows there are in all; and
 * the cursor of what follows.
 *
 * An alternative is a query for `id` without order and limit, such as `QueryBuilder.getFormattedQuery()` gives; each is
 * read by its own index. As one condition with `or`, PostgreSQL reads and sorts all rows that fit before it takes the
 * first few, which costs more the more history there is. Counting stops at {@link COUNT_LIMIT} for the same reason.
 * @throws problem `invalid_request`, `page_not_counted` as {@link startOf}
 */
export async function newestFirst(
  em: EntityManager,
  alternatives: readonly string[],
  slice: Slice,
): Promise<{ ids: number[]; total: number; next: string | null }> {
  const { after, offset } = startOf(slice, idKey);
  if (alternatives.length === 0) return { ids: [], total: 0, next: null };
  const wanted = slice.limit + 1;
  const below = after ? `where id < ${after[0]}` : '';
  const first = (count: number, narrowed = '') =>
    alternatives
      .map((select) => `(select id from (${literal(select)}) fitting ${narrowed} limit ${count})`)
      .join(' union ');
  const [found] = await query<{ ids: number[]; total: number }>(
    em,
    `select array(select id from (${first(offset + wanted, `${below} order by id desc`)}) fitting
                  order by id desc limit ? offset ?) as ids,
            (select least(count(*), ?)::int from (${first(COUNT_LIMIT)}) fitting) as total`,
    [wanted, offset, COUNT_LIMIT],
  );
  if (!found) throw new Error('a select without from returned no row');
  const { rows, next } = cutSlice(found.ids, slice, (id) => [id]);
  return { ids: rows, total: found.total, next };
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
