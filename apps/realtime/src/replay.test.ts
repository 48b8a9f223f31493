import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { query, textArray } from '@antrean/platform/database';
import { keysOfRooms } from '@antrean/platform/messages';
import { missedStatement } from '@antrean/platform/realtime';
import type { UserPrincipal } from '@antrean/platform/auth';
import { createTestPrincipal } from '@antrean/sessions/testing';
import { LIMITS } from './limits.ts';
import {
  startRealtimeRig,
  told,
  toldOnFeed,
  type RealtimeRig,
  type TestClient,
  type TestServer,
} from './realtime.factory.ts';

describe('replay', () => {
  let rig: RealtimeRig;
  let server: TestServer;
  let cook: UserPrincipal;
  let watcher: TestClient;

  beforeAll(async () => {
    rig = await startRealtimeRig();
    server = await rig.startServer();
    cook = await createTestPrincipal(rig.db.database, { role: 'dapur', departmentId: null });
    watcher = await rig.connect(server, cook);
  });
  afterAll(() => rig.close());
  /** Everything published has been delivered by the server. */
  const settled = async (): Promise<number> => {
    await rig.settle([watcher], 'dapur');
    return server.stream.position();
  };
  beforeEach(settled);

  it('S0-RT-05 gives a client that was away what it missed and may see, in order, before what happens next', async () => {
    const since = server.stream.position();
    await rig.publish(
      told,
      { rooms: ['role:dapur'], n: 1 },
      { rooms: ['role:administrator'], n: 2 },
      { rooms: [`user:${cook.userId}`, 'role:dapur'], n: 3 },
      { rooms: [], n: 4 },
    );
    await rig.publish(toldOnFeed, { rooms: [`user:${cook.userId}`], n: 5 });
    await rig.publish(told, { rooms: ['dept:*:role:dapur'], n: 6 });
    await settled();
    const client = await rig.connect(server, cook, { since });
    expect(client.numbers().slice(0, 3)).toEqual([1, 3, 6]);
    client.received.length = 0;
    await rig.publish(told, { rooms: ['role:dapur'], n: 7 });
    await rig.settle([client], 'dapur');
    expect(client.numbers()).toEqual([7]);
  });

  it('replays nothing to a client that does not ask, and tells every client where it stands', async () => {
    await rig.publish(told, { rooms: ['role:dapur'], n: 1 });
    const place = await settled();
    const client = rig.open(`${server.url}/notifications`, { auth: { token: rig.tokenOf(cook) } });
    const position = new Promise((resolve) => client.socket.once('stream.position', resolve));
    await client.joined();
    expect(await position).toEqual({ seq: place });
    expect(client.received).toEqual([]);
  });

  it('replays more than a page, and joins the live events without a gap or a copy', async () => {
    const since = server.stream.position();
    const before = Array.from({ length: 600 }, (_, n) => n);
    await rig.publish(told, ...before.map((n) => ({ rooms: ['role:dapur'], n })));
    await settled();
    // These happen while the history is being read. On a slow machine all of them came before: no more than is replayed.
    const live = Array.from({ length: 300 }, (_, n) => 10_000 + n);
    const publishing = Promise.all(live.map((n) => rig.publish(told, { rooms: ['role:dapur'], n })));
    const client = await rig.connect(server, cook, { since });
    await publishing;
    await rig.settle([client, watcher], 'dapur');
    const seqs = client.received.map(({ meta }) => meta.seq);
    expect(seqs).toEqual([...seqs].sort((a, b) => a - b));
    expect(new Set(seqs).size).toBe(seqs.length);
    const told_ = client
      .numbers()
      .map(Number)
      .filter((n) => n < 1_000_000);
    expect(told_.slice(0, 600)).toEqual(before);
    expect(new Set(told_)).toEqual(new Set([...before, ...live]));
  });

  it('waits for a client that reads slowly instead of piling its history up', async () => {
    const since = server.stream.position();
    const count = 900;
    const impatient = await rig.startServer(
      {},
      { limits: { ...LIMITS, packets: { ...LIMITS.packets, outboundBacklog: 300 } } },
    );
    // More than the kernel takes and more than may wait for a client; straight into the log, which is quicker.
    await query(
      rig.db.database.fork(),
      `with head as (update outbox_head set last_seq = last_seq + ? returning last_seq),
            cursors as (update outbox_cursors set delivered_seq = head.last_seq from head)
       insert into outbox_events (name, version, payload, seq)
       select 'test.told', 1, jsonb_build_object('rooms', array[?], 'n', n, 'filler', repeat('x', 40000)), ? + n
       from head, generate_series(1, ?) n`,
      [count, `karyawan:${cook.karyawanId}`, since, count],
    );
    watcher.socket.disconnect();
    await impatient.stream.catchUp();
    expect(impatient.stream.position()).toBe(since + count);
    const client = rig.open(`${impatient.url}/notifications`, { auth: { token: rig.tokenOf(cook), since } });
    const websocket = await new Promise<{ pause(): void; resume(): void }>((resolve, reject) =>
      client.socket.once('connect', () => {
        const { transport } = client.socket.io.engine;
        if ('ws' in transport) resolve(transport.ws as { pause(): void; resume(): void });
        else reject(new Error('the client is not on a websocket'));
      }),
    );
    websocket.pause();
    // Until another client, which hears nothing of it, has been taken through the same history.
    await rig.connect(impatient, await createTestPrincipal(rig.db.database), { since });
    websocket.resume();
    await client.joined();
    expect(client.numbers()).toEqual(Array.from({ length: count }, (_, n) => n + 1));
    await impatient.stop();
    watcher.socket.connect();
    await watcher.joined();
  });

  it('signals a gap when the history is too short, and still replays what is kept', async () => {
    const since = server.stream.position();
    await rig.publish(told, ...[1, 2, 3].map((n) => ({ rooms: ['role:dapur'], n })));
    await settled();
    await query(rig.db.database.fork(), `delete from outbox_events where seq <= ?`, [since + 2]);
    const fresh = await rig.startServer();
    const client = await rig.connect(fresh, cook, { since });
    expect(client.received[0]).toMatchObject({
      name: 'replay.gap',
      payload: { since, oldestSeq: since + 3 },
    });
    expect(client.numbers()[1]).toBe(3);
    await fresh.stop();
  });

  it('signals a gap when nothing at all is kept', async () => {
    const place = await settled();
    await query(rig.db.database.fork(), `delete from outbox_events where seq <= ?`, [place]);
    const fresh = await rig.startServer();
    const client = await rig.connect(fresh, cook, { since: place - 1 });
    expect(client.received.map(({ name, payload }) => ({ name, payload }))).toEqual([
      { name: 'replay.gap', payload: { since: place - 1, oldestSeq: place + 1 } },
    ]);
    const current = await rig.connect(fresh, cook, { since: place });
    expect(current.received).toEqual([]);
    await fresh.stop();
  });

  it('signals a gap for a place that this log never reached', async () => {
    const place = await settled();
    const client = await rig.connect(server, cook, { since: place + 1_000_000 });
    expect(client.received).toMatchObject([{ name: 'replay.gap', payload: { since: place + 1_000_000 } }]);
    await rig.publish(told, { rooms: ['role:dapur'], n: 9 });
    await rig.settle([client], 'dapur');
    expect(client.numbers()).toContain(9);
  });

  /** Numbers events without a worker, for one room or another; `audience` null is what an old process writes. */
  const writeLog = (rooms: string[], count: number, audience: string[] | null = null): Promise<unknown> =>
    query(
      rig.db.database.fork(),
      `with head as (update outbox_head set last_seq = last_seq + ? returning last_seq),
            cursors as (update outbox_cursors set delivered_seq = head.last_seq from head)
       insert into outbox_events (name, version, payload, audience, seq)
       select 'test.told', 1, jsonb_build_object('rooms', ?::text[], 'n', n), ?::text[], last_seq - ? + n
       from head, generate_series(1, ?) n`,
      [count, textArray(rooms), textArray(audience ?? ['*']), count, count],
    );

  it('keeps in memory what somebody hears, however much happens that nobody does', async () => {
    const since = await settled();
    await rig.publish(told, { rooms: ['role:dapur'], n: 1 });
    await settled();
    await query(
      rig.db.database.fork(),
      `with head as (update outbox_head set last_seq = last_seq + 5000 returning last_seq),
            cursors as (update outbox_cursors set delivered_seq = head.last_seq from head)
       insert into outbox_events (name, version, payload, audience, seq)
       select 'test.silent', 1, '{}', '{}', last_seq - 5000 + n from head, generate_series(1, 5000) n`,
    );
    await server.stream.catchUp();
    const outcomes = async (): Promise<string> =>
      server.metrics.registry.getSingleMetricAsString('realtime_replays_total');
    const fromMemory = async (): Promise<number> =>
      Number(/outcome="memory".*} (\d+)/.exec(await outcomes())?.[1] ?? 0);
    const before = await fromMemory();
    const client = await rig.connect(server, cook, { since });
    expect(client.numbers()[0]).toBe(1);
    expect(await fromMemory()).toBe(before + 1);
  });

  it('100 000 events of others cost a client no more than its own', async () => {
    const since = await settled();
    // Instances that listen would take all of it as news.
    watcher.socket.disconnect();
    await server.stop();
    const room = `user:${cook.userId}`;
    await writeLog([room], 3, [`/notifications ${room}`]);
    await writeLog(['dept:9:role:dapur'], 100_000, [
      '/notifications dept:9:role:dapur',
      '/notifications role:x',
    ]);
    await query(rig.db.database.fork(), `analyze outbox_events`);
    server = await rig.startServer();
    const keys = keysOfRooms('/notifications', [room, 'role:dapur', `session:${cook.sessionId}`]);
    const missed = missedStatement({ keys, after: since, upTo: since + 100_003, limit: 1_001 });
    const plan = await query<{ 'QUERY PLAN': string }>(
      rig.db.database.fork(),
      `explain (analyze, costs off, timing off, summary off) ${missed.sql}`,
      missed.parameters,
    );
    const text = plan.map((line) => line['QUERY PLAN']).join('\n');
    expect(text).toMatch(/Bitmap Index Scan on outbox_events_.*audience/);
    // Of others' events no more is looked at than the first stretch of the log.
    const removed = [...text.matchAll(/Rows Removed by (?:Filter|Index Recheck): (\d+)/g)].map(([, n]) =>
      Number(n),
    );
    expect(Math.max(0, ...removed)).toBeLessThanOrEqual(2_000);
    const client = await rig.connect(server, cook, { since });
    expect(client.numbers()).toEqual([1, 2, 3]);
    watcher = await rig.connect(server, cook);
  }, 60_000);

  describe('beyond the budget', () => {
    const limits = {
      ...LIMITS,
      replay: { ...LIMITS.replay, most: 5, search: 1, perClient: { burst: 20, perSecond: 0 } },
    };
    const names = ({ received }: TestClient): string[] => received.map(({ name }) => name);

    it.each(['in memory', 'in the log'])('comes replay.gap instead of events that are %s', async (where) => {
      const instance = where === 'in memory' ? await rig.startServer({}, { limits }) : undefined;
      const since = await settled();
      const actor = await createTestPrincipal(rig.db.database, { role: 'administrator' });
      await writeLog([`user:${actor.userId}`], 4, [`/notifications user:${actor.userId}`]);
      // Instances read the last thousand at their start.
      if (!instance) await writeLog([], 1_500, []);
      const read = instance ?? (await rig.startServer({}, { limits }));
      await read.stream.catchUp();
      const few = await rig.connect(read, actor, { since });
      expect(few.numbers()).toEqual([1, 2, 3, 4]);
      await writeLog([`user:${actor.userId}`], 2, [`/notifications user:${actor.userId}`]);
      await read.stream.catchUp();
      few.socket.disconnect();
      const place = read.stream.position();
      const many = await rig.connect(read, actor, { since });
      expect(many.received).toMatchObject([{ name: 'replay.gap', payload: { since, oldestSeq: place + 1 } }]);
      // It goes on from there, and its budget ends.
      const comeBack = async () => names(await rig.connect(read, actor, { since: place - 1 }));
      const outcomes: string[][] = [];
      for (let time = 0; time < 20; time += 1) outcomes.push(await comeBack());
      expect(outcomes[0]).toEqual(['test.told']);
      expect(outcomes.at(-1)).toEqual(['replay.gap']);
      // That of another user does not.
      const other = await createTestPrincipal(rig.db.database, { role: 'administrator' });
      expect(names(await rig.connect(read, other, { since: place - 1 }))).toEqual([]);
      await read.stop();
      await server.stream.catchUp();
    });
  });

  it('S0-RT-05 a client whose instance goes away reconnects by itself and misses nothing', async () => {
    const first = await rig.startServer();
    let last = first.stream.position();
    const client = rig.open(`${first.url}/notifications`, {
      auth: (send) => send({ token: rig.tokenOf(cook), since: last }),
    });
    client.socket.on('test.told', (_payload: unknown, meta: { seq: number }) => (last = meta.seq));
    await client.joined();
    await rig.publish(told, { rooms: ['role:dapur'], n: 1 });
    await client.until(() => client.numbers().includes(1));
    const gone = new Promise<string>((resolve) => client.socket.once('disconnect', resolve));
    await first.stop();
    expect(await gone).toBe('transport close');
    expect(client.socket.active).toBe(true);
    await rig.publish(told, { rooms: ['role:dapur'], n: 2 });
    await settled();
    const back = client.joined();
    await rig.startServer({ WS_PORT: String(first.port) });
    await back;
    await rig.publish(told, { rooms: ['role:dapur'], n: 3 });
    await rig.settle([client], 'dapur');
    expect(client.numbers().filter((n) => Number(n) < 1_000_000)).toEqual([1, 2, 3]);
    client.socket.disconnect();
  });
});
