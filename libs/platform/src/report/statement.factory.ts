import { query, type Database } from '../database/index.ts';

/** How many statements of this database are at work that carry the mark, as a comment in them. */
export async function running(database: Database, mark: string): Promise<number> {
  const [row] = await query<{ n: number }>(
    database.fork(),
    `select count(*)::int as n from pg_stat_activity
     where datname = current_database() and state = 'active' and query like ? and pid <> pg_backend_pid()`,
    [`%/* ${mark} */%`],
  );
  return row?.n ?? 0;
}

/** Asks again, a round trip to the database between, until the condition holds. */
export async function until(database: Database, condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await query(database.fork(), 'select 1');
}
