import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { query } from '@antrean/platform/database';
import { createMetrics } from '@antrean/platform/observability';
import { createSignalEmitter } from '@antrean/platform/realtime';
import { connectRedis } from '@antrean/platform/redis';
import { jobProgress } from '@antrean/report-jobs/messages';
import { freePort, startTestSystem, testLog, type AppProcess, type TestSystem } from '@antrean/testing';
import { Redis } from 'ioredis';
import { connectSocket, type Received, type SocketClient } from './socket-client.ts';

interface Order {
  id: number;
  kodePesanan: string;
}

const codesIn = (received: readonly Received[]): string[] =>
  received
    .filter(({ name }) => name === 'order.created')
    .map(({ payload }) => String(payload['kodePesanan']));

describe('Redis may be emptied or away', () => {
  let system: TestSystem;
  let second: AppProcess;
  let employee: string;
  let admin: string;
  let secondUrl: string;
  const heard: [Received[], Received[]] = [[], []];
  let sockets: SocketClient[];

  beforeAll(async () => {
    system = await startTestSystem({ PUBLIC_ORDER_FEED: 'false' });
    await Promise.all([system.start('api'), system.start('worker'), system.start('realtime')]);
    const port = await freePort();
    second = await system.start('realtime', { WS_PORT: String(port) });
    secondUrl = `http://127.0.0.1:${port}`;
    employee = await system.login('EMP001', 'emp123');
    admin = await system.login('ADM001', 'admin123');
    sockets = [
      await connectSocket(`${system.apiUrl}/notifications`, { token: admin }, heard[0]),
      await connectSocket(`${secondUrl}/notifications`, { token: admin }, heard[1]),
    ];
  }, 60_000);
  afterAll(async () => {
    for (const socket of sockets) socket.close();
    await system.stop();
  });

  const order = async (): Promise<string> => {
    const { status, body, text } = await system.call<Order>('POST', '/api/orders', {
      token: employee,
      body: { shiftId: 1, jumlahPesanan: 1 },
    });
    if (status !== 201) throw new Error(`${status} ${text}`);
    return body.kodePesanan;
  };
  const auditedOnce = async (codes: readonly string[]): Promise<void> => {
    const rows = await query<{ subject: string }>(
      system.db.database.fork(),
      `select subject from log_audit_trail where action = 'ORDER_CREATED' and subject = any(?) order by subject`,
      [`{${codes.join(',')}}`],
    );
    expect(rows.map(({ subject }) => subject)).toEqual([...codes].sort());
  };
  const heardOnce = async (codes: readonly string[]): Promise<void> => {
    for (const [i, socket] of sockets.entries()) {
      const received = heard[i] ?? [];
      await socket.until(() => codes.every((code) => codesIn(received).includes(code)));
      expect(
        codesIn(received)
          .filter((code) => codes.includes(code))
          .sort(),
      ).toEqual([...codes].sort());
      const seqs = received.filter(({ meta }) => meta).map(({ meta }) => meta.seq);
      expect(seqs).toEqual([...seqs].sort((a, b) => a - b));
    }
  };

  it('S3-WS-12 S0-RT-01 CARD-RT-02 a client on either of two realtime instances gets each event once, in order', async () => {
    const codes = await Promise.all(Array.from({ length: 30 }, order));
    await heardOnce(codes);
    await system.drain();
    await auditedOnce(codes);
  }, 60_000);

  it('S3-WS-16 READY reaches the kitchen, the delivery and the employee who ordered, without asking', async () => {
    const people = { KIT001: 'kitchen123', DEL001: 'delivery123', EMP001: 'emp123', EMP002: 'emp123' };
    const listening = await Promise.all(
      Object.entries(people).map(async ([nik, password]) => {
        const received: Received[] = [];
        const token = await system.login(nik, password);
        const socket = await connectSocket(`${system.apiUrl}/notifications`, { token }, received);
        return { nik, token, received, socket };
      }),
    );
    const kitchen = listening[0]?.token ?? '';
    const { body } = await system.call<Order>('POST', '/api/orders', {
      token: employee,
      body: { shiftId: 1, jumlahPesanan: 3 },
    });
    for (const status of ['IN_PROGRESS', 'READY']) {
      await system.call('PATCH', `/api/orders/${body.id}/status`, { token: kitchen, body: { status } });
    }
    const isReady = ({ name, payload }: Received): boolean =>
      name === 'order.status.changed' && payload['orderId'] === body.id && payload['newStatus'] === 'READY';
    for (const { nik, received, socket } of listening) {
      if (nik !== 'EMP002') await socket.until(() => received.some(isReady));
    }
    expect(listening.find(({ nik }) => nik === 'EMP002')?.received.filter(isReady)).toEqual([]);
    for (const { socket } of listening) socket.close();
  }, 60_000);

  it('a role that may not read orders any more hears not even the next one, on either instance', async () => {
    const all = await system.login('SUP001', 'super123');
    const cashier = await system.login('CSH001', 'cashier123');
    const feeds = [system.apiUrl, secondUrl];
    const listen = (token: string, options = {}): Promise<{ received: Received[]; socket: SocketClient }[]> =>
      Promise.all(
        feeds.map(async (url) => {
          const received: Received[] = [];
          const socket = await connectSocket(url, { token }, received, options);
          await socket.until(() => received.some(({ name }) => name === 'stream.position'));
          return { received, socket };
        }),
      );
    const sell = async (): Promise<void> => {
      const { status, text } = await system.call('POST', '/api/v1/orders', {
        token: all,
        body: { payment_method: 'CASH', items: [{ product_id: 2, qty: 1 }] },
      });
      if (status !== 201) throw new Error(`${status} ${text}`);
    };
    const sold = ({ received }: { received: Received[] }): number =>
      received.filter(({ name }) => name === 'new-order').length;
    const [losing, keeping] = [await listen(cashier), await listen(all)];
    await sell();
    for (const each of [...losing, ...keeping]) await each.socket.until(() => sold(each) === 1);

    const { body } = await system.call<{ data: { key: string; permissions: string[] }[] }>(
      'GET',
      '/api/admin/roles?limit=100',
      { token: all },
    );
    const permissions = body.data.find(({ key }) => key === 'cashier')?.permissions;
    const setPermissions = (wanted: unknown) =>
      system.call('PATCH', '/api/admin/roles/cashier', { token: all, body: { permissions: wanted } });
    expect((await setPermissions([])).status).toBe(200);
    await sell();
    // The log is in order: whoever hears of the order has had the change of the role before it.
    for (const each of keeping) await each.socket.until(() => sold(each) === 2);
    for (const each of losing) {
      expect(await each.socket.ended).toBe('transport close');
      expect(sold(each)).toBe(1);
    }
    for (const url of feeds) {
      await expect(connectSocket(url, { token: cashier }, [])).rejects.toMatchObject({
        data: { code: 'forbidden' },
      });
    }
    expect((await setPermissions(permissions)).status).toBe(200);
    // The change may still be on its way and end a socket that comes before it: such a client comes back by itself.
    for (const { socket } of [...keeping, ...(await listen(cashier, { reconnection: true }))]) socket.close();
  }, 60_000);

  it('how far a report is comes as a signal, on either instance, to whom it concerns, and no row tells of it', async () => {
    const foreign: Received[] = [];
    const other = await connectSocket(`${secondUrl}/notifications`, { token: employee }, foreign);
    const { status, body } = await system.call<{ id: string }>('POST', '/api/report-jobs', {
      token: admin,
      body: { report: 'rejections', params: { limit: 10 }, format: 'csv' },
    });
    expect(status).toBe(202);
    const about = (name: string, received: readonly Received[]): Received[] =>
      received.filter((each) => each.name === name && each.payload['jobId'] === body.id);
    for (const [i, socket] of sockets.entries()) {
      const received = heard[i] ?? [];
      await socket.until(() => about('job.completed', received).length > 0);
      await socket.until(() => about('job.progress', received).length > 0);
    }
    expect(about('job.progress', foreign)).toEqual([]);
    other.close();
    const rows = await query(
      system.db.database.fork(),
      `select 1 from outbox_events where name = 'job.progress'`,
    );
    expect(rows).toEqual([]);
  }, 60_000);

  it('of a thousand things at once the last value comes, and orders beside them', async () => {
    const redis = connectRedis({
      url: system.redis.url,
      name: 'test-signals',
      log: testLog,
      deadlineMs: 1_000,
    });
    if (redis.status !== 'ready') await once(redis, 'ready');
    const signals = createSignalEmitter({ redis, metrics: createMetrics({ service: 'test' }), log: testLog });
    const jobs: string[] = Array.from({ length: 1_000 }, () => randomUUID());
    const codes: string[] = [];
    const begun = performance.now();
    for (let progress = 1; progress <= 10; progress += 1) {
      for (const jobId of jobs)
        signals.emit(jobProgress, {
          ...{ jobId, kind: 'report', report: 'consumption', format: 'csv', progress, requestedBy: 1 },
        });
      codes.push(await order());
    }
    await heardOnce(codes);
    const told = (): Received[] => (heard[0] ?? []).filter(({ payload }) => ours.has(payload['jobId']));
    const ours = new Set<unknown>(jobs);
    // Of each the last value has come, and no more than one in its time.
    await sockets[0]?.until(
      () => told().filter(({ payload }) => payload['progress'] === 10).length === 1_000,
    );
    const turns = (performance.now() - begun) / jobProgress.everyMs;
    expect(told().length).toBeLessThanOrEqual(1_000 * (turns + 2));
    signals.stop();
    redis.disconnect();
    const rows = await query(
      system.db.database.fork(),
      `select 1 from outbox_events where name = 'job.progress'`,
    );
    expect(rows).toEqual([]);
  }, 120_000);

  it('FLUSHALL under load: everything that was accepted reaches the audit trail and the sockets', async () => {
    const redis = new Redis(system.redis.url);
    const codes: string[] = [];
    for (let round = 0; round < 5; round += 1) {
      const batch = Promise.all(Array.from({ length: 30 }, order));
      await redis.flushall();
      codes.push(...(await batch));
      await redis.flushall();
    }
    redis.disconnect();
    await system.drain(60_000);
    await auditedOnce(codes);
    await heardOnce(codes);
  }, 120_000);

  it('S0-ERR-06 Redis away for 30 s: orders are accepted, and the backlog drains by itself when it is back', async () => {
    await system.redis.kill();
    const codes: string[] = [];
    // What tells of its progress there is asked for, too.
    const report = await system.call('POST', '/api/report-jobs', {
      token: admin,
      body: { report: 'rejections', params: { limit: 10 }, format: 'csv' },
    });
    expect(report.status).toBe(202);
    const until = Date.now() + 30_000;
    while (Date.now() < until) {
      codes.push(...(await Promise.all(Array.from({ length: 5 }, order))));
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    await system.redis.restart();
    codes.push(await order());
    await system.drain(60_000);
    await auditedOnce(codes);
    await heardOnce(codes);
  }, 180_000);

  it('S0-RT-05 a client that was away, also because its instance was killed, gets what it missed elsewhere', async () => {
    const missed: Received[] = [];
    const last = Math.max(...heard[1].map(({ meta }) => meta?.seq ?? 0));
    await second.kill('SIGKILL');
    const codes = await Promise.all(Array.from({ length: 10 }, order));
    await system.drain();
    const back = await connectSocket(`${system.apiUrl}/notifications`, { token: admin, since: last }, missed);
    await back.until(() => codes.every((code) => codesIn(missed).includes(code)));
    expect(codesIn(missed).sort()).toEqual([...codes].sort());
    back.close();

    const employees: Received[] = [];
    const foreign = await system.login('EMP002', 'emp123');
    const socket = await connectSocket(
      `${system.apiUrl}/notifications`,
      { token: foreign, since: last },
      employees,
    );
    await socket.until(() => employees.some(({ name }) => name === 'stream.position'));
    expect(codesIn(employees)).toEqual([]);
    socket.close();
  }, 60_000);
});
