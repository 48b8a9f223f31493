import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { query } from '@antrean/platform/database';
import { startTestSystem, type AppProcess, type TestSystem } from '@antrean/testing';
import { connectSocket } from './socket-client.ts';

/** Far more than a request needs, far less than a wait for Redis: it is never asked for longer than 0.1 s. */
const PROMPT_MS = 2_000;

describe('Redis may stand still: it takes connections and answers nothing', () => {
  let system: TestSystem;
  let apps: AppProcess[];
  let employee: string;
  const codes: string[] = [];

  beforeAll(async () => {
    system = await startTestSystem({ RATE_LIMIT: 'on' });
    apps = await start();
    employee = await system.login('EMP001', 'emp123');
  }, 60_000);
  afterAll(() => system.stop());

  const start = (): Promise<AppProcess[]> =>
    Promise.all([system.start('api'), system.start('worker'), system.start('realtime')]);
  const order = async (): Promise<void> => {
    const { status, body, text } = await system.call<{ kodePesanan: string }>('POST', '/api/orders', {
      token: employee,
      body: { shiftId: 1, jumlahPesanan: 1 },
    });
    if (status !== 201) throw new Error(`${status} ${text}`);
    codes.push(body.kodePesanan);
  };
  const slowest = async (times: number, work: () => Promise<void>): Promise<number> => {
    let most = 0;
    for (let i = 0; i < times; i += 1) {
      const begun = performance.now();
      await work();
      most = Math.max(most, performance.now() - begun);
    }
    return most;
  };
  const ready = () => system.call<{ status: string; checks: unknown }>('GET', '/api/health/ready');

  it('S0-ERR-04 orders are taken as ever, the health page says what is degraded, sockets are let in', async () => {
    await order();
    system.redis.freeze();
    expect(await slowest(20, order)).toBeLessThan(PROMPT_MS);
    const begun = performance.now();
    expect((await ready()).body).toMatchObject({
      status: 'degraded',
      checks: { database: 'ok', redis: 'failed' },
    });
    expect(performance.now() - begun).toBeLessThan(PROMPT_MS);
    const socket = await connectSocket(`${system.apiUrl}/notifications`, { token: employee }, []);
    socket.close();
  });

  it('every process ends in order, and starts and serves again while it stands still', async () => {
    for (const app of apps) {
      const begun = performance.now();
      expect([app.name, await app.kill('SIGTERM')]).toEqual([app.name, 0]);
      expect(performance.now() - begun).toBeLessThan(8_000);
    }
    apps = await start();
    expect(await slowest(5, order)).toBeLessThan(PROMPT_MS);
  }, 60_000);

  it('what was taken meanwhile has its effects once, when it moves again', async () => {
    system.redis.thaw();
    await system.drain();
    const rows = await query<{ subject: string }>(
      system.db.database.fork(),
      `select subject from log_audit_trail where action = 'ORDER_CREATED' order by subject`,
    );
    expect(rows.map(({ subject }) => subject)).toEqual(codes.toSorted());
    // The api finds its way back by itself, a moment after the workers did.
    while ((await ready()).body.status !== 'ok') await system.drain();
  });
});
