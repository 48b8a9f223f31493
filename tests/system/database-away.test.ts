import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startPostgres, type EmbeddedServer } from '@antrean/embedded';
import { freePorts, startTestSystem, type AppProcess, type TestSystem } from '@antrean/testing';
import { Client } from 'pg';
import { connectSocket, type Received, type SocketClient } from './socket-client.ts';

const ROUNDS = 50;
const CLIENTS = 8;
/** Guards against hanging; the promise is five seconds after PostgreSQL is back. */
const RECOVERS_WITHIN_MS = 10_000;

describe('PostgreSQL may be cut and restarted', () => {
  let dataDir: string;
  let postgres: EmbeddedServer;
  let system: TestSystem;
  let apps: Record<'api' | 'worker' | 'realtime', AppProcess>;
  let opsPorts: number[];
  let employee: string;
  let listener: SocketClient;
  const heard: Received[] = [];
  const accepted: string[] = [];
  const refusals = new Map<string, number>();
  let stopped = false;
  let clients: Promise<void>[] = [];

  const opsSettings = (ports: readonly number[]): Record<string, string> => ({
    OPS_PORT: String(ports[0]),
    WORKER_OPS_PORT: String(ports[1]),
    REALTIME_OPS_PORT: String(ports[2]),
  });

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'antrean-away-'));
    postgres = await startPostgres({ dataDir, log: () => undefined });
    await asOperator((client) => client.query('alter system set fsync = off'));
    opsPorts = await freePorts(3);
    system = await startTestSystem(
      { DATABASE_POOL: '5', ...opsSettings(opsPorts) },
      { ownerUrl: postgres.url },
    );
    const [api, worker, realtime] = await Promise.all([
      system.start('api'),
      system.start('worker'),
      system.start('realtime'),
    ]);
    apps = { api, worker, realtime };
    employee = await system.login('EMP001', 'emp123');
    const admin = await system.login('ADM001', 'admin123');
    listener = await connectSocket(`${system.apiUrl}/notifications`, { token: admin }, heard, {
      reconnection: true,
    });
    clients = Array.from({ length: CLIENTS }, orderForEver);
  }, 120_000);
  afterAll(async () => {
    stopped = true;
    await Promise.allSettled(clients);
    await Promise.allSettled([Promise.try(() => listener.close()), Promise.try(() => system.stop())]);
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  async function asOperator<T>(work: (client: Client) => Promise<T>): Promise<T> {
    const client = new Client({ connectionString: postgres.url });
    client.on('error', () => undefined);
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  }

  /** Orders one after the other; one that is turned away is sent again with its key until it is answered. */
  async function orderForEver(): Promise<void> {
    while (!stopped) {
      const key = crypto.randomUUID();
      for (let answered = false; !answered && !stopped;) {
        const { status, body } = await system.call<{ kodePesanan: string; code: string }>(
          'POST',
          '/api/orders',
          {
            token: employee,
            headers: { 'idempotency-key': key },
            body: { shiftId: 1, jumlahPesanan: 1 },
          },
        );
        answered = status === 201;
        if (answered) accepted.push(body.kodePesanan);
        else {
          const refusal = `${status} ${body.code}`;
          refusals.set(refusal, (refusals.get(refusal) ?? 0) + 1);
          await pause(20);
        }
      }
    }
  }

  /** What happened after this was called, in the api, in the worker and in the realtime tier. */
  async function untilAllWork(): Promise<number> {
    const began = performance.now();
    const since = accepted.length;
    const overdue = (): boolean => performance.now() - began > RECOVERS_WITHIN_MS;
    const works = (): boolean => {
      const fresh = new Set(accepted.slice(since));
      return heard.some(
        ({ name, payload }) => name === 'order.created' && fresh.has(String(payload['kodePesanan'])),
      );
    };
    while (!works()) {
      if (overdue()) {
        const said = Object.values(apps).map((app) => `${app.name}:\n${app.output().slice(-3_000)}`);
        throw new Error(
          `nothing works ${RECOVERS_WITHIN_MS} ms after PostgreSQL was back: ${accepted.length - since} orders were accepted since\n${said.join('\n')}`,
        );
      }
      await pause(5);
    }
    return performance.now() - began;
  }

  it(`all processes go on by themselves when every connection is cut, ${ROUNDS} times`, async () => {
    await untilAllWork();
    await asOperator(async (client) => {
      for (let round = 0; round < ROUNDS; round += 1) {
        await client.query(
          `select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'antrean-%'`,
        );
        await untilAllWork();
      }
    });
  }, 120_000);

  it(`and when PostgreSQL is restarted without a farewell, ${ROUNDS} times`, async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      // pg_ctl stop -m immediate.
      postgres.kill();
      await postgres.exited;
      postgres = await startPostgres({ dataDir, port: postgres.port, log: () => undefined });
      await untilAllWork();
    }
  }, 300_000);

  it('loses and doubles nothing meanwhile, and answers nothing but 201 and 503', async () => {
    stopped = true;
    await Promise.all(clients);
    expect(new Set(accepted).size).toBe(accepted.length);
    expect(
      [...refusals.keys()].filter((refusal) => !/^503 |^409 idempotency_key_in_use$/.test(refusal)),
    ).toEqual([]);
    expect(refusals.get('503 database_unavailable')).toBeGreaterThan(0);
    const codes = [...accepted].sort();
    const orders = await asOperator(async (client) => {
      for (let waiting = true; waiting; await pause(20)) {
        const { rows } = await client.query<{ waiting: boolean }>(
          `select exists (select from outbox_events where seq is null)
             or exists (select from outbox_cursors, outbox_head where delivered_seq < last_seq) as waiting`,
        );
        waiting = rows[0]!.waiting;
      }
      const { rows } = await client.query<{ code: string; audited: number }>(
        `select code, (select count(*)::int from log_audit_trail
           where action = 'ORDER_CREATED' and subject = code) as audited
         from meal_orders order by 1`,
      );
      return rows;
    });
    expect(orders.map(({ code }) => code)).toEqual(codes);
    expect(orders.filter(({ audited }) => audited !== 1)).toEqual([]);
  }, 60_000);

  it('tells each change of state in one line, and no stacks', () => {
    for (const app of [apps.api, apps.realtime]) {
      const lines = app.output().split('\n');
      const count = (text: string): number => lines.filter((line) => line.includes(text)).length;
      expect(count('PostgreSQL is away: ')).toBeGreaterThan(0);
      expect(count('PostgreSQL is away: ')).toBeLessThanOrEqual(ROUNDS + 1);
      expect(count('PostgreSQL is back after ')).toBe(count('PostgreSQL is away: '));
      expect(lines.filter((line) => line.includes('"stack"') && !line.includes('Redis'))).toEqual([]);
    }
  });

  it('a process that starts meanwhile waits for it and says so; all are ready when it is back', async () => {
    postgres.kill();
    await postgres.exited;
    const ports = await freePorts(5);
    const settings = { PORT: String(ports[3]), WS_PORT: String(ports[4]), ...opsSettings(ports) };
    const output: Record<string, () => string> = {};
    const starting = (['api', 'worker', 'realtime'] as const).map((name) =>
      system.start(name, settings, (app) => (output[name] = () => app.output())),
    );
    while (!Object.values(output).every((said) => said().includes('PostgreSQL is away: '))) await pause(20);
    postgres = await startPostgres({ dataDir, port: postgres.port, log: () => undefined });
    await Promise.all(starting);
    for (const port of [...opsPorts, ...ports.slice(0, 3)]) {
      for (const page of ['live', 'ready']) {
        const ask = async (): Promise<boolean> =>
          (await fetch(`http://127.0.0.1:${port}/health/${page}`)).status === 200;
        // Some loops look again after a second. What never gets ready ends the test by its time.
        while (!(await ask())) await pause(50);
      }
    }
  }, 180_000);
});
