import { createHash } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { CompiledQuery, type Kysely } from 'kysely';

export type SqlValue = string | number | boolean | null | Date | readonly (string | number | null)[];

/** A parameter for `?::text[]`. */
export const textArray = (values: readonly string[]): string =>
  `{${values.map((value) => `"${value.replaceAll(/["\\]/g, String.raw`\$&`)}"`).join(',')}}`;

/** A statement that each connection parses and plans once, with `$1` where {@link prepared} was given a `?`. */
export interface PreparedStatement {
  readonly text: string;
}

/** By text; of constants, and so bounded. */
const names = new Map<string, string>();

/** By which PostgreSQL knows a prepared statement again; undefined for any other. */
export const nameOfPrepared = (text: string): string | undefined => names.get(text);

/**
 * A statement of constant text that runs often: PostgreSQL keeps its plan on each connection. `?` marks a parameter; no
 * other question mark may occur. Its name says what it is, so that connections may be shared by processes of two
 * versions (PgBouncer from 1.21). It must name the columns that it selects, and parameters need a type that PostgreSQL
 * can tell: a plan outlives a migration, and one of `select *` would be refused after a column was added. A number from
 * outside is compared as `?::bigint`, for beside an integer column it would be an integer, which it may not fit.
 */
export function prepared(sql: string): PreparedStatement {
  let parameters = 0;
  const text = sql.replaceAll('?', () => `$${(parameters += 1)}`);
  names.set(text, `antrean_${createHash('sha256').update(text).digest('hex').slice(0, 16)}`);
  return { text };
}

/** A parameter of a prepared statement: arrays are given as `textArray` or as JSON. */
export type PreparedValue = string | number | boolean | null | Date;

/**
 * Runs SQL in the entity manager's transaction, if it is in one. `?` marks a parameter; where there are parameters,
 * `\\?` is a literal question mark.
 * Rows come as PostgreSQL's driver gives them: bigint and numeric as strings, timestamptz as strings.
 * `Row` describes the columns that the statement selects; keep the two together.
 */
export async function query<Row extends object>(
  em: EntityManager,
  sql: string,
  parameters?: readonly SqlValue[],
): Promise<Row[]>;
export async function query<Row extends object>(
  em: EntityManager,
  statement: PreparedStatement,
  parameters: readonly PreparedValue[],
): Promise<Row[]>;
export async function query<Row extends object>(
  em: EntityManager,
  statement: string | PreparedStatement,
  parameters: readonly SqlValue[] = [],
): Promise<Row[]> {
  if (typeof statement === 'string') return em.execute<Row[]>(statement, [...parameters]);
  // The ORM writes values into the text, which PostgreSQL then cannot know again.
  const connection = em.getTransactionContext<Kysely<unknown>>() ?? em.getConnection().getClient();
  try {
    const { rows } = await connection.executeQuery<Row>(CompiledQuery.raw(statement.text, [...parameters]));
    return rows;
  } catch (error) {
    throw error instanceof Error ? em.getDriver().convertException(error) : error;
  }
}
