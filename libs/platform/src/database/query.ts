import type { EntityManager } from '@mikro-orm/postgresql';

export type SqlValue = string | number | boolean | null | Date | readonly (string | number | null)[];

/** A parameter for `?::text[]`. */
export const textArray = (values: readonly string[]): string =>
  `{${values.map((value) => `"${value.replaceAll(/["\\]/g, String.raw`\$&`)}"`).join(',')}}`;

/**
 * Runs SQL in the entity manager's transaction, if it is in one. `?` marks a parameter; where there are parameters,
 * `\\?` is a literal question mark.
 * Rows come as PostgreSQL's driver gives them: bigint and numeric as strings, timestamptz as strings.
 * `Row` describes the columns that the statement selects; keep the two together.
 */
export async function query<Row extends object>(
  em: EntityManager,
  sql: string,
  parameters: readonly SqlValue[] = [],
): Promise<Row[]> {
  return em.execute<Row[]>(sql, [...parameters]);
}
