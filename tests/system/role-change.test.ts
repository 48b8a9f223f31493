import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freePorts, startTestSystem, type TestSystem } from '@antrean/testing';
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

  describe('S1-AUTH-19 on two instances, and by REST at once', () => {
    let urls: string[];
    let eventMs: number;
    let count = 0;

    beforeAll(async () => {
      const [port] = await freePorts(1);
      const second = await system.start('realtime', { WS_PORT: String(port) });
      expect(second).toBeDefined();
      urls = [system.environment['WS_PORT'], port].map((at) => `http://127.0.0.1:${at}/notifications`);
      const ordered = performance.now();
      const first = await order();
      await client.until(() => heard().includes(first));
      eventMs = performance.now() - ordered;
    }, 60_000);

    /** Somebody with a socket on each instance. */
    async function somebody(): Promise<{ id: number; token: string; sockets: Promise<string>[] }> {
      count += 1;
      const user = {
        nik: `END${count}`,
        password: 'watching-since-1999',
        role: 'watchers',
        namaLengkap: 'Eni',
      };
      const { body } = await system.call<{ id: number }>('POST', '/api/users', {
        token: administrator,
        body: user,
      });
      const token = await system.login(user.nik, user.password);
      return { id: body.id, token, sockets: await connectAll(token) };
    }
    const connectAll = (token: string): Promise<Promise<string>[]> =>
      Promise.all(
        urls.map(async (url) => {
          const its: Received[] = [];
          const { until, ended } = await connectSocket(url, { token }, its);
          await until(() => its.some(({ name }) => name === 'stream.position'));
          // In an object: what is awaited here is not its end.
          return { ended };
        }),
      ).then((open) => open.map(({ ended }) => ended));
    const restOf = async (token: string): Promise<number> =>
      (await system.call('GET', '/api/auth/me', { token })).status;

    type Somebody = Awaited<ReturnType<typeof somebody>>;
    type Act = (who: Somebody) => Promise<{ status: number }>;
    const as = (token: string, method: string, path: string, body?: object) =>
      system.call(method, path, { token, ...(body ? { body } : {}) });
    /** What a deactivation would do; busy instances have not told how many sockets, and are asked again. */
    const foretell = async ({ id }: Somebody): Promise<Record<string, unknown>> => {
      for (;;) {
        const path = `/api/users/${id}/status/preview`;
        const { body } = await system.call('POST', path, { token: administrator, body: { isActive: false } });
        if (body['sockets'] !== null) return body;
      }
    };
    it.each<[string, Act, number]>([
      [
        'deactivation',
        ({ id }) => as(administrator, 'PATCH', `/api/users/${id}/status`, { isActive: false }),
        401,
      ],
      [
        'a logout by an administrator',
        ({ id }) => as(administrator, 'DELETE', `/api/admin/users/${id}/sessions`),
        401,
      ],
      ['a logout everywhere by the user', ({ token }) => as(token, 'DELETE', '/api/auth/sessions'), 401],
      [
        'another role',
        ({ id }) => as(administrator, 'PUT', `/api/admin/users/${id}/roles`, { roles: ['customer'] }),
        200,
      ],
    ])('%s ends the sockets within a second', async (_, act, rest) => {
      const who = await somebody();
      expect(await foretell(who)).toMatchObject({ sessions: 1, sockets: 2 });
      expect((await act(who)).status).toBeLessThan(300);
      const done = performance.now();
      expect(await restOf(who.token)).toBe(rest);
      await Promise.all(who.sockets);
      expect(performance.now() - done).toBeLessThan(5 * eventMs + 1_000);
    });

    it('S0-AUTH-02 so does the end of an API token, and that of its user', async () => {
      const who = await somebody();
      const make = async (): Promise<{ id: string; token: string; sockets: Promise<string>[] }> => {
        const body = { name: 'Watch', abilities: ['meal-orders.read'] };
        const made = await system.call<{ id: string; token: string }>('POST', '/api/auth/tokens', {
          token: who.token,
          body,
        });
        return { ...made.body, sockets: await connectAll(made.body.token) };
      };
      const [revoked, orphaned] = [await make(), await make()];
      expect(await foretell(who)).toMatchObject({ sessions: 1, sockets: 6 });
      expect((await as(who.token, 'DELETE', `/api/auth/tokens/${revoked.id}`)).status).toBe(204);
      const ended = performance.now();
      expect([await restOf(revoked.token), await restOf(orphaned.token)]).toEqual([401, 200]);
      await Promise.all(revoked.sockets);
      expect(performance.now() - ended).toBeLessThan(5 * eventMs + 1_000);
      await as(administrator, 'PATCH', `/api/users/${who.id}/status`, { isActive: false });
      const deactivated = performance.now();
      expect(await restOf(orphaned.token)).toBe(401);
      await Promise.all(orphaned.sockets);
      expect(performance.now() - deactivated).toBeLessThan(5 * eventMs + 1_000);
    });
  });
});
