import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestSystem, type TestSystem } from '@antrean/testing';
import { connectSocket, type Received, type SocketClient } from './socket-client.ts';

interface Order {
  id: number;
  kodePesanan: string;
}

describe('who hears an event is who may read the thing, also when that changes', () => {
  let system: TestSystem;
  let administrator: string;
  let employee: string;
  let watcher: string;
  const received: Received[] = [];
  let client: SocketClient;
  const READING = ['meal-orders.read', 'meal-orders.read-all'];

  beforeAll(async () => {
    system = await startTestSystem();
    await Promise.all([system.start('realtime'), system.start('api'), system.start('worker')]);
    [administrator, employee] = await Promise.all([
      system.login('ADM001', 'admin123'),
      system.login('EMP001', 'emp123'),
    ]);
    const admin = (method: string, path: string, body: object) =>
      system.call<{ version: number }>(method, path, { token: administrator, body });
    const role = { key: 'watchers', label: 'Watchers', rank: 10, permissions: READING };
    expect((await admin('POST', '/api/admin/roles', role)).status).toBe(201);
    const user = { nik: 'WAT001', password: 'watching-since-1999', role: 'watchers', namaLengkap: 'Wati' };
    expect((await admin('POST', '/api/users', user)).status).toBe(201);
    watcher = await system.login('WAT001', user.password);
    const url = `http://127.0.0.1:${system.environment['WS_PORT']}/notifications`;
    client = await connectSocket(url, { token: watcher }, received, { reconnection: true });
    await positions(1);
  }, 90_000);
  afterAll(async () => {
    client.close();
    await system.stop();
  });

  const positions = (count: number): Promise<void> =>
    client.until(() => received.filter(({ name }) => name === 'stream.position').length >= count);
  const order = async (): Promise<string> => {
    const answer = await system.call<Order>('POST', '/api/orders', {
      token: employee,
      body: { shiftId: 1, jumlahPesanan: 10 },
    });
    expect(answer.status).toBe(201);
    return answer.body.kodePesanan;
  };
  const heard = (): unknown[] =>
    received.filter(({ name }) => name === 'order.created').map(({ payload }) => payload['kodePesanan']);
  const allow = async (permissions: readonly string[]): Promise<number> => {
    const changed = await system.call('PATCH', '/api/admin/roles/watchers', {
      token: administrator,
      body: { permissions },
    });
    expect(changed.status).toBe(200);
    return performance.now();
  };

  it('a custom role hears what its permissions let it read, and nothing within a second of losing one', async () => {
    const ordered = performance.now();
    const first = await order();
    await client.until(() => heard().includes(first));
    const eventMs = performance.now() - ordered;

    // The connection drops and comes back by itself, into the rooms of today.
    const stripped = await allow(['meal-orders.read']);
    await positions(2);
    const tookMs = performance.now() - stripped;
    await order();
    await system.drain();
    const given = await allow(READING);
    await positions(3);
    const backMs = performance.now() - given;
    const third = await order();
    await client.until(() => heard().includes(third));
    expect(heard()).toEqual([first, third]);
    // As fast as any event, and a new connection: not by the sweep, which comes every five seconds.
    expect(Math.min(tookMs, backMs)).toBeLessThan(5 * eventMs + 1_000);
  }, 60_000);
});
