import { query, type Database } from '../database/index.ts';
import type { AnyLifecycle } from './define-lifecycle.ts';

/**
 * States that the check of their column refuses, as `meal_orders.status refuses "LOST"`: a transition to one would fail
 * when somebody wants it. One query, at the start.
 */
export async function unknownStates(
  database: Database,
  lifecycles: readonly AnyLifecycle[],
): Promise<string[]> {
  if (lifecycles.length === 0) return [];
  const checks = await query<{ column: string; check: string }>(
    database.fork(),
    `select t.relname || '.' || a.attname as column, pg_get_constraintdef(c.oid) as check
     from pg_constraint c join pg_class t on t.oid = c.conrelid
     join pg_attribute a on a.attrelid = t.oid and c.conkey = array[a.attnum]
     where c.contype = 'c' and t.relnamespace = 'public'::regnamespace
       and t.relname || '.' || a.attname = any(string_to_array(?, ','))`,
    [lifecycles.map(({ column }) => column).join(',')],
  );
  return lifecycles.flatMap(({ column, states }) => {
    const own = checks.filter((each) => each.column === column);
    if (own.length === 0) return [`${column} has no check`];
    return states
      .filter((state) => own.some(({ check }) => !check.includes(`'${state.replaceAll(`'`, `''`)}'`)))
      .map((state) => `${column} refuses "${state}"`);
  });
}
