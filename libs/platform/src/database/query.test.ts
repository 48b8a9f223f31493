import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { UniqueConstraintViolationException } from '@mikro-orm/postgresql';
import { createTestDatabase, type TestDatabase } from '@antrean/testing';
import { prepared, query } from './query.ts';

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
  await query(test.database.fork(), 'create table kept (id int primary key, word text)');
});
afterAll(() => test.close());

const INSERT = prepared(`insert into kept (id, word) values (?, ?) returning id, word`);

it('the plan of a prepared statement stays with its connection, and its values are not in its text', async () => {
  const plans = await test.database.fork().transactional(async (em) => {
    for (const id of [1, 2, 3]) await query(em, INSERT, [id, `it's $1 or ?`]);
    return query<{ statement: string; runs: string }>(
      em,
      `select statement, generic_plans + custom_plans as runs from pg_prepared_statements where name like 'antrean%'`,
    );
  });
  expect(plans).toEqual([
    { statement: 'insert into kept (id, word) values ($1, $2) returning id, word', runs: '3' },
  ]);
  expect(await query(test.database.fork(), `select word from kept where id = 2`)).toEqual([
    { word: `it's $1 or ?` },
  ]);
});

it('a prepared statement runs in the transaction it is given, and its errors are those of the ORM', async () => {
  const failing = test.database.fork().transactional(async (em) => {
    await query(em, INSERT, [10, 'gone with the transaction']);
    await query(em, INSERT, [10, 'twice']);
  });
  await expect(failing).rejects.toThrow(UniqueConstraintViolationException);
  expect(await query(test.database.fork(), `select id from kept where id = 10`)).toEqual([]);
});
