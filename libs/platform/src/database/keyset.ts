import { z } from 'zod';
import { invalidField, problem } from '../problem/index.ts';

/** Totals of long lists are exact up to this; when there are more they say just this. */
export const COUNT_LIMIT = 10_000;

/** The part of a growing list that is asked for: what follows a row (`after`, a cursor), else a page by its number. */
export interface Slice {
  readonly page: number;
  readonly limit: number;
  readonly after?: string | undefined;
}

type Key = readonly (string | number)[];

/** What clients give back as `after`: the sort key of the last row that they have seen, opaque to them. */
const writeCursor = (key: Key): string => Buffer.from(JSON.stringify(key)).toString('base64url');

function readCursor<K extends Key>(cursor: string, key: z.ZodType<K>): K {
  const parsed = z
    .base64url()
    .max(200)
    .transform((text) => JSON.parse(Buffer.from(text, 'base64url').toString()) as unknown)
    .pipe(key);
  try {
    return parsed.parse(cursor);
  } catch (error) {
    if (!(error instanceof z.ZodError) && !(error instanceof SyntaxError)) throw error;
    throw invalidField('query.after', {
      en: 'is no cursor of this list; send the "next" of the answer before, or leave it out to begin anew',
      id: 'bukan kursor daftar ini; kirim "next" dari jawaban sebelumnya, atau kosongkan untuk mulai dari awal',
    });
  }
}

/**
 * How many rows stand before a page.
 * @throws problem `page_not_counted` (400) when they are {@link COUNT_LIMIT} or more: it would read them all
 */
export function offsetOf({ page, limit }: { page: number; limit: number }): number {
  const offset = (page - 1) * limit;
  if (offset >= COUNT_LIMIT) throw problem('page_not_counted', { parameters: { counted: COUNT_LIMIT } });
  return offset;
}

/**
 * Where a slice begins: behind the row with this key, or so many rows from the first.
 * @param key the shape of the list's sort key
 * @throws problem `invalid_request` that names `query.after`, or `page_not_counted` as {@link offsetOf}
 */
export function startOf<K extends Key>(
  slice: Slice,
  key: z.ZodType<K>,
): { after: K; offset: 0 } | { after: null; offset: number } {
  if (slice.after !== undefined) return { after: readCursor(slice.after, key), offset: 0 };
  return { after: null, offset: offsetOf(slice) };
}

/** The rows of a slice, of which one more than `limit` was read, and the cursor of what follows. */
export function cutSlice<T>(
  found: readonly T[],
  { limit }: Slice,
  keyOf: (row: T) => Key,
): { rows: T[]; next: string | null } {
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  return { rows, next: found.length > limit && last !== undefined ? writeCursor(keyOf(last)) : null };
}

/** The sort key of lists that are sorted by an integer id. */
export const idKey = z.tuple([z.int()]);
/** The SQL of an instant's part in a cursor. */
export const microsecondsOf = (column: string): string => `(extract(epoch from ${column}) * 1000000)::float8`;
/** The SQL of the instant that a parameter in microseconds since 1970 means. */
export const INSTANT_OF_CURSOR = `(timestamptz 'epoch' + ? * interval '1 microsecond')`;
/** The sort key of lists that are sorted by an instant, in microseconds since 1970, and an id. */
export const instantKey = <I extends z.ZodType<string | number>>(id: I) => z.tuple([z.int(), id]);
