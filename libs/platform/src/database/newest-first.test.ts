import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '@antrean/testing';
import { countRows, newestFirst } from './index.ts';

let test: TestDatabase;

beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.close());

const numbers = (from: number, to: number): string => `select id from generate_series(${from}, ${to}) id`;

it('gives the highest of all alternatives once each, page by page', async () => {
  const em = test.database.fork();
  const alternatives = [numbers(1, 6), numbers(5, 9)];
  expect(await newestFirst(em, alternatives, { page: 1, limit: 4 })).toEqual({ ids: [9, 8, 7, 6], total: 9 });
  expect(await newestFirst(em, alternatives, { page: 3, limit: 4 })).toEqual({ ids: [1], total: 9 });
  expect(await newestFirst(em, [], { page: 1, limit: 4 })).toEqual({ ids: [], total: 0 });
});

it('takes a question mark in a query for what it is', async () => {
  const em = test.database.fork();
  const asking = `${numbers(1, 3)} where '?' = chr(63)`;
  expect(await newestFirst(em, [asking], { page: 1, limit: 2 })).toEqual({ ids: [3, 2], total: 3 });
  expect(await countRows(em, asking)).toBe(3);
});
