import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { organizationEntities } from '@antrean/organization';
import { COUNT_LIMIT, query, type SqlValue } from '@antrean/platform/database';
import { createTestDatabase, type TestDatabase } from '@antrean/testing';
import { ensureRoles } from '@antrean/access';
import { identityEntities } from '@antrean/sign-in/testing';
import { userQuery } from './user.contract.ts';
import { listUsers } from './user.queries.ts';

const USERS = 2 * COUNT_LIMIT;

let test: TestDatabase;

beforeAll(async () => {
  test = await createTestDatabase([...organizationEntities, ...identityEntities]);
  await ensureRoles(test.database, {});
  const em = test.database.fork();
  await query(
    em,
    `insert into users (nik, email, full_name, password_hash, primary_role)
     select 'NIK' || n, md5(n::text) || '@example.test', 'Karyawan ' || md5('name' || n), 'x', 'employee'
     from generate_series(1, ?) n`,
    [USERS],
  );
  await query(em, `vacuum analyze users`);
}, 60_000);
afterAll(() => test.close());

/** How PostgreSQL reads the users for what a search sends. */
async function plansOf(search: string): Promise<string[]> {
  const spy = jest.spyOn(test.database.fork().getConnection(), 'execute');
  const sent: [string, SqlValue[]][] = [];
  try {
    await listUsers(test.database, userQuery.parse({ search }));
    for (const [sql, parameters] of spy.mock.calls)
      sent.push([sql as string, (parameters ?? []) as SqlValue[]]);
  } finally {
    spy.mockRestore();
  }
  return Promise.all(
    sent.map(async ([sql, parameters]) => {
      const lines = await query<{ 'QUERY PLAN': string }>(test.database.fork(), `explain ${sql}`, parameters);
      return lines.map((line) => line['QUERY PLAN']).join('\n');
    }),
  );
}

it('S3-USR-02 a search among many users finds them and their number by an index', async () => {
  const plans = await plansOf('nik12345');
  expect(plans).toHaveLength(2);
  for (const plan of plans) {
    expect(plan).toContain('users_search');
    expect(plan).not.toContain('Seq Scan on users');
  }
});

it('finds a part of each of the texts, and what stretches over two of them, in any case', async () => {
  const found = async (search: string): Promise<(string | null)[]> =>
    (await listUsers(test.database, userQuery.parse({ search }))).data.map(({ nik }) => nik);
  await query(
    test.database.fork(),
    `insert into users (username, email, full_name, password_hash, primary_role)
     values ('budi.s', 'Budi_100%@example.test', 'Budi Santoso', 'x', 'employee')`,
  );
  for (const search of ['BUDI.S', '_100%@', 'santoso', 'budi.s budi_', 'example.test budi sant']) {
    expect([search, await found(search)]).toEqual([search, [null]]);
  }
  expect(await found('budi%s')).toEqual([]);
});

it('the number of users is counted no further than that of other long lists', async () => {
  const all = await listUsers(test.database, userQuery.parse({}));
  expect(all.total).toBe(COUNT_LIMIT);
  expect((await listUsers(test.database, userQuery.parse({ search: 'karyawan' }))).total).toBe(COUNT_LIMIT);
});
