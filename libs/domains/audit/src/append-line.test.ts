import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connectDatabase, ensurePartitions, query } from '@antrean/platform/database';
import { createMessageRegistry, defineEvent, type EventRecord } from '@antrean/platform/messages';
import { backgroundContext, transaction } from '@antrean/platform/transaction';
import { testLog } from '@antrean/testing';
import { z } from 'zod';
import { recordEvents } from './record-event.ts';
import { startTestTrail, type TestTrail } from './trail.factory.ts';

const done = defineEvent({
  name: 'thing.done',
  version: 1,
  summary: 'A thing was done.',
  schema: z.object({ thing: z.string() }),
  audit: { THING_DONE: ({ thing }) => ({ subject: thing, detail: `${thing} was done` }) },
});
const registry = createMessageRegistry([done]);

let seq = 0;
const event = (at: string): EventRecord => ({
  seq: (seq += 1),
  id: crypto.randomUUID(),
  at,
  name: done.name,
  version: 1,
  payload: { thing: `thing ${seq}` },
  actorId: 1,
  correlationId: 'c-1',
});
const MONTHS = ['2026-01-31T23:59:59.999Z', '2026-02-01T00:00:00.000Z'];

describe('appending to the audit trail', () => {
  let trail: TestTrail;
  beforeAll(async () => {
    trail = await startTestTrail();
  });
  afterAll(() => trail.close());

  const record = (events: readonly EventRecord[], unitOfWork = trail.db.unitOfWork) =>
    transaction(unitOfWork, backgroundContext(testLog, 'test'), (tx) => recordEvents(tx, registry, events));

  it('makes no forks when batches come from everywhere at once, also for months that nobody has opened', async () => {
    const batches = Array.from({ length: 8 }, (_, i) =>
      Array.from({ length: 40 }, (_each, j) => event(j < 20 ? MONTHS[0]! : i < 4 ? MONTHS[0]! : MONTHS[1]!)),
    );
    await Promise.all(batches.map((batch) => record(batch)));
    const places = await trail.sql<{ chain: string; lines: number; places: number; last: number }>(
      `select chain, count(*)::int as lines, count(distinct chain_seq)::int as places, max(chain_seq)::int as last
       from log_audit_trail group by chain order by chain`,
    );
    expect(places).toEqual([
      { chain: '2026-01', lines: 240, places: 240, last: 240 },
      { chain: '2026-02', lines: 80, places: 80, last: 80 },
    ]);
    expect((await trail.verify()).broken).toBeUndefined();
  });

  it('those who open months at once wait for each other, and never for ever', async () => {
    for (let year = 2001; year <= 2020; year += 1) {
      const months = [`${year}-01-01T00:00:00.000Z`, `${year}-02-01T00:00:00.000Z`];
      await Promise.all(
        Array.from({ length: 8 }, (_, i) => record([event(months[0]!), event(months[i < 4 ? 0 : 1]!)])),
      );
    }
    const { broken, checked } = await trail.verify({ to: '2020-12' });
    expect(broken).toBeUndefined();
    expect(checked).toBe(20 * 16);
  });

  it('a batch that rolls back or comes again leaves neither a gap nor a second line', async () => {
    const batch = [event(MONTHS[1]!), event(MONTHS[1]!)];
    await record(batch);
    const { checked } = await trail.verify();
    await expect(
      transaction(trail.db.unitOfWork, backgroundContext(testLog, 'test'), async (tx) => {
        await recordEvents(tx, registry, [event(MONTHS[0]!)]);
        throw new Error('crash');
      }),
    ).rejects.toThrow('crash');
    await Promise.all([record(batch), record([...batch, event(MONTHS[0]!)])]);
    const finding = await trail.verify();
    expect(finding.broken).toBeUndefined();
    expect(finding.checked).toBe(checked + 1);
  });

  it('no false alarm while lines are appended and anchored', async () => {
    const seen = new Set<number>();
    let stop = false;
    const appending = (async () => {
      for (let i = 0; !stop; i += 1) await record(Array.from({ length: 25 }, () => event(MONTHS[i % 2]!)));
    })();
    const anchoring = (async () => {
      while (!stop) await trail.anchor();
    })();
    try {
      while (seen.size < 5) {
        const { broken, checked } = await trail.verify();
        expect(broken).toBeUndefined();
        seen.add(checked);
      }
    } finally {
      stop = true;
    }
    await Promise.all([appending, anchoring]);
    const { broken, anchors } = await trail.verify();
    expect(broken).toBeUndefined();
    expect(anchors.checked).toBeGreaterThan(0);
  });

  it('the search finds its lines by the index, as do subject, user, action and place in the chain', async () => {
    await trail.append(
      ...Array.from({ length: 20_000 }, (_, i) => ({
        at: new Date(Date.UTC(2026, 2, 1) + i * 1_000).toISOString(),
        action: 'BULK',
        detail: `line ${i}`,
      })),
      { at: '2026-03-02T00:00:00Z', action: 'RARE_ACTION', subject: 'PM-1', detail: 'a needle', user: 4711 },
    );
    await trail.sql('vacuum analyze log_audit_trail');
    const plan = async (condition: string, order: string): Promise<string> =>
      (
        await trail.sql<{ 'QUERY PLAN': string }>(
          `explain select * from log_audit_trail where ${condition} order by ${order} limit 50`,
        )
      )
        .map((row) => row['QUERY PLAN'])
        .join('\n');
    const newest = 'at desc, id desc';
    const search = await plan(`action || ' ' || detail ilike '%needle%'`, newest);
    expect(search).toMatch(/Bitmap Index Scan on log_audit_trail_default_expr_idx/);
    expect(await plan(`subject = 'PM-1'`, 'seq')).toMatch(/subject.*idx/);
    expect(await plan(`user_id = 4711`, newest)).toMatch(/user_id.*idx/);
    expect(await plan(`action = 'RARE_ACTION'`, newest)).toMatch(/action.*idx/);
    expect(await plan(`chain = '2026-03'`, 'chain, chain_seq, at')).toMatch(/Index Scan.*chain.*key/);
  });

  it('lines of now go into the partition of their month', async () => {
    await ensurePartitions(trail.database.fork());
    const now = event(new Date().toISOString());
    await record([now]);
    const [line] = await trail.sql<{ partition: string }>(
      `select tableoid::regclass::text as partition from log_audit_trail where event_id = ?`,
      [now.id],
    );
    expect(line?.partition).toBe(`log_audit_trail_${now.at.slice(0, 7).replace('-', '')}`);
    expect((await trail.verify()).broken).toBeUndefined();
  });

  const CHANGES = [
    `update log_audit_trail set detail = 'x'`,
    `delete from log_audit_trail`,
    `truncate log_audit_trail`,
    `update log_audit_trail_default set detail = 'x'`,
    `delete from log_audit_trail_default`,
    `truncate log_audit_trail_default`,
    `update audit_heads set last_seq = 1`,
    `delete from audit_heads`,
    `truncate audit_heads`,
  ];

  it.each(CHANGES)('refuses the owner, by whatever way of ours: %s', async (statement) => {
    await expect(trail.sql(statement)).rejects.toThrow('append-only');
  });

  it('the role of the processes may append and read, and neither change nor lift what hinders it', async () => {
    const login = `app_${crypto.randomUUID().replaceAll('-', '')}`;
    await trail.sql(`create role ${login} login password 'antrean' in role antrean_app`);
    const url = new URL(trail.db.url);
    url.username = login;
    url.password = 'antrean';
    const database = await connectDatabase({
      url: url.href,
      poolSize: 2,
      applicationName: 'test',
      entities: [],
      log: testLog,
    });
    try {
      const { checked } = await trail.verify();
      await record([event(MONTHS[0]!), event('2027-01-01T00:00:00.000Z')], {
        ...trail.db.unitOfWork,
        database,
      });
      expect((await trail.verify()).checked).toBe(checked + 2);
      await ensurePartitions(database.fork());
      const partition = `log_audit_trail_${new Date().toISOString().slice(0, 7).replace('-', '')}`;
      for (const statement of [
        ...CHANGES,
        `update ${partition} set detail = 'x'`,
        `delete from ${partition}`,
        `truncate ${partition}`,
        `drop table ${partition}`,
        `insert into ${partition} (at, event_id, seq, action, detail) values (now(), gen_random_uuid(), 1, 'X', 'x')`,
        `alter table log_audit_trail disable trigger all`,
        `set session_replication_role = replica`,
        `select drop_partition('log_audit_trail', '${partition}')`,
        `select open_audit_chain('2030-01')`,
      ]) {
        await expect(query(database.fork(), statement)).rejects.toThrow(
          /permission denied|must be owner|may be dropped/,
        );
      }
      // Its other work goes on: a table like any other, and partitions of the log that have had their time.
      await query(database.fork(), `update outbox_head set last_seq = last_seq`);
      await query(
        database.fork(),
        `select ensure_partition('outbox_events', 'outbox_events_20200101', '2020-01-01', '2020-01-02')`,
      );
      await query(database.fork(), `select drop_partition('outbox_events', 'outbox_events_20200101')`);
    } finally {
      await database.close();
      await trail.sql(`drop role ${login}`);
    }
  });

  it('follows 100 MB of lines in a process that has 64 MB', async () => {
    await trail.sql('drop index log_audit_trail_search'); // 5 000 letters per line are much work for it
    await trail.sql(
      `select append_audit_lines(jsonb_agg(jsonb_build_object('at', '2026-05-01'::timestamptz + g * interval '1 second',
         'event_id', gen_random_uuid(), 'seq', g, 'action', 'BULK', 'detail', repeat('x', 5000))))
       from generate_series(1, 20000) g`,
    );
    const script = `
      import { connectDatabase } from '@antrean/platform/database';
      import { createSigner } from '@antrean/platform/signing';
      import { openAnchorFile } from '${new URL('./anchor-file.ts', import.meta.url).href}';
      import { verifyTrail } from '${new URL('./verify-trail.ts', import.meta.url).href}';
      const [url, dataDir] = ${JSON.stringify([trail.db.url, trail.dataDir])};
      const database = await connectDatabase({ url, poolSize: 2, applicationName: 'test', entities: [] });
      const signer = await createSigner({ keyFile: dataDir + '/signing-key.pem' });
      const { checked, broken } = await verifyTrail({ database, signer, anchorFile: openAnchorFile(dataDir) },
        { from: '2026-05', to: '2026-05' }, new AbortController().signal);
      process.stdout.write(JSON.stringify({ checked, broken }));
      await database.close();`;
    const child = spawn(
      process.execPath,
      ['--max-old-space-size=64', '--conditions=@antrean/source', '--input-type=module', '-e', script],
      { cwd: import.meta.dirname, stdio: ['ignore', 'pipe', 'inherit'] },
    );
    expect(JSON.parse(await text(child.stdout))).toEqual({ checked: 20_000 });
  }, 60_000);
});
