import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, testLog, type TestDatabase } from '@antrean/testing';
import { query } from '../database/index.ts';
import { backgroundContext, transaction } from '../transaction/index.ts';
import { MORE } from '../queue/schedule.ts';
import { platformRetention } from './platform-retention.ts';
import { retentionSchedules } from './retention-schedule.ts';

describe('the removal of what is old', () => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await createTestDatabase();
  });
  afterAll(() => test.close());

  const sql = <Row extends object>(text: string) => query<Row>(test.database.fork(), text);
  const countOf = async (what: string): Promise<number> =>
    (await sql<{ rows: number }>(`select count(*)::int as rows from ${what}`))[0]!.rows;
  const schedule = (name: string) =>
    retentionSchedules(platformRetention).find((each) => each.name === name)!;
  const turn = (name: string) =>
    transaction(test.unitOfWork, backgroundContext(testLog, 'test'), (tx) => schedule(name).run(tx));
  /** Turns until there is nothing left to do. */
  const turns = async (name: string): Promise<number> => {
    let count = 1;
    while ((await turn(name)) === MORE) count += 1;
    return count;
  };

  it('keeps up with any intake: batch follows batch until nothing old is left', async () => {
    await sql(`insert into idempotency_keys (user_id, key, request_hash, status, created_at)
      select 1, n::text, '', 200, now() - interval '49 hours' from generate_series(1, 12000) n
      union all select 2, n::text, '', 200, now() - interval '47 hours' from generate_series(1, 10) n`);
    expect(await turns('retention.idempotency_keys')).toBe(3);
    expect(await countOf('idempotency_keys')).toBe(10);
    expect(await countOf(`idempotency_keys where user_id = 2`)).toBe(10);
  });

  it('a row that somebody holds holds up no other', async () => {
    await sql(`insert into outbox_event_failures (consumer, seq, error, dead, at)
      select 'c', n, '', n = 3, now() - interval '91 days' from generate_series(1, 5) n`);
    await sql(`insert into outbox_event_failures (consumer, seq, error, dead, at, resolved_at)
      values ('c', 6, '', true, now() - interval '91 days', now())`);
    await test.database.fork().transactional(async (em) => {
      await query(em, `select 1 from outbox_event_failures where seq = 1 for update`);
      await turns('retention.outbox_event_failures');
    });
    // What nobody has decided about stays, too.
    expect(await sql(`select seq from outbox_event_failures order by seq`)).toEqual([
      { seq: '1' },
      { seq: '3' },
    ]);
  });

  it('jobs that are not done are carried over, and keep no partition', async () => {
    await sql(`select ensure_partition('outbox_jobs', 'outbox_jobs_202001', '2020-01-01Z', '2020-02-01Z')`);
    await sql(`insert into outbox_jobs (created_at, queue, name, version, payload, state)
      select '2020-01-15Z', 'q', n::text, 1, '{}', case when n <= 6000 then 'dead' when n = 6001 then 'pending' else 'done' end
      from generate_series(1, 7000) n`);
    const left = () => sql(`select id, uid, name, state from outbox_jobs where state <> 'done' order by id`);
    const before = await left();
    expect(before).toHaveLength(6_001);
    expect(await turns('retention.outbox_jobs')).toBe(4);
    expect(await countOf(`partitions where partition = 'outbox_jobs_202001'`)).toBe(0);
    expect(await left()).toEqual(before);
    expect(await countOf(`outbox_jobs where state = 'done'`)).toBe(0);
  });

  it('a day of the log goes when everybody has had its events, and not before', async () => {
    await sql(
      `select ensure_partition('outbox_events', 'outbox_events_20200101', '2020-01-01Z', '2020-01-02Z')`,
    );
    await sql(
      `insert into outbox_events (at, name, version, payload, seq) values ('2020-01-01 12:00Z', 'x', 1, '{}', 7)`,
    );
    await sql(`insert into outbox_cursors values ('fast', 7), ('slow', 6)`);
    const isThere = async () =>
      (await countOf(`partitions where partition = 'outbox_events_20200101'`)) === 1;
    await turns('retention.outbox_events');
    expect(await isThere()).toBe(true);
    await sql(`update outbox_cursors set delivered_seq = 7`);
    await turns('retention.outbox_events');
    expect(await isThere()).toBe(false);
  });

  it('partitions are made, and what lies in the default one is moved, by a turn', async () => {
    await sql(
      `insert into outbox_events (at, name, version, payload) values ('2020-01-03 12:00Z', 'x', 1, '{}')`,
    );
    await sql(
      `drop table ${(await sql<{ p: string }>(`select partition as p from partitions where parent = 'outbox_events' order by from_at desc limit 1`))[0]!.p}`,
    );
    await turns('partitions.outbox_events');
    expect(await countOf('outbox_events_default')).toBe(0);
    expect(
      await countOf(`partition_horizon where parent = 'outbox_events' and until > now() + interval '3 days'`),
    ).toBe(1);
  });
});
