import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '@antrean/testing';
import { dropPartitionsBefore, ensurePartitions, query } from './index.ts';

let test: TestDatabase;

beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.close());

const partitions = async (): Promise<string[]> =>
  (
    await query<{ name: string }>(
      test.database.fork(),
      `select inhrelid::regclass::text as name from pg_inherits where inhparent = 'outbox_events'::regclass order by 1`,
    )
  ).map(({ name }) => name);

it('keeps partitions ready ahead, also when asked by several processes at once', async () => {
  await Promise.all([ensurePartitions(test.database.fork()), ensurePartitions(test.database.fork())]);
  const today = new Date().toISOString().slice(0, 10).replaceAll('-', '');
  expect(await partitions()).toContain(`outbox_events_${today}`);
  expect((await partitions()).length).toBeGreaterThanOrEqual(5);
});

it('drops old partitions that may go, and no others', async () => {
  const em = test.database.fork();
  for (const [from, to] of [
    ['2020-01-01', '2020-01-02'],
    ['2020-01-02', '2020-01-03'],
  ] as const) {
    await query(em, `select ensure_partition('outbox_events', ?, ?::timestamptz, ?::timestamptz)`, [
      `outbox_events_${from.replaceAll('-', '')}`,
      from,
      to,
    ]);
  }
  const before = await partitions();
  const dropped = await dropPartitionsBefore(
    em,
    'outbox_events',
    'day',
    new Date('2024-01-01'),
    async (name) => name.endsWith('20200101'),
  );
  expect(dropped).toEqual(['outbox_events_20200101']);
  expect(await partitions()).toEqual(before.filter((name) => name !== 'outbox_events_20200101'));
});
