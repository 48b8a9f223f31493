import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '@antrean/testing';
import { Client } from 'pg';
import { ensurePartitions, moveStrayRows, query, readPartitionState } from './index.ts';

let test: TestDatabase;

beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.close());

const sql = <Row extends object>(text: string, parameters: readonly string[] = []) =>
  query<Row>(test.database.fork(), text, parameters);
const partitions = async (): Promise<string[]> =>
  (
    await sql<{ name: string }>(
      `select inhrelid::regclass::text as name from pg_inherits where inhparent = 'outbox_events'::regclass order by 1`,
    )
  ).map(({ name }) => name);
const today = (): string => `outbox_events_${new Date().toISOString().slice(0, 10).replaceAll('-', '')}`;
const insert = (at = 'now()', count = 1) =>
  sql(
    `insert into outbox_events (at, name, version, payload) select ${at}, 'x', 1, '{}' from generate_series(1, ${count})`,
  );
const state = async () =>
  (await readPartitionState(test.database.fork())).find(({ table }) => table === 'outbox_events')!;

/** A session that holds what it has read until it is let go, as pg_dump does. */
async function reader(): Promise<{ letGo(): Promise<void> }> {
  const client = new Client({ connectionString: test.url });
  await client.connect();
  await client.query(
    `begin; lock table outbox_events in access share mode; select count(*) from outbox_events`,
  );
  return { letGo: () => client.end() };
}

beforeEach(async () => {
  for (const name of await partitions()) {
    if (!name.endsWith('_default')) await sql(`drop table ${name}`);
  }
  await sql('truncate outbox_events');
  await ensurePartitions(test.database.fork());
});

describe('making partitions', () => {
  it('keeps them ready ahead, also when asked by several processes at once', async () => {
    await sql(`drop table ${today()}`);
    await Promise.all(Array.from({ length: 4 }, () => ensurePartitions(test.database.fork())));
    expect(await partitions()).toContain(today());
    expect((await partitions()).length).toBeGreaterThanOrEqual(5);
    expect(await state()).toMatchObject({ table: 'outbox_events', strayRows: 0 });
    expect((await state()).daysAhead).toBeGreaterThan(3);
  });

  it('they have what the table has: indexes, identity, and no right to be written to directly', async () => {
    await insert();
    const [row] = await sql<{ id: string; partition: string }>(
      `select id, tableoid::regclass::text as partition from outbox_events`,
    );
    expect(row).toEqual({ id: expect.any(String), partition: today() });
    const indexesOf = async (table: string) =>
      (
        await sql<{ definition: string }>(
          `select regexp_replace(indexdef, '^.* USING ', '') as definition from pg_indexes where tablename = ? order by 1`,
          [table],
        )
      ).map(({ definition }) => definition);
    expect(await indexesOf(today())).toEqual(await indexesOf('outbox_events'));
    const [may] = await sql(`select has_table_privilege('antrean_app', '${today()}', 'insert') as insert`);
    expect(may).toEqual({ insert: false });
  });
});

describe('while somebody reads for hours', () => {
  let reading: { letGo(): Promise<void> };
  beforeEach(async () => {
    await insert();
  });
  afterEach(() => reading.letGo());

  /** Writes one row after the other while `work` runs, each within a time that only one who is held up exceeds. */
  const writingDuring = async <T>(work: () => Promise<T>): Promise<{ result: T; written: number }> => {
    let over = false;
    let written = 0;
    const writing = (async () => {
      while (!over) {
        await test.database.fork().transactional(async (em) => {
          await query(em, `set local statement_timeout = '5s'`);
          await query(em, `insert into outbox_events (name, version, payload) values ('x', 1, '{}')`);
        });
        written += 1;
      }
    })();
    const result = await work().finally(() => (over = true));
    await writing;
    return { result, written };
  };

  it('a partition waits for its moment, and those who write do not wait', async () => {
    const tomorrow = (await partitions()).filter((name) => name > today() && !name.endsWith('default'))[0]!;
    await sql(`drop table ${tomorrow}`);
    reading = await reader();
    const { result, written } = await writingDuring(() =>
      ensurePartitions(test.database.fork(), 'outbox_events'),
    );
    expect(result).toEqual([tomorrow]);
    expect(written).toBeGreaterThan(0);
    expect((await state()).daysAhead).toBeLessThan(1);
    await reading.letGo();
    expect(await ensurePartitions(test.database.fork(), 'outbox_events')).toEqual([]);
    expect(await partitions()).toContain(tomorrow);
    expect((await state()).daysAhead).toBeGreaterThan(3);
  });

  it('one that is old stays for now, and those who write wait for a moment at most', async () => {
    await sql(
      `select ensure_partition('outbox_events', 'outbox_events_20200101', '2020-01-01Z', '2020-01-02Z')`,
    );
    reading = await reader();
    const drop = async () =>
      (
        await sql<{ gone: boolean }>(
          `select drop_partition('outbox_events', 'outbox_events_20200101') as gone`,
        )
      )[0]!;
    const { result, written } = await writingDuring(drop);
    expect(result).toEqual({ gone: false });
    expect(written).toBeGreaterThan(0);
    expect(await partitions()).toContain('outbox_events_20200101');
    await reading.letGo();
    expect(await drop()).toEqual({ gone: true });
    expect(await partitions()).not.toContain('outbox_events_20200101');
  });

  it('rows of the default partition stay where they are, to be moved later', async () => {
    await insert(`'2020-01-01 12:00Z'`, 3);
    reading = await reader();
    expect(
      (await writingDuring(() => moveStrayRows(test.database.fork(), 'outbox_events', 100))).result,
    ).toBeNull();
    expect((await state()).strayRows).toBe(3);
    await reading.letGo();
    expect(await moveStrayRows(test.database.fork(), 'outbox_events', 100)).toBe(3);
    expect((await state()).strayRows).toBe(0);
  });
});

