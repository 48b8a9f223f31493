import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { system } from '@antrean/domains';
import { createAddressBlocks } from '@antrean/platform/blocking';
import { openRealtime, openTokens } from '@antrean/platform/domain';
import { createMetrics } from '@antrean/platform/observability';
import { createEventStream } from '@antrean/platform/realtime';
import { testConfig, testLog } from '@antrean/testing';
import { Server } from 'socket.io';
import { createTestPrincipal } from '@antrean/sessions/testing';
import { createDepartment } from '@antrean/organization/testing';
import { createEventReader } from './deliver.ts';
import { createDoor } from './admission.ts';
import { LIMITS } from './limits.ts';
import { openNamespace } from './namespace.ts';
import { registry, startRealtimeRig, type RealtimeRig } from './realtime.factory.ts';
import { createRecentEvents } from './recent-events.ts';
import { createReplay } from './replay.ts';
import type { AppNamespace, AppServer } from './socket.ts';

const config = testConfig();

/** What everybody can read in a token. */
const payloadOf = (token: string): Record<string, unknown> =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());

describe('the guard of /notifications', () => {
  let rig: RealtimeRig;
  let io: AppServer;
  let namespace: AppNamespace;
  let url: string;
  let stop: () => Promise<unknown>;

  beforeAll(async () => {
    rig = await startRealtimeRig();
    const { database } = rig.db;
    const http = createServer();
    io = new Server(http);
    const readEvent = createEventReader(registry, testLog);
    const stream = createEventStream({ database, deliver: () => undefined, log: testLog });
    await stream.start();
    const { feeds } = await openRealtime(system, {
      ...{ database, config },
      blocks: createAddressBlocks(),
    });
    const feed = feeds.find((each) => each.namespace === '/notifications')!;
    const door = createDoor(feed, [], [], openTokens(system, { database, config, log: testLog }));
    const recent = createRecentEvents(database, readEvent);
    await recent.start(stream.position());
    const replayAndJoin = createReplay({
      database,
      stream,
      recent,
      readEvent,
      limits: LIMITS.replay,
      metrics: createMetrics({ service: 'test' }),
      log: testLog,
    });
    namespace = openNamespace(io, feed.namespace, door, {
      config,
      stream,
      replayAndJoin,
      limits: LIMITS.sockets,
      metrics: createMetrics({ service: 'test' }),
      log: testLog,
    });
    await once(http.listen(0, '127.0.0.1'), 'listening');
    const { port } = http.address() as AddressInfo;
    url = `http://127.0.0.1:${port}/notifications`;
    stop = () => Promise.all([io.close(), stream.stop()]);
  });
  afterAll(async () => {
    await stop();
    await rig.close();
  });

  it('S3-WS-05 verifies the JWT and attaches whom it names to client.data.user', async () => {
    const { database } = rig.db;
    const { id: departmentId } = await createDepartment(database);
    const actor = await createTestPrincipal(database, { role: 'employee', departmentId });
    const token = rig.tokenOf(actor);
    const client = rig.open(url, { auth: { token } });
    await client.joined();

    const attached = [...namespace.sockets.values()].map(({ data }) => data.user);
    const { sub, sid, nik, role, roles, karyawanId, departmentId: department } = payloadOf(token);
    expect(attached).toEqual([
      expect.objectContaining({
        userId: Number(sub),
        sessionId: sid,
        nik,
        role,
        roles,
        karyawanId,
        departmentId: department,
      }),
    ]);
    expect([actor.userId, departmentId]).toEqual([Number(sub), department]);
    client.socket.disconnect();
  });

  it('S3-WS-05 attaches nobody when the signature is not ours', async () => {
    const actor = await createTestPrincipal(rig.db.database, { role: 'administrator' });
    const [head, body] = rig.tokenOf(actor).split('.');
    const forged = rig.open(url, { auth: { token: `${head}.${body}.AAAA` } });
    await new Promise((resolve) => forged.socket.once('connect_error', resolve));
    expect([...namespace.sockets.values()].map(({ data }) => data.user)).not.toContainEqual(
      expect.objectContaining({ userId: actor.userId }),
    );
  });
});
