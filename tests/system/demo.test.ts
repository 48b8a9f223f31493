import { execFile, spawn } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freePort, startTestSystem, type TestSystem } from '@antrean/testing';

const root = fileURLToPath(new URL('../..', import.meta.url));

const demo = (variables: Record<string, string>): Promise<{ code: number; output: string }> =>
  new Promise((resolve) => {
    execFile(
      process.execPath,
      ['--conditions=@antrean/source', 'tools/demo.ts', '--fast'],
      { cwd: root, env: { PATH: process.env['PATH'] ?? '', ...variables } },
      (error, stdout, stderr) =>
        resolve({
          code: typeof error?.code === 'number' ? error.code : error ? -1 : 0,
          output: stdout + stderr,
        }),
    );
  });

describe('npm run demo', () => {
  let system: TestSystem;
  beforeAll(async () => {
    system = await startTestSystem();
    await Promise.all([system.start('api'), system.start('worker'), system.start('realtime')]);
  }, 60_000);
  afterAll(async () => {
    await system.stop();
    await rm(system.dataDir, { recursive: true, force: true });
  });

  it('CARD-RT-01 CARD-RT-02 CARD-USE-03 CARD-USE-04 S0-TEST-02 S3-WS-15 plays a day to its end: every order, every event, a real PDF', async () => {
    const { code, output } = await demo({
      PORT: new URL(system.apiUrl).port,
      MAIL_UI_PORT: String(system.mailbox.uiPort),
      DEMO_DIR: join(system.dataDir, 'demo'),
    });

    expect(output).toContain('orders: 1 DITOLAK, 11 COMPLETE');
    expect(output).toContain('sent when it came back: 3 of 3 orders');
    const file = /report: (\S+\.pdf)/.exec(output)?.[1] ?? output;
    expect((await readFile(file)).subarray(0, 5).toString()).toBe('%PDF-');
    expect(code).toBe(0);
    expect(output).toContain('registered and verified; login asks for totp');
    expect(output).toContain('sessions: 2; token: made, used, ended, refused');

    const rows = await system.db.database
      .fork()
      .execute<{ status: string; orders: number }[]>(
        'select status, count(*)::int as orders from meal_orders group by 1 order by 1',
      );
    expect(rows).toEqual([
      { status: 'COMPLETE', orders: 11 },
      { status: 'DITOLAK', orders: 1 },
    ]);

    expect(output).toContain('invoices: 5, each paid with two taps; 4 completed, 1 cancelled');
    expect(output).toContain('events heard by the display: 5 new-order, 13 order-status');
    const sold = await system.db.database
      .fork()
      .execute<{ status: string; orders: number; amount: number }[]>(
        'select status, count(*)::int as orders, sum(total_amount)::int as amount from pos_orders group by 1 order by 1',
      );
    expect(sold).toMatchObject([
      { status: 'cancelled', orders: 1 },
      { status: 'completed', orders: 4 },
    ]);
    expect(output).toContain(`sales: Rp ${sold[1]!.amount.toLocaleString('en')}`);

    expect(output).toMatch(/Klinik Satwa \S+: clinic \d+, submitted 2 times/);
    // Begun, eight saves and documents, handed in, sent back, saved, handed in again, approved.
    expect(output).toContain('events heard by the applicant: 14; lines of history: 14');

    expect(output).toContain(
      'visits: 3 confirmed, of which 1 from the waiting list and 1 of a guest; 1 cancelled',
    );
    const visits = await system.db.database.fork().execute<{ status: string; isGuest: boolean }[]>(
      `select status, customer_id is null as "isGuest" from bookings
       where created_at > now() - interval '5 minutes'
         and (customer_id is null or customer_id <> (select id from users where nik = 'CUS001')) order by id`,
    );
    expect(visits.map(({ status, isGuest }) => `${status}${isGuest ? ' guest' : ''}`).sort()).toEqual([
      ...['cancelled', 'confirmed', 'confirmed guest', 'confirmed guest'],
    ]);
    const reminders = await system.db.database.fork().execute(
      `select count(*)::int as n from reminders r join bookings b on b.id = r.booking_id
       where b.status = 'confirmed' and r.channel = 'email' and r.due_at < now() + interval '1 minute'
         and r.offset_minutes not in (1440, 120) and r.state <> 'skipped'`,
    );
    expect(reminders).toEqual([{ n: 1 }]);

    expect(output).toContain('DEMO-LOBBY became FULL, then ONLINE');
    const alarms = await system.db.database.fork().execute(
      `select a.kind, a.cleared_at is not null as "isOver", w.status from rvm_alarms a
       join work_orders w on w.id = a.work_order_id`,
    );
    expect(alarms).toEqual([{ kind: 'FULL', isOver: true, status: 'Completed' }]);

    expect(output).toContain('Completed, 8 of 8 made');
    // One was split: two orders, and as many pieces as before.
    expect(output).toContain('2 of another order, split off with its drawing');
    expect(output).toContain('report, Pending: 2 orders, 0 of 4 pieces made');
    expect(output).toContain('report, In Progress: 1 orders, 12 of 20 pieces made');
    expect(output).toContain('report, Completed: 1 orders, 8 of 8 pieces made');
    const ledger = await system.db.database.fork().execute<{ quantity: number }[]>(
      `select h.quantity from work_order_status_history h join work_orders w on w.id = h.work_order_id
         where w.status = 'Completed' and w.product_name not like 'RVM %' order by h.id`,
    );
    expect(ledger.map(({ quantity }) => quantity).filter((quantity) => quantity !== 0)).toEqual([5, 3]);
  }, 120_000);

  it('S0-CTX-01 npm run simulate:rvm drives a fleet without hardware, ends on Ctrl-C, and knows its tokens the next time', async () => {
    const simulate = async (): Promise<{ code: number | null; output: string }> => {
      const child = spawn(
        process.execPath,
        [
          ...[
            '--conditions=@antrean/source',
            'tools/simulate-rvm.ts',
            '--url',
            system.apiUrl,
            '--machines',
            '3',
          ],
          ...['--every', '0.1', '--faults', '0.3', '--tokens', join(system.dataDir, 'tokens.json')],
        ],
        { cwd: root },
      );
      let output = '';
      let isEnding = false;
      const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
      for (const stream of [child.stdout, child.stderr])
        stream.on('data', (chunk: Buffer) => {
          output += chunk.toString();
          // Something has happened to one of them. A second Ctrl-C would not wait for the clean end.
          if (isEnding || !/SIM-0000\d (is|was|says|has|works)/.test(output)) return;
          isEnding = true;
          child.kill('SIGINT');
        });
      return { code: await ended, output };
    };
    const first = await simulate();
    expect(first).toMatchObject({
      code: 0,
      output: expect.stringContaining('3 of them added; 3 tokens made'),
    });
    expect(first.output).toMatch(/ended after .* heartbeats, 0 failed/);
    const again = await simulate();
    expect(again).toMatchObject({
      code: 0,
      output: expect.stringContaining('0 of them added; 0 tokens made, 3 known'),
    });
    const sql = (text: string) => system.db.database.fork().execute<{ n: number }[]>(text);
    const [heard] = await sql(
      `select count(*)::int as n from rvms m join rvm_states s on s.rvm_id = m.id
       where m.code like 'SIM-%' and s.last_heard_at is not null`,
    );
    expect(heard?.n).toBeGreaterThan(0);
  }, 60_000);

  it('says how to start the system when nothing answers, and fails', async () => {
    const { code, output } = await demo({ BASE_URL: `http://127.0.0.1:${await freePort()}` });
    expect(output).toContain('npm start');
    expect(code).toBe(1);
  });
});
