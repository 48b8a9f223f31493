import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { query } from '@antrean/platform/database';
import type { UserPrincipal } from '@antrean/platform/auth';
import { createTestPrincipal } from '@antrean/sessions/testing';
import { readConnectionRequest } from './handshake.ts';
import {
  startRealtimeRig,
  watchLog,
  type RealtimeRig,
  type TestClient,
  type TestServer,
} from './realtime.factory.ts';

interface ConnectError extends Error {
  data?: { code: string };
}

describe('the handshake', () => {
  let rig: RealtimeRig;
  let server: TestServer;
  let actor: UserPrincipal;
  let token: string;
  const watched = watchLog();

  const refusal = async ({ socket }: TestClient): Promise<ConnectError> => {
    const error = await new Promise<ConnectError>((resolve) => socket.once('connect_error', resolve));
    expect(socket.connected).toBe(false);
    return error;
  };

  beforeAll(async () => {
    rig = await startRealtimeRig();
    server = await rig.startServer({}, { log: watched.log });
    actor = await createTestPrincipal(rig.db.database, { role: 'dapur' });
    token = rig.tokenOf(actor);
  });
  afterAll(() => rig.close());

  it.each(['websocket', 'polling'])(
    'S3-WS-01 S3-WS-03 takes a token from auth, header or query over %s',
    async (transport) => {
      const url = `${server.url}/notifications`;
      const transports = [transport];
      const clients = [
        rig.open(url, { transports, auth: { token } }),
        rig.open(url, { transports, extraHeaders: { authorization: `Bearer ${token}` } }),
        rig.open(url, { transports, query: { token } }),
        // Front ends often keep the token as the header that they send by REST.
        rig.open(url, { transports, auth: { token: `Bearer ${token}` } }),
        rig.open(url, { transports, query: { token: `bearer ${token}` } }),
      ];
      await Promise.all(clients.map((client) => client.joined()));
      expect(clients.every(({ socket }) => socket.connected)).toBe(true);
    },
  );

  it('S3-WS-14 connects as the documented client does', async () => {
    const client = rig.open(`${server.url}/notifications`, {
      transports: ['websocket'],
      auth: { token, departmentId: 1 },
      withCredentials: true,
    });
    await client.joined();
    expect(client.socket.id).toBeDefined();
  });

  it('S3-WS-03 refuses a client without a token and says what to do', async () => {
    const error = await refusal(rig.open(`${server.url}/notifications`));
    expect(error.data).toEqual({ code: 'token_missing' });
    expect(error.message).toContain('auth.token');
  });

  it('refuses forged, foreign and garbled tokens', async () => {
    const [head, body] = token.split('.');
    // The last two were an error of ours once: a signed part that is no JSON, and a token that is none.
    const garbled = `${head}.${Buffer.from('{nonsense').toString('base64url')}.AAAA`;
    for (const bad of ['nonsense', `${head}.${body}.AAAA`, `${head}.${body}.`, garbled, [token]]) {
      const error = await refusal(rig.open(`${server.url}/notifications`, { auth: { token: bad } }));
      expect(error.data).toEqual({ code: 'token_invalid' });
    }
  });

  it('refuses a genuine token whose session has ended or expired, or whose user was deactivated', async () => {
    const spoil = {
      ended: `update sessions set ended_at = now() where id = ?`,
      expired: `update sessions set expires_at = now() where id = ?`,
      deactivated: `update users set is_active = false where id = (select user_id from sessions where id = ?)`,
    };
    for (const sql of Object.values(spoil)) {
      const other = await createTestPrincipal(rig.db.database);
      await query(rig.db.database.fork(), sql, [other.sessionId]);
      const error = await refusal(
        rig.open(`${server.url}/notifications`, { auth: { token: rig.tokenOf(other) } }),
      );
      expect(error.data).toEqual({ code: 'session_ended' });
    }
  });

  it('refuses who must first change a temporary password, as the REST interface does', async () => {
    const other = await createTestPrincipal(rig.db.database);
    await query(rig.db.database.fork(), `update users set must_change_password = true where id = ?`, [
      other.userId,
    ]);
    const error = await refusal(
      rig.open(`${server.url}/notifications`, { auth: { token: rig.tokenOf(other) } }),
    );
    expect(error.data).toEqual({ code: 'password_change_required' });
  });

  it('lets a client come back by itself that could not be checked', async () => {
    const { database } = rig.db;
    await query(database.fork(), `alter table sessions rename to sessions_away`);
    const client = rig.open(`${server.url}/notifications`, { auth: { token } });
    const refused: ConnectError[] = [];
    client.socket.on('connect_error', (error) => refused.push(error));
    await new Promise((resolve) => client.socket.io.once('reconnect_attempt', resolve));
    await query(database.fork(), `alter table sessions_away rename to sessions`);
    await client.joined();
    expect(refused.filter(({ data }) => data !== undefined)).toEqual([]);
  });

  it('refuses numbers that are none, and takes absent ones in every form', async () => {
    const error = await refusal(
      rig.open(`${server.url}/notifications`, { auth: { token, since: 'yesterday' } }),
    );
    expect(error.data).toEqual({ code: 'invalid_handshake' });
    expect(error.message).toContain('"since"');
    for (const departmentId of [undefined, null, '']) {
      expect(
        readConnectionRequest({ auth: { departmentId }, query: {}, headers: {} }).departmentId,
      ).toBeNull();
    }
    expect(
      readConnectionRequest({ auth: {}, query: { departmentId: '7', since: '0' }, headers: {} }),
    ).toEqual({
      token: null,
      departmentId: 7,
      outletId: null,
      since: 0,
    });
  });

  it('the order feed needs a token as well, unless it is public', async () => {
    expect((await refusal(rig.open(server.url))).data).toEqual({ code: 'token_missing' });
    // A cook may not list the orders by REST either.
    const cook = await refusal(rig.open(server.url, { auth: { token } }));
    expect(cook.data).toEqual({ code: 'forbidden' });
    expect(cook.message).toContain('pos.read');
    const cashier = await createTestPrincipal(rig.db.database, { role: 'cashier' });
    await rig.open(server.url, { auth: { token: rig.tokenOf(cashier) } }).joined();
    const open = await rig.startServer({ PUBLIC_ORDER_FEED: 'true' });
    await rig.open(open.url).joined();
    await rig.open(open.url, { auth: { token } }).joined();
    const wrong = rig.open(open.url, { auth: { token: 'nonsense' } });
    expect((await refusal(wrong)).data).toEqual({ code: 'token_invalid' });
    expect((await refusal(rig.open(`${open.url}/notifications`))).data).toEqual({ code: 'token_missing' });
  });

  it('S3-WS-13 S4-LOG-01 S4-LOG-02 logs what the operator looks for, and no token', async () => {
    const client = rig.open(`${server.url}/notifications`, { query: { token } });
    await client.joined();
    const { id } = client.socket;
    client.socket.disconnect();
    await watched.said(`❌ Client disconnected: ${id}`);
    expect(watched.text()).toContain('WebSocket initialized: namespace=/notifications');
    expect(watched.text()).toContain(`✅ Client connected: ${id}`);
    expect(watched.text()).toContain('Joined rooms: role:dapur, ');
    expect(watched.text()).not.toContain(token.split('.')[2]);
    expect(watched.text()).not.toContain(actor.sessionId);
  });
});
