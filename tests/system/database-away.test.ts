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
/** A report takes longer than an order; so many rounds there is one that must be done before the next cut. */
const JOBS_EVERY = 10;
/** The promise: everything works again by itself, so long after PostgreSQL is back. */
const RECOVERS_WITHIN_MS = 5_000;

describe('PostgreSQL may be cut and restarted', () => {
  let dataDir: string;
  let postgres: EmbeddedServer;
  let system: TestSystem;
  let apps: Record<'api' | 'worker' | 'realtime', AppProcess>;
  let opsPorts: number[];
  let employee: string;
  let admin: string;
  let listener: SocketClient;
  const heard: Received[] = [];
  const accepted: string[] = [];
  /** When the reports were asked for that are done. */
  const reported: number[] = [];
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
    admin = await system.login('ADM001', 'admin123');
    listener = await connectSocket(`${system.apiUrl}/notifications`, { token: admin }, heard, {
      reconnection: true,
    });
    clients = [...Array.from({ length: CLIENTS }, orderForEver), askForReportsForEver()];
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

  /** Sends what creates something until it is taken: what is turned away comes again with its key. */
  async function send<T>(token: string, path: string, body: object): Promise<T | undefined> {
    const headers = { 'idempotency-key': crypto.randomUUID() };
    while (!stopped) {
      const answer = await system.call<T & { code: string }>('POST', path, { token, headers, body });
      if (answer.status < 300) return answer.body;
      const refusal = `${answer.status} ${answer.body.code}`;
      refusals.set(refusal, (refusals.get(refusal) ?? 0) + 1);
      await pause(20);
    }
    return undefined;
  }

  async function orderForEver(): Promise<void> {
    const wanted = { shiftId: 1, jumlahPesanan: 1 };
    while (!stopped) {
      const order = await send<{ kodePesanan: string }>(employee, '/api/orders', wanted);
      if (order) accepted.push(order.kodePesanan);
    }
  }

  /** One at a time: the worker does it as a job. */
  async function askForReportsForEver(): Promise<void> {
    const wanted = { report: 'consumption', params: { tanggalMulai: '2025-10-01' }, format: 'csv' };
    while (!stopped) {
      const asked = { at: performance.now() };
      const job = await send<{ id: string }>(admin, '/api/report-jobs', wanted);
      const isDone = ({ name, payload }: Received): boolean =>
        name === 'job.completed' && payload['jobId'] === job?.id;
      while (!stopped && !heard.some(isDone)) await pause(10);
      reported.push(asked.at);
    }
  }

  /** What happened after this was called, in the api, in the worker and in the realtime tier. */
  async function untilAllWork(): Promise<void> {
    const began = performance.now();
    const since = accepted.length;
    const overdue = (): boolean => performance.now() - began > RECOVERS_WITHIN_MS;
    const works = (): boolean => {
      const fresh = new Set(accepted.slice(since));
      const isNew = ({ name, payload }: Received): boolean =>
        name === 'order.created' && fresh.has(String(payload['kodePesanan']));
      return heard.some(isNew);
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
  }

  /** That a report, asked for after this was called, is done. How long it takes to make is not what is promised here. */
  async function untilReported(): Promise<void> {
    const began = performance.now();
    while (!stopped && (reported.at(-1) ?? 0) < began) await pause(10);
  }

  it(`all processes go on by themselves when every connection is cut, ${ROUNDS} times`, async () => {
    await untilReported();
    await asOperator(async (client) => {
      for (let round = 0; round < ROUNDS; round += 1) {
        await client.query(
          `select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'antrean-%'`,
        );
        await untilAllWork();
        if (round % JOBS_EVERY === 0) await untilReported();
      }
    });
  }, 300_000);

  it(`and when PostgreSQL is restarted without a farewell, ${ROUNDS} times`, async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      // pg_ctl stop -m immediate.
      postgres.kill();
      await postgres.exited;
      postgres = await startPostgres({ dataDir, port: postgres.port, log: () => undefined });
      await untilAllWork();
      if (round % JOBS_EVERY === 0) await untilReported();
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

  it('tells each change of state in one line, and no stacks', async () => {
    for (const [app, port] of [
      [apps.api, opsPorts[0]],
      [apps.realtime, opsPorts[2]],
    ] as const) {
      const lines = (): string[] => app.output().split('\n');
      const count = (text: string): number => lines().filter((line) => line.includes(text)).length;
      // Nobody orders any more: that it is back is noticed when somebody asks.
      const ready = await fetch(`http://127.0.0.1:${port}/health/ready`);
      expect(ready.status).toBe(200);
      expect(count('PostgreSQL is away: ')).toBeGreaterThan(0);
      expect(count('PostgreSQL is away: ')).toBeLessThanOrEqual(ROUNDS + 1);
      expect(count('PostgreSQL is back after ')).toBe(count('PostgreSQL is away: '));
      expect(lines().filter((line) => line.includes('"stack"'))).toEqual([]);
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
