import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '@antrean/testing';
import { COUNT_LIMIT, countRows, newestFirst } from './index.ts';

let test: TestDatabase;

beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.close());

const numbers = (from: number, to: number): string => `select id from generate_series(${from}, ${to}) id`;

it('gives the highest of all alternatives once each, page by page', async () => {
  const em = test.database.fork();
  const alternatives = [numbers(1, 6), numbers(5, 9)];
  expect(await newestFirst(em, alternatives, { page: 1, limit: 4 })).toMatchObject({
    ids: [9, 8, 7, 6],
    total: 9,
  });
  expect(await newestFirst(em, alternatives, { page: 3, limit: 4 })).toEqual({
    ids: [1],
    total: 9,
    next: null,
  });
  expect(await newestFirst(em, [], { page: 1, limit: 4 })).toEqual({ ids: [], total: 0, next: null });
});

it('takes a question mark in a query for what it is', async () => {
  const em = test.database.fork();
  const asking = `${numbers(1, 3)} where '?' = chr(63)`;
  expect(await newestFirst(em, [asking], { page: 1, limit: 2 })).toMatchObject({ ids: [3, 2], total: 3 });
  expect(await countRows(em, asking)).toBe(3);
});

it('goes on behind a row by its cursor, whatever came before it meanwhile', async () => {
  const em = test.database.fork();
  const first = await newestFirst(em, [numbers(1, 6), numbers(5, 9)], { page: 1, limit: 4 });
  const more = [numbers(1, 6), numbers(5, 20)];
  const second = await newestFirst(em, more, { page: 1, limit: 4, after: first.next! });
  expect(second).toMatchObject({ ids: [5, 4, 3, 2], total: 20 });
  const third = await newestFirst(em, more, { page: 1, limit: 4, after: second.next! });
  expect(third).toEqual({ ids: [1], total: 20, next: null });
});

it('refuses a page behind what is counted, before it reads', async () => {
  const em = test.database.fork();
  const ask = (page: number) => newestFirst(em, [numbers(1, 3)], { page, limit: 100 });
  expect((await ask(COUNT_LIMIT / 100)).ids).toEqual([]);
  await expect(ask(COUNT_LIMIT / 100 + 1)).rejects.toMatchObject({ code: 'page_not_counted' });
});
