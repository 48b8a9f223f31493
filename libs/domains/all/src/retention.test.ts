import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { query } from '@antrean/platform/database';
import { deletionOf } from '@antrean/platform/retention';
import { createTestDatabase, type TestDatabase } from '@antrean/testing';
import { system } from './index.ts';

const { retention } = system;

const byAge = retention.flatMap((rule) => ('keep' in rule && !('partitioned' in rule) ? [rule] : []));

describe('how long tables keep their rows', () => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await createTestDatabase();
  });
  afterAll(() => test.close());

  it('is declared for every table, once', async () => {
    const tables = await query<{ name: string }>(
      test.database.fork(),
      `select relname as name from pg_class
       where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition`,
    );
    expect(retention.map(({ table }) => table).sort()).toEqual(tables.map(({ name }) => name).sort());
  });

  it('partitioned tables are those that the schema knows', async () => {
    const tables = await query<{ name: string }>(test.database.fork(), `select name from partitioned_tables`);
    const declared = retention.filter((rule) => 'partitioned' in rule).map(({ table }) => table);
    expect(declared.sort()).toEqual(tables.map(({ name }) => name).sort());
  });

  it.each(byAge.map((rule) => [rule.table, rule] as const))(
    '%s: old rows are found by an index',
    async (_, rule) => {
      const plan = await test.database.fork().transactional(async (em) => {
        await query(em, `set local enable_seqscan = off`);
        await query(em, `set local enable_sort = off`);
        return query<{ 'QUERY PLAN': string }>(em, `explain ${deletionOf(rule)}`);
      });
      const text = plan.map((row) => row['QUERY PLAN']).join('\n');
      expect(text).toMatch(/Index (Only )?Scan/);
      expect(text).toContain('Index Cond');
      expect(text).not.toContain('Sort');
    },
  );
});
