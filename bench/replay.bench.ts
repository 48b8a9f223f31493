import { setTimeout as pause } from 'node:timers/promises';
import { Pool } from 'pg';
import { io, type Socket } from 'socket.io-client';
import type { BenchSystem } from './bench-system.ts';
import { median, quantile, type Comparison } from './measure.ts';

const CLIENTS = 1_000;
/** Each of them missed 40 events among 2,000, of which the last 1,000 are in the memory of the instance. */
const LOG = 2_000;
const EVERY = 50;
/** What one user may open at once is 120 (limits.ts), so they are of many. */
const CLIENTS_PER_USER = 30;

/** Users who hear what kitchens hear, and may log in with one known password. */
async function createUsers(pool: Pool, count: number): Promise<string[]> {
  const { rows } = await pool.query<{ nik: string }>(
    `with made as (
       insert into users (nik, full_name, password_hash, primary_role)
       select 'STORM' || n, 'Storm ' || n, (select password_hash from users where nik = 'KIT001'), 'dapur'
       from generate_series(1, $1) n
       on conflict do nothing returning id, nik),
     roles as (insert into user_roles (user_id, role_key) select id, 'dapur' from made)
     select nik from made`,
    [count],
  );
  return rows.map(({ nik }) => nik);
}

/** Appends numbered events, of which every fiftieth is for kitchens. @returns the place before them */
async function writeLog(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ since: string }>(
    `with head as (update outbox_head set last_seq = last_seq + $1 returning last_seq - $1 as since),
          cursors as (update outbox_cursors set delivered_seq = since + $1 from head),
          written as (
            insert into outbox_events (name, version, payload, audience, seq)
            select 'order.status.changed', 1,
              jsonb_build_object('orderId', n, 'departmentId', 1, 'oldStatus', 'MENUNGGU', 'karyawanPemesanId', 0,
                'newStatus', case when n % $2 = 0 then 'IN_PROGRESS' else 'COMPLETE' end, 'changedBy', 1,
                'kodePesanan', 'PM-20261121-001', 'cause', 'step'),
              case when n % $2 = 0 then '{/notifications dept:*:role:dapur}'::text[]
                else '{/notifications role:administrator}'::text[] end, since + n
            from head, generate_series(1, $1) n)
     select since from head`,
    [LOG, EVERY],
  );
  return Number(rows[0]?.since);
}

const connect = (url: string, auth: object): Socket =>
  io(url, { transports: ['websocket'], auth, forceNew: true, reconnection: false });

/** Milliseconds from an event's commit to the watcher having it, as long as `goesOn`. */
async function liveLatencies(watcher: Socket, order: () => Promise<number>, goesOn: () => boolean) {
  const heard = new Map<number, number>();
  const onCreated = ({ orderId }: { orderId: number }): void => void heard.set(orderId, performance.now());
  watcher.on('order.created', onCreated);
  const sent: { id: number; at: number }[] = [];
  while (goesOn()) {
    const at = performance.now();
    sent.push({ id: await order(), at });
    await pause(20);
  }
  while (sent.some(({ id }) => !heard.has(id))) await pause(5);
  watcher.off('order.created', onCreated);
  return sent.map(({ id, at }) => (heard.get(id) ?? Number.NaN) - at);
}

/**
 * POST → socket while a thousand clients come back to one instance, against the same with nobody coming back.
 * Needs a running worker and starts an instance of its own each round, whose memory begins anew.
 */
export async function benchReplay(system: BenchSystem, rounds: number): Promise<Comparison[]> {
  const pool = new Pool({ connectionString: system.databaseUrl, max: 1 });
  const since = await writeLog(pool);
  await createUsers(pool, Math.ceil(CLIENTS / CLIENTS_PER_USER));
  await pool.end();
  const tokens: string[] = [];
  for (let n = 1; n <= Math.ceil(CLIENTS / CLIENTS_PER_USER); n += 1)
    tokens.push(await system.login(`STORM${n}`, 'kitchen123'));
  const employee = await system.login('EMP001', 'emp123');
  const kitchen = await system.login('KIT001', 'kitchen123');
  const order = async (): Promise<number> => {
    const answer = await fetch(`${system.apiUrl}/api/orders`, {
      method: 'POST',
      headers: { authorization: `Bearer ${employee}`, 'content-type': 'application/json' },
      body: '{"shiftId":1,"jumlahPesanan":1}',
    });
    const { id }: { id: number } = JSON.parse(await answer.text());
    return id;
  };

  const storms: number[] = [];
  const calms: number[] = [];
  const took: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const realtime = await system.start('realtime');
    const url = `${system.realtimeUrl}/notifications`;
    const watcher = connect(url, { token: kitchen });
    await new Promise((resolve) => watcher.once('stream.position', resolve));
    let left = 100;
    calms.push(quantile(await liveLatencies(watcher, order, () => (left -= 1) >= 0), 0.99));

    let back = 0;
    const begun = performance.now();
    const clients = Array.from({ length: CLIENTS }, (_, n) => {
      const place = n % 2 === 0 ? since : since + LOG / 2 + EVERY;
      const client = connect(url, { token: tokens[n % tokens.length], since: place });
      client.once('stream.position', () => (back += 1));
      return client;
    });
    storms.push(quantile(await liveLatencies(watcher, order, () => back < CLIENTS), 0.99));
    took.push((performance.now() - begun) / 1_000);
    for (const client of [...clients, watcher]) client.disconnect();
    await realtime.kill('SIGTERM');
  }
  const differences = storms.map((value, i) => value - (calms[i] ?? 0));
  return [
    {
      name: `replay p99: POST → socket, ${CLIENTS} clients coming back − none`,
      ours: storms,
      baseline: calms,
      ratios: differences,
      unit: 'ms',
      goal: '≤ calm + 100 ms',
      met: median(differences) <= 100,
      note:
        `column "ratio" is the difference in ms; half of the clients are served from memory, half from the log; ` +
        `the storm lasts ${median(took).toFixed(1)} s, its clients are in one process on the same cores`,
    },
  ];
}