describe('rows in the default partition', () => {
  const placed = () =>
    sql<{ partition: string; rows: number }>(
      `select tableoid::regclass::text as partition, count(*)::int as rows from outbox_events group by 1 order by 1`,
    );

  it('are taken along when the partition of their time is made', async () => {
    await sql(`drop table ${today()}`);
    await insert('now()', 5);
    expect((await state()).strayRows).toBe(5);
    await ensurePartitions(test.database.fork());
    expect(await placed()).toEqual([{ partition: today(), rows: 5 }]);
  });

  it('are moved batch by batch into partitions that follow each other, and none is out of sight meanwhile', async () => {
    await sql(`drop table ${today()}`);
    // More than ensure_partition moves at once, in the hours that have passed.
    await sql(
      `insert into outbox_events (at, name, version, payload)
       select date_trunc('day', now(), 'UTC') + n * interval '1 millisecond', 'x', 1, '{}' from generate_series(1, 6000) n`,
    );
    await insert(`'2020-01-31 23:59Z'`, 2);
    expect(await ensurePartitions(test.database.fork())).toEqual([today()]);
    const batches: number[] = [];
    for (;;) {
      const moved = await moveStrayRows(test.database.fork(), 'outbox_events', 2_500);
      if (!moved) break;
      batches.push(moved);
      const [all] = await sql<{ rows: number }>(`select count(*)::int as rows from outbox_events`);
      expect(all).toEqual({ rows: 6_002 });
    }
    expect(batches).toEqual([2, 2_501, 2_501, 998]);
    expect((await placed()).map(({ rows }) => rows)).toEqual([2, 2_501, 2_501, 998]);
    expect((await placed())[0]!.partition).toBe('outbox_events_20200131');
    // The whole day is covered: what comes now needs no default partition.
    expect(await ensurePartitions(test.database.fork())).toEqual([]);
    await insert();
    expect((await state()).strayRows).toBe(0);
    expect((await state()).daysAhead).toBeGreaterThan(3);
  });

  it('many of one instant go together', async () => {
    await insert(`'2020-02-01 12:00Z'`, 20);
    await insert(`'2020-02-01 13:00Z'`, 1);
    expect(await moveStrayRows(test.database.fork(), 'outbox_events', 1)).toBe(21);
  });

  it('lines of the audit trail move too, and stay what they are', async () => {
    await sql(`select append_audit_lines('[{"at": "2025-10-01T00:00:00Z", "seq": 1, "action": "A", "detail": "d",
      "event_id": "00000000-0000-4000-8000-000000000000"}]')`);
    const line = () => sql(`select l.* from log_audit_trail l`);
    const before = await line();
    expect(await moveStrayRows(test.database.fork(), 'log_audit_trail', 100)).toBe(1);
    expect(await line()).toEqual(before);
    await expect(sql(`update log_audit_trail set detail = 'x'`)).rejects.toThrow('append-only');
    const [trigger] = await sql(
      `select tgenabled from pg_trigger where tgrelid = 'log_audit_trail_default'::regclass and tgname = 'refuse_audit_change'`,
    );
    expect(trigger).toEqual({ tgenabled: 'O' });
  });
});
