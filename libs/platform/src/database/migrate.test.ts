import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createTestDatabase, testLog, type TestDatabase } from '@antrean/testing';
import { connectDatabase, createMigrator } from './index.ts';

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.close());

it('asks for the encryption that the URL asks for, and does without none', async () => {
  // The server of the tests has none.
  const url = `${test.url}?sslmode=verify-full`;
  const directory = join(import.meta.dirname, '../../../../migrations');
  await expect(
    createMigrator({ url, directory }).then(async (migrator) => {
      try {
        return await migrator.status();
      } finally {
        await migrator.close();
      }
    }),
  ).rejects.toThrow(/SSL/);
  await expect(
    connectDatabase({ url, poolSize: 1, applicationName: 'test', entities: [], log: testLog }),
  ).rejects.toThrow(/SSL/);

  const plain = await createMigrator({ url: test.url, directory });
  expect((await plain.status()).pending).toEqual([]);
  await plain.close();
});
