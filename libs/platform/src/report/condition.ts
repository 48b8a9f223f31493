import type { SqlValue } from '../database/index.ts';

/** One condition with the values of its `?`; `false` when nothing is asked. */
export type Condition = string | readonly [sql: string, ...parameters: SqlValue[]] | false;

/** Joins conditions by `and`; no condition at all is `true`. */
export function allOf(...conditions: readonly Condition[]): { sql: string; parameters: SqlValue[] } {
  const asked = conditions
    .filter((condition) => condition !== false)
    .map((condition) => (typeof condition === 'string' ? ([condition] as const) : condition));
  return {
    sql: asked.length === 0 ? 'true' : asked.map(([sql]) => `(${sql})`).join(' and '),
    parameters: asked.flatMap(([, ...parameters]) => parameters),
  };
}

/** A condition that holds only when its filter was given. */
export const given = (value: SqlValue | undefined, sql: string): Condition =>
  value === undefined ? false : [sql, value];
