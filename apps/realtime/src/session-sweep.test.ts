import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { query } from '@antrean/platform/database';
import { testConfig } from '@antrean/testing';
import { roleUpdated } from '@antrean/access/messages';
import { createAccessTokenVerifier } from '@antrean/platform/auth';
import { accessTokenOf, createTestPrincipal } from '@antrean/sessions/testing';
import {
  changed,
  ended,
  startRealtimeRig,
  told,
  toldOnFeed,
  type RealtimeRig,
  type TestClient,
  type TestServer,
} from './realtime.factory.ts';

const disconnected = ({ socket }: TestClient): Promise<string> =>
  new Promise((resolve) => socket.once('disconnect', resolve));

describe('a socket lives as long as its session', () => {
  let rig: RealtimeRig;
  let servers: [TestServer, TestServer];

  beforeAll(async () => {
    rig = await startRealtimeRig();
    servers = [await rig.startServer(), await rig.startServer()];
  });
  afterAll(() => rig.close());

  it('ends at once, on every instance and in every namespace, when the session ends', async () => {
    const leaving = await createTestPrincipal(rig.db.database, { role: 'dapur', roles: ['cashier'] });
    const staying = await createTestPrincipal(rig.db.database, { role: 'dapur' });
    const feed = rig.open(servers[1].url, { auth: { token: rig.tokenOf(leaving) } });
    const ending = [await rig.connect(servers[0], leaving), await rig.connect(servers[1], leaving), feed];
    await feed.joined();
    const other = await rig.connect(servers[0], staying);
    const ends = Promise.all(ending.map(disconnected));
    await rig.publish(told, { rooms: ['role:dapur'], n: 1 });
    await rig.publish(ended, { sessionId: leaving.sessionId });
    await rig.publish(told, { rooms: ['role:dapur'], n: 2 });
    expect(await ends).toEqual(Array(3).fill('io server disconnect'));
    await rig.settle([other], 'dapur');
    expect(other.numbers()).toEqual([1, 2]);
    expect(ending[0]!.numbers()).toEqual([1]);
    expect(other.socket.connected).toBe(true);
  });

  it('comes back by itself into the new rooms when the roles of its user change', async () => {
    await createTestPrincipal(rig.db.database, { role: 'employee' });
    const promoted = await createTestPrincipal(rig.db.database, { role: 'dapur' });
    const client = await rig.connect(servers[0], promoted);
    const end = disconnected(client);
    await query(rig.db.database.fork(), `insert into user_roles (user_id, role_key) values (?, 'employee')`, [
      promoted.userId,
    ]);
    await rig.publish(changed, { userId: promoted.userId });
    expect(await end).toBe('transport close');
    await client.joined();
    await rig.publish(told, { rooms: ['role:employee'], n: 1 });
    await rig.settle([client], 'dapur');
    expect(client.numbers()).toEqual([1]);
  });

  it('ends a socket whose session ended while it was connecting', async () => {
    const actor = await createTestPrincipal(rig.db.database, { role: 'dapur' });
    const watcher = await rig.connect(
      servers[0],
      await createTestPrincipal(rig.db.database, { role: 'dapur' }),
    );
    const client = rig.open(`${servers[0].url}/notifications`, {
      auth: { token: rig.tokenOf(actor) },
      autoConnect: false,
    });
    // The user's row is locked, so the handshake has noted its place in the log and waits for the database.
    const em = rig.db.database.fork();
    await em.begin();
    await query(em, `lock table users in access exclusive mode`);
    client.socket.connect();
    await waitingForLock();
    await rig.publish(ended, { sessionId: actor.sessionId });
    await rig.publish(told, { rooms: ['role:dapur'], n: 3 });
    await watcher.until(() => watcher.numbers().includes(3));
    const end = disconnected(client);
    await em.rollback();
    expect(await end).toBe('io server disconnect');
    expect(client.received).toEqual([]);
  });

  it('a role that changed while a socket was connecting is not heard with', async () => {
    const actor = await createTestPrincipal(rig.db.database, { role: 'dapur' });
    const watcher = await rig.connect(
      servers[0],
      await createTestPrincipal(rig.db.database, { role: 'dapur' }),
    );
    const { database } = rig.db;
    const client = rig.open(`${servers[0].url}/notifications`, {
      auth: { token: rig.tokenOf(actor) },
      autoConnect: false,
    });
    // The handshake has the roles, and waits for the departments that a cook serves.
    const em = database.fork();
    await em.begin();
    await query(em, `lock table served_departments in access exclusive mode`);
    client.socket.connect();
    await waitingForLock();
    await query(database.fork(), `update user_roles set role_key = 'cashier' where user_id = ?`, [
      actor.userId,
    ]);
    await rig.publish(changed, { userId: actor.userId });
    await rig.publish(told, { rooms: ['role:dapur'], n: 4 });
    await watcher.until(() => watcher.numbers().includes(4));
    await em.rollback();
    // It comes back by itself, into the rooms of today.
    await client.joined();
    await rig.publish(told, { rooms: ['role:dapur'], n: 5 }, { rooms: ['role:cashier'], n: 6 });
    await client.until(() => client.numbers().includes(6));
    expect(client.numbers()).toEqual([6]);
    // What the log says of earlier changes ends nobody who comes back after them.
    const since = servers[0].stream.position();
    await rig.publish(changed, { userId: actor.userId });
    await client.joined();
    await rig.publish(told, { rooms: ['role:cashier'], n: 7 });
    await client.until(() => client.numbers().includes(7));
    const back = await rig.connect(servers[0], actor, { since });
    expect(back.numbers()).toEqual([7]);
    expect(back.socket.connected).toBe(true);
  });

  describe('what a role may do changes', () => {
    const setPermissions = (permissions: string) =>
      query(
        rig.db.database.fork(),
        `update roles set permissions = ?::text[], version = version + 1 where key = 'cashier'`,
        [permissions],
      );
    const watch = async (role: string): Promise<TestClient> => {
      const actor = await createTestPrincipal(rig.db.database, { role });
      const client = rig.open(servers[1].url, { auth: { token: rig.tokenOf(actor) } });
      await client.joined();
      return client;
    };
    const refused = ({ socket }: TestClient): Promise<object> =>
      new Promise((resolve) => socket.once('connect_error', resolve));
    afterEach(() => setPermissions('{pos.read}'));

    it('the order feed ends at once for those who may not read orders any more', async () => {
      const [losing, keeping] = [await watch('cashier'), await watch('administrator')];
      const refusal = refused(losing);
      await setPermissions('{}');
      await rig.publish(roleUpdated, {
        key: 'cashier',
        label: 'C',
        permissions: [],
        permissionsChanged: true,
      });
      expect(await refusal).toMatchObject({ data: { code: 'forbidden' } });
      expect(keeping.socket.connected).toBe(true);
    });

    it('is also noticed when nobody said so, and disturbs nobody who hears the same as before', async () => {
      await servers[1].sweepSessions();
      const [losing, keeping] = [await watch('cashier'), await watch('administrator')];
      const refusal = refused(losing);
      const ends: string[] = [];
      keeping.socket.on('disconnect', (reason) => ends.push(reason));
      await setPermissions('{}');
      await query(rig.db.database.fork(), `update roles set version = version + 1`);
      await servers[1].sweepSessions();
      expect(await refusal).toMatchObject({ data: { code: 'forbidden' } });
      // A new name is no change of what may be heard.
      await rig.publish(roleUpdated, {
        key: 'administrator',
        label: 'Admin',
        permissions: [],
        permissionsChanged: false,
      });
      const admin = await watch('administrator');
      await rig.publish(toldOnFeed, { rooms: ['outlet:*'], n: 8 });
      await Promise.all([keeping, admin].map((each) => each.until(() => each.numbers().includes(8))));
      expect(ends).toEqual([]);
    });
  });

  const waitingForLock = async (): Promise<void> => {
    for (;;) {
      const [row] = await query<{ waiting: boolean }>(
        rig.db.database.fork(),
        `select exists (select 1 from pg_locks where not granted) as waiting`,
      );
      if (row?.waiting) return;
    }
  };

  it('ends with a session that ended, expired or lost its user, whether or not anybody said so', async () => {
    const spoil = [
      `update sessions set ended_at = now() where id = ?`,
      `update sessions set expires_at = now() where id = ?`,
      `update users set is_active = false where id = (select user_id from sessions where id = ?)`,
    ];
    const staying = await rig.connect(servers[0], await createTestPrincipal(rig.db.database));
    for (const sql of spoil) {
      const actor = await createTestPrincipal(rig.db.database);
      const client = await rig.connect(servers[0], actor);
      const end = disconnected(client);
      await query(rig.db.database.fork(), sql, [actor.sessionId]);
      await servers[0].sweepSessions();
      expect(await end).toBe('io server disconnect');
    }
    expect(staying.socket.connected).toBe(true);
  });

  it('outlives its access token', async () => {
    const actor = await createTestPrincipal(rig.db.database, { role: 'dapur' });
    const config = testConfig({ JWT_EXPIRES_IN: '1s' });
    const token = accessTokenOf(actor, config);
    const client = rig.open(`${servers[0].url}/notifications`, { auth: { token } });
    await client.joined();
    const verify = createAccessTokenVerifier(config.jwt.accessSecret);
    while (await verify(token)) await pause(20);
    await servers[0].sweepSessions();
    const late = rig.open(`${servers[0].url}/notifications`, { auth: { token } });
    const refused = await new Promise((resolve) => late.socket.once('connect_error', resolve));
    expect(refused).toMatchObject({ data: { code: 'token_invalid' } });
    await rig.settle([client], 'dapur');
    expect(client.socket.connected).toBe(true);
  });
});
