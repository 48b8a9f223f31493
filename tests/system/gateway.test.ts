import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freePort, startTestSystem, type AppProcess, type TestSystem } from '@antrean/testing';
import { io, type Socket } from 'socket.io-client';

/** Of one user 60 sockets may be open, so they are of several kitchens. */
const KITCHENS = 10;
const SOCKETS_OF_EACH = 50;

interface Client {
  readonly socket: Socket;
  readonly codes: string[];
  last: number;
}

describe('the gateway with two realtime processes', () => {
  let system: TestSystem;
  let realtimes: AppProcess[];
  const clients: Client[] = [];
  const waiting = new Set<() => void>();
  const changed = (): void => {
    for (const look of [...waiting]) look();
  };
  const until = (condition: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (!condition()) return;
        waiting.delete(look);
        resolve();
      };
      waiting.add(look);
      look();
    });

  beforeAll(async () => {
    system = await startTestSystem();
    await Promise.all([system.start('api'), system.start('worker')]);
    realtimes = await Promise.all(
      [0, 1].map(async () => system.start('realtime', { WS_PORT: String(await freePort()) })),
    );
  }, 180_000);
  afterAll(async () => {
    for (const { socket } of clients) socket.disconnect();
    await system.stop();
  });

  const connect = (token: string, transports: string[]): Client => {
    const auth = (callback: (data: object) => void): void =>
      callback({ token, ...(client.last > 0 ? { since: client.last } : {}) });
    const socket = io(`${system.apiUrl}/notifications`, {
      ...{ transports, auth, forceNew: true, reconnectionDelay: 200, reconnectionDelayMax: 2_000 },
    });
    const client: Client = { socket, codes: [], last: 0 };
    socket.onAny((name: string, payload: { kodePesanan?: string }, meta?: { seq: number }) => {
      const isNew = (meta?.seq ?? 0) > client.last;
      client.last = Math.max(client.last, meta?.seq ?? 0);
      // What a client has had already may come once more after a replay.
      if (name === 'order.created' && isNew) client.codes.push(payload.kodePesanan ?? '');
      changed();
    });
    socket.on('connect', changed);
    socket.on('disconnect', changed);
    clients.push(client);
    return client;
  };
  const logInKitchen = async (administrator: string, nik: string): Promise<string> => {
    const body = { nik, password: 'dapur-pagi-sekali-7', role: 'dapur', namaLengkap: `Dapur ${nik}` };
    const { status, text } = await system.call('POST', '/api/users', { token: administrator, body });
    if (status !== 201) throw new Error(text);
    return system.login(nik, body.password);
  };
  const connected = (): Client[] => clients.filter(({ socket }) => socket.connected);
  const order = async (token: string): Promise<string> => {
    const body = { shiftId: 1, jumlahPesanan: 1 };
    const answer = await system.call<{ kodePesanan: string }>('POST', '/api/orders', { token, body });
    if (answer.status !== 201) throw new Error(answer.text);
    return answer.body.kodePesanan;
  };

  it('S1-GW-12 S1-GW-14 shares sockets out; when one is killed all of them are back at the other, and nothing is missed', async () => {
    const administrator = await system.login('ADM001', 'admin123');
    const employee = await system.login('EMP001', 'emp123');
    const services = async () =>
      (
        await system.call<{ services: { name: string; pid: number; load: number }[] }>(
          'GET',
          '/api/admin/services',
          { token: administrator },
        )
      ).body.services.filter(({ name }) => name === 'realtime');
    while ((await services()).length < 2);

    for (let kitchen = 0; kitchen < KITCHENS; kitchen += 1) {
      const token = await logInKitchen(administrator, `KIT2${kitchen}`);
      for (let n = 0; n < SOCKETS_OF_EACH; n += 1) {
        // Some begin by long polling, whose requests must all find the same process.
        connect(token, n % 10 === 0 ? ['polling', 'websocket'] : ['websocket']);
      }
      await until(() => connected().length === clients.length);
    }
    const all = clients.length;
    while ((await services()).reduce((sum, { load }) => sum + load, 0) < all);
    for (const { load } of await services()) {
      expect(load).toBeGreaterThan(all / 4);
    }

    const codes = [await order(employee)];
    await until(() => clients.every((client) => client.codes.length === 1));
    const lost = realtimes[0]!;
    const gone = new Set<Client>();
    for (const client of clients) client.socket.once('disconnect', () => gone.add(client));
    const killed = performance.now();
    await lost.kill('SIGKILL');
    codes.push(await order(employee));
    await until(() => gone.size > all / 4 && connected().length === all);
    const ms = performance.now() - killed;
    codes.push(await order(employee));
    await until(() => clients.every((client) => client.codes.length >= codes.length));
    for (const client of clients) expect(client.codes).toEqual(codes);
    expect(gone.size).toBeLessThan((all * 3) / 4);
    process.stdout.write(`${gone.size} of ${all} sockets were back after ${Math.round(ms)} ms\n`);
    while ((await services()).some(({ pid }) => pid === lost.pid));
  }, 240_000);

  it('S1-GW-12 a process that starts later gets the next sockets', async () => {
    const administrator = await system.login('ADM001', 'admin123');
    for (const { socket } of clients.splice(0)) socket.disconnect();
    const third = await system.start('realtime', { WS_PORT: String(await freePort()) });
    const loads = async () =>
      (
        await system.call<{ services: { name: string; pid: number; load: number }[] }>(
          'GET',
          '/api/admin/services',
          { token: administrator },
        )
      ).body.services.filter(({ name }) => name === 'realtime');
    while (!(await loads()).some(({ pid }) => pid === third.pid));
    for (let n = 0; n < 10; n += 1) connect(administrator, ['websocket']);
    await until(() => connected().length === clients.length);
    while (((await loads()).find(({ pid }) => pid === third.pid)?.load ?? 0) < 1);
  }, 240_000);

  it('S1-GW-14 a forged or revoked token is refused at the gateway, and a good one gets through', async () => {
    const token = await system.login('CSH001', 'cashier123');
    const handshake = (bearer: string) =>
      fetch(`${system.apiUrl}/socket.io/?EIO=4&transport=polling`, {
        headers: { authorization: `Bearer ${bearer}` },
      });
    expect((await handshake(token)).status).toBe(200);
    const forged = await handshake(`${token.slice(0, -6)}AAAAAA`);
    expect([forged.status, await forged.json()]).toEqual([
      401,
      expect.objectContaining({ code: 'unauthenticated' }),
    ]);
    await system.call('POST', '/api/auth/logout', { token });
    expect((await handshake(token)).status).toBe(401);
  });
});
