import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { query } from '@antrean/platform/database';
import type { UserPrincipal } from '@antrean/platform/auth';
import { seedCatalogue } from '@antrean/catalogue';
import { posRoleDefaults, posRoutes } from '@antrean/sales/testing';
import { startTestApi, testConfig, type TestApi } from '@antrean/testing';
import { ensureRoles } from '@antrean/access';
import { sessionTokens } from '@antrean/sessions';
import { createTestPrincipal } from '@antrean/sessions/testing';
import { createOutlet } from '@antrean/organization/testing';
import {
  startRealtimeRig,
  watchLog,
  type RealtimeRig,
  type TestClient,
  type TestServer,
} from './realtime.factory.ts';

const CORNDOG = { payment_method: 'CASH', items: [{ product_id: 2, qty: 1 }] };

describe('the order feed', () => {
  let rig: RealtimeRig;
  let api: TestApi;
  let servers: [TestServer, TestServer];
  let cashier: UserPrincipal;
  let administrator: UserPrincipal;
  let outletId: number;
  let otherId: number;
  const watched = watchLog();

  beforeAll(async () => {
    rig = await startRealtimeRig();
    const { database } = rig.db;
    const config = testConfig();
    await ensureRoles(database, posRoleDefaults);
    await database.fork().transactional((em) => seedCatalogue(em));
    api = await startTestApi({
      tokens: sessionTokens,
      routes: posRoutes({ unitOfWork: rig.worker.unitOfWork, database, config }),
      database,
      config,
    });
    const open = { PUBLIC_ORDER_FEED: 'true' };
    servers = [await rig.startServer(open, { log: watched.log }), await rig.startServer(open)];
    cashier = await createTestPrincipal(database, { role: 'cashier' });
    administrator = await createTestPrincipal(database, { role: 'administrator' });
    outletId = (await createOutlet(database)).id;
    otherId = (await createOutlet(database)).id;
  });
  afterAll(async () => {
    await api.close();
    await rig.close();
  });

  const call = async (actor: UserPrincipal, method: string, path: string, body?: unknown) => {
    const answer = await api.request(method, `/api/v1${path}`, { token: rig.tokenOf(actor), body });
    expect(answer.status).toBeLessThan(300);
    return answer.body;
  };
  const sell = (request: object = {}) => call(cashier, 'POST', '/orders', { ...CORNDOG, ...request });
  const makeDisplay = async (details: object = {}): Promise<{ id: string; token: string }> => {
    const { id, token } = await call(administrator, 'POST', '/display-tokens', {
      label: 'Kitchen',
      ...details,
    });
    return { id: String(id), token: String(token) };
  };
  const join = async (server: TestServer, auth: Record<string, unknown> = {}): Promise<TestClient> => {
    const client = rig.open(server.url, { auth });
    await client.joined();
    return client;
  };
  const invoices = ({ received }: TestClient): unknown[] =>
    received.map(({ payload }) => payload['invoice_number']);
  /** An order that everybody hears who watches one of the outlets, or all: what came before has come too. */
  const settle = async (clients: readonly TestClient[], request: object): Promise<void> => {
    const { invoice_number: last } = await sell(request);
    await Promise.all(clients.map((client) => client.until(() => invoices(client).includes(last))));
    for (const client of clients) client.received.splice(invoices(client).indexOf(last));
  };
  const disconnected = ({ socket }: TestClient): Promise<string> =>
    new Promise((resolve) => socket.once('disconnect', resolve));
  const refusal = ({ socket }: TestClient): Promise<{ message: string; data: { code: string } }> =>
    new Promise((resolve) =>
      socket.once('connect_error', (error) =>
        resolve(Object.assign(error, { data: { code: '' }, ...error })),
      ),
    );

  describe('what happens to an order', () => {
    let clients: TestClient[];
    beforeAll(async () => {
      const { token } = await makeDisplay();
      clients = await Promise.all([
        join(servers[0]),
        join(servers[1]),
        join(servers[0], { token: rig.tokenOf(cashier) }),
        join(servers[1], { token }),
      ]);
    });
    beforeEach(async () => {
      await settle(clients, {});
      for (const { received } of clients) received.length = 0;
    });

    it('S4-FEAT-01 S4-FEAT-02 S4-FEAT-03 S4-EVT-01 S4-CONN-02 all connected clients get the very object of REST', async () => {
      const sold = await sell({ items: [1, 2, 3, 4, 5, 6].map((product_id) => ({ product_id, qty: 1 })) });
      await Promise.all(clients.map((client) => client.until(() => client.received.length > 0)));
      const { data } = await call(cashier, 'GET', '/orders?limit=1');
      expect(data).toEqual([sold]);
      for (const { received } of clients) {
        expect(received).toHaveLength(1);
        expect(received[0]).toMatchObject({ name: 'new-order', meta: { name: 'new-order' } });
        expect(JSON.stringify(received[0]!.payload)).toBe(JSON.stringify(sold));
      }
    });

    it('S4-LOG-03 is logged when it is broadcast', async () => {
      const { invoice_number: invoice } = await sell();
      await watched.said(`📡 WebSocket: Broadcasted new order ${String(invoice)}`);
    });

    it('S4-FUT-02 S4-FUT-05 changes, steps and deletion are told in their order', async () => {
      const [first, second] = [await sell(), await sell()];
      const at = (order: Record<string, unknown>): string => `/orders/${String(order['invoice_number'])}`;
      const changed = await call(cashier, 'PUT', at(first), { ...CORNDOG, payment_method: 'CARD' });
      await call(cashier, 'PATCH', `${at(first)}/status`, { status: 'preparing' });
      await call(cashier, 'DELETE', at(second));
      await settle(clients, {});
      for (const { received } of clients) {
        expect(received.map(({ name, payload }) => ({ name, payload }))).toEqual([
          { name: 'new-order', payload: first },
          { name: 'new-order', payload: second },
          { name: 'order-updated', payload: changed },
          {
            name: 'order-status',
            payload: { invoice_number: first['invoice_number'], status: 'preparing', previous_status: 'new' },
          },
          { name: 'order-deleted', payload: { invoice_number: second['invoice_number'] } },
        ]);
      }
    });
  });

  it('S4-FUT-01 a client hears the outlet that it names, a display only its own', async () => {
    const bound = await makeDisplay({ outletId });
    const all = await join(servers[0]);
    const narrowed = await join(servers[1], { outletId });
    const display = await join(servers[0], { token: bound.token });
    const foreign = await join(servers[1], { token: bound.token, outletId: otherId });
    const here = await sell({ outlet_id: outletId });
    const there = await sell({ outlet_id: otherId });
    const nowhere = await sell();
    await settle([all, narrowed, display], { outlet_id: outletId });
    expect(all.received.map(({ payload }) => payload)).toEqual([here, there, nowhere]);
    expect(narrowed.received.map(({ payload }) => payload)).toEqual([here]);
    expect(display.received.map(({ payload }) => payload)).toEqual([here]);
    expect(foreign.received).toEqual([]);
  });

  it('S4-FUT-01 S4-FUT-04 a display that comes back is replayed what it missed, of its own outlet', async () => {
    const { token } = await makeDisplay({ outletId });
    const client = await join(servers[0], { token });
    await settle([client], { outlet_id: outletId });
    const since = servers[0].stream.position();
    client.socket.disconnect();
    const missed = [await sell({ outlet_id: outletId }), await sell({ outlet_id: outletId })];
    await sell({ outlet_id: otherId });
    const back = await join(servers[1], { token, since });
    await settle([back], { outlet_id: outletId });
    expect(back.received.map(({ payload }) => payload)).toEqual(missed);
  });

  it('orders.today gives a screen the orders of the day that it may hear of, in the form of REST', async () => {
    const { token } = await makeDisplay({ outletId });
    const here = await sell({ outlet_id: outletId });
    const there = await sell({ outlet_id: otherId });
    const ask = ({ socket }: TestClient) =>
      socket.emitWithAck('orders.today') as Promise<{ orders?: unknown[]; total?: number; error?: string }>;
    const all = await ask(await join(servers[0], { token: rig.tokenOf(cashier) }));
    expect(all.orders?.slice(0, 2)).toEqual([there, here]);
    expect(all.orders).toEqual((await call(cashier, 'GET', '/orders?limit=200'))['data']);
    const own = await ask(await join(servers[0], { token, outletId }));
    expect(own.orders?.[0]).toEqual(here);
    expect(own.orders).toHaveLength(own.total ?? -1);
    expect(own.orders).not.toContainEqual(there);
    const foreign = await join(servers[1], { token, outletId: otherId });
    expect(await ask(foreign)).toEqual({ date: null, orders: [], total: 0 });
    // Without a way to answer there is nothing to do, and no harm.
    foreign.socket.emit('orders.today');
    foreign.socket.emit('orders.today', 'no function');
    // Asking has a budget, as all that a client may cause.
    const display = await join(servers[1], { token });
    const answers = await Promise.all(Array.from({ length: 40 }, () => ask(display)));
    expect(answers[0]?.orders).toEqual(own.orders);
    expect(answers.at(-1)).toEqual({ error: 'too_many_requests' });
    expect(display.socket.connected).toBe(true);
  });

  it('orders.today is answered to nobody who may not list orders', async () => {
    const closed = await rig.startServer();
    const cook = await createTestPrincipal(rig.db.database, { role: 'dapur' });
    const client = rig.open(closed.url, { auth: { token: rig.tokenOf(cook) } });
    let answered = false;
    client.socket.emit('orders.today', () => {
      answered = true;
    });
    expect((await refusal(client)).data).toEqual({ code: 'forbidden' });
    expect([client.socket.connected, answered]).toEqual([false, false]);
    await closed.stop();
  });

  it('S4-FUT-06 a screen that floods us is ended, and no other', async () => {
    const { token } = await makeDisplay();
    const [flooding, other] = [await join(servers[0], { token }), await join(servers[0], { token })];
    flooding.socket.io.reconnection(false);
    const end = disconnected(flooding);
    for (let n = 0; n < 200; n += 1) flooding.socket.emit('new-order', { invoice_number: 'INV-FORGED' });
    expect(await end).toBe('transport close');
    await settle([other], {});
    expect(invoices(other)).not.toContain('INV-FORGED');
    expect(other.socket.connected).toBe(true);
  });

  describe('a display token', () => {
    it('S4-FUT-03 opens the order feed when nothing else does, and no other namespace', async () => {
      const closed = await rig.startServer();
      const { token } = await makeDisplay();
      await join(closed, { token });
      expect((await refusal(rig.open(closed.url))).data).toEqual({ code: 'token_missing' });
      const elsewhere = rig.open(`${closed.url}/notifications`, { auth: { token } });
      expect((await refusal(elsewhere)).data).toEqual({ code: 'forbidden' });
    });

    it('S4-FUT-03 ends its sockets at once, on every instance, when it is revoked', async () => {
      const [ending, staying] = [await makeDisplay(), await makeDisplay()];
      const ended = await Promise.all(servers.map((server) => join(server, { token: ending.token })));
      const others = [await join(servers[0], { token: staying.token }), await join(servers[1])];
      const ends = Promise.all(ended.map(disconnected));
      await call(administrator, 'DELETE', `/display-tokens/${ending.id}`);
      expect(await ends).toEqual(['io server disconnect', 'io server disconnect']);
      const error = await refusal(rig.open(servers[0].url, { auth: { token: ending.token } }));
      expect(error.data).toEqual({ code: 'display_ended' });
      await settle(others, {});
      expect(others.every(({ socket }) => socket.connected)).toBe(true);
    });

    it('S4-FUT-03 ends its sockets when it expires or nobody said that it was revoked', async () => {
      const staying = await join(servers[0], { token: (await makeDisplay()).token });
      for (const change of ['expires_at = now()', 'revoked_at = now()']) {
        const { id, token } = await makeDisplay();
        const client = await join(servers[0], { token });
        const end = disconnected(client);
        await query(rig.db.database.fork(), `update display_tokens set ${change} where id = ?`, [id]);
        await servers[0].sweepSessions();
        expect(await end).toBe('io server disconnect');
      }
      expect(staying.socket.connected).toBe(true);
    });

    it('is not in the log', async () => {
      const { id, token } = await makeDisplay();
      const client = rig.open(servers[0].url, { query: { token } });
      await client.joined();
      await watched.said(`✅ Client connected: ${String(client.socket.id)}`);
      expect(watched.text()).not.toContain(token.split('.')[2]);
      expect(watched.text()).not.toContain(`display:${id}`);
    });
  });
});
