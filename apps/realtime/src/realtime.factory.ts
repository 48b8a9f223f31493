import { once } from 'node:events';
import { system } from '@antrean/domains';
import { createAddressBlocks, type AddressBlocks } from '@antrean/platform/blocking';
import { newInstance } from '@antrean/platform/discovery';
import { openRealtime, openTokens } from '@antrean/platform/domain';
import {
  createMessageRegistry,
  defineEvent,
  defineSignal,
  type EventDefinition,
  type SignalDefinition,
  type JsonObject,
} from '@antrean/platform/messages';
import { createLogger, createMetrics, type Logger, type Metrics } from '@antrean/platform/observability';
import { publish } from '@antrean/platform/outbox';
import { backgroundContext, transaction } from '@antrean/platform/transaction';
import type { UserPrincipal } from '@antrean/platform/auth';
import { createRealtimeConsumer, roleRoom, sessionRoom, userRoom } from '@antrean/platform/realtime';
import { connectRedis, type Redis } from '@antrean/platform/redis';
import {
  createTestDatabase,
  createTestRedis,
  startTestWorker,
  testConfig,
  testLog,
  type TestDatabase,
  type TestRedis,
  type TestWorker,
} from '@antrean/testing';
import { io, type ManagerOptions, type Socket, type SocketOptions } from 'socket.io-client';
import { z } from 'zod';
import { ensureRoles } from '@antrean/access';
import { accessTokenOf } from '@antrean/sessions/testing';
import { LIMITS, type Limits } from './limits.ts';
import { createRealtimeServer, type RealtimeServer } from './server.ts';

const toldWire = z.object({ n: z.int(), filler: z.string().optional() });

const toldSchema = toldWire.extend({ rooms: z.array(z.string()) });

/** Goes to whatever rooms the test names, which no declaration could. */
const tell = (name: string, namespace: string): EventDefinition<z.infer<typeof toldSchema>> => ({
  ...defineEvent({ name, version: 1, summary: 'Something was told.', schema: toldSchema }),
  realtime: {
    namespace,
    hearings: [],
    rooms: (e) => e.rooms,
    schema: toldWire,
    payload: (e) => toldWire.parse(e),
  },
});
export const told = tell('test.told', '/notifications');
/** The same on the order feed. */
export const toldOnFeed = tell('test.told.feed', '/');
const beatsSchema = toldSchema.extend({ thing: z.int().optional() });
/** How a thing is now, told to whatever rooms the test names. */
export const beats: SignalDefinition<z.infer<typeof beatsSchema>> = {
  ...defineSignal({
    name: 'test.beats',
    version: 1,
    summary: 'It beats.',
    schema: beatsSchema,
    realtime: { namespace: '/notifications', readers: [], schema: toldWire },
    key: ({ thing }) => String(thing ?? ''),
    everyMs: 100,
  }),
  realtime: {
    namespace: '/notifications',
    hearings: [],
    rooms: (e) => e.rooms,
    schema: toldWire,
    payload: (e) => toldWire.parse(e),
  },
};
/** Ends the sockets of a session. */
export const ended = defineEvent({
  name: 'test.session.ended',
  version: 1,
  summary: 'A session ended.',
  schema: z.object({ sessionId: z.string() }),
  disconnects: { rooms: (e) => [sessionRoom(e.sessionId)] },
});
/** Changes what a user may hear. */
export const changed = defineEvent({
  name: 'test.user.changed',
  version: 1,
  summary: 'A user got other roles.',
  schema: z.object({ userId: z.int() }),
  disconnects: { rooms: (e) => [userRoom(e.userId)] },
});
/** Concerns no socket at all. */
export const silent = defineEvent({
  name: 'test.silent',
  version: 1,
  summary: 'Nobody hears.',
  schema: z.object({}),
});

export const registry = createMessageRegistry([
  told,
  toldOnFeed,
  beats,
  ended,
  changed,
  silent,
  ...system.messages.filter(({ kind }) => kind !== 'job'),
]);

export interface Received {
  name: string;
  payload: Record<string, unknown>;
  meta: { id: string; seq: number; at: string; name: string };
}

/** A real client that remembers what it got. */
export interface TestClient {
  readonly socket: Socket;
  readonly received: Received[];
  /** The figures of the dashboard, which come every second to who may see them, whatever a test is about. */
  readonly figures: Record<string, unknown>[];
  /** The numbers of the told events, in the order of arrival. */
  numbers(): unknown[];
  /** Resolves as soon as the condition holds; it is looked at after each event. */
  until(condition: () => boolean): Promise<void>;
  /** Resolves when `stream.position` has come, once more after each call: the client is in its rooms. */
  joined(): Promise<void>;
}

export interface TestServer extends RealtimeServer {
  readonly blocks: AddressBlocks;
  readonly subscriber: Redis;
  readonly metrics: Metrics;
  stop(): Promise<void>;
}

type ClientOptions = Partial<ManagerOptions & SocketOptions>;

export interface RealtimeRig {
  readonly db: TestDatabase;
  readonly redis: TestRedis;
  readonly worker: TestWorker;
  startServer(
    variables?: Record<string, string>,
    more?: { log?: Logger; redisUrl?: string; limits?: Limits },
  ): Promise<TestServer>;
  tokenOf(actor: UserPrincipal): string;
  /** Opens a client; it is not waited for. */
  open(url: string, options?: ClientOptions): TestClient;
  /** Connects an actor and waits until they are in their rooms. */
  connect(server: RealtimeServer, actor: UserPrincipal, auth?: Record<string, unknown>): Promise<TestClient>;
  publish<P extends JsonObject>(event: EventDefinition<P>, ...payloads: P[]): Promise<void>;
  /** Tells all these roles something last, and waits until everybody has heard it: what came before has come too. */
  settle(clients: readonly TestClient[], ...roles: string[]): Promise<void>;
  close(): Promise<void>;
}

/** PostgreSQL, Redis and a worker with the real realtime consumer; servers and clients as a test asks for them. */
export async function startRealtimeRig(): Promise<RealtimeRig> {
  const db = await createTestDatabase(system.entities);
  await ensureRoles(db.database, system.roleDefaults, system.muted);
  const redis = await createTestRedis();
  const emitter = connectRedis({ url: redis.url, name: 'test-emitter', log: testLog, deadlineMs: 5_000 });
  await once(emitter, 'ready');
  const worker = await startTestWorker({
    database: db.database,
    redisUrl: redis.url,
    registry,
    consumers: [createRealtimeConsumer(emitter, registry, testLog)],
  });
  const servers = new Set<TestServer>();
  const clients = new Set<Socket>();
  const config = testConfig();
  let fence = 1_000_000;

  const rig: RealtimeRig = {
    db,
    redis,
    worker,
    tokenOf: (actor) => accessTokenOf(actor, config),
    startServer: async (variables = {}, { log = testLog, redisUrl = redis.url, limits = LIMITS } = {}) => {
      const connection = (name: string): Redis => connectRedis({ url: redisUrl, name, log: testLog });
      const publisher = connection('test-publisher');
      const subscriber = connection('test-subscriber');
      const metrics = createMetrics({ service: 'test' });
      const own = testConfig(variables);
      const blocks = createAddressBlocks();
      const server = await createRealtimeServer({
        blocks,
        config: own,
        limits,
        database: db.database,
        registry,
        realtime: await openRealtime(system, { database: db.database, config: own, blocks }),
        verifiers: openTokens(system, { database: db.database, config, log: testLog }),
        redis: { publisher, subscriber },
        instance: newInstance(),
        log,
        metrics,
      });
      const started: TestServer = {
        ...server,
        blocks,
        subscriber,
        metrics,
        stop: async () => {
          servers.delete(started);
          await server.close();
          publisher.disconnect();
          subscriber.disconnect();
        },
      };
      servers.add(started);
      return started;
    },
    open: (url, options = {}) => {
      const socket = io(url, {
        transports: ['websocket'],
        forceNew: true,
        reconnectionDelay: 20,
        ...options,
      });
      clients.add(socket);
      return recordingClient(socket);
    },
    connect: async (server, actor, auth = {}) => {
      const client = rig.open(`${server.url}/notifications`, {
        auth: { token: rig.tokenOf(actor), ...auth },
      });
      await client.joined();
      return client;
    },
    publish: async (event, ...payloads) => {
      await transaction(worker.unitOfWork, backgroundContext(testLog, 'test'), async (tx) => {
        for (const payload of payloads) publish(tx, event, payload);
      });
    },
    settle: async (settling, ...roles) => {
      const n = (fence += 1);
      await rig.publish(told, { rooms: roles.map(roleRoom), n });
      await Promise.all(
        settling.map((client) =>
          client.until(() => client.received.some(({ payload }) => payload['n'] === n)),
        ),
      );
      for (const { received } of settling)
        received.splice(
          received.findIndex(({ payload }) => payload['n'] === n),
          1,
        );
    },
    close: async () => {
      for (const socket of clients) socket.disconnect();
      await Promise.all([...servers].map((server) => server.stop()));
      await worker.stop();
      emitter.disconnect();
      await redis.stop();
      await db.close();
    },
  };
  return rig;
}

function recordingClient(socket: Socket): TestClient {
  const received: Received[] = [];
  const figures: Record<string, unknown>[] = [];
  let positions = 0;
  let awaited = 0;
  const waiting = new Set<() => void>();
  const look = (): void => {
    for (const check of [...waiting]) check();
  };
  socket.onAny((name: string, payload: Received['payload'], meta: Received['meta']) => {
    if (name === 'stream.position') positions += 1;
    else if (name === 'dashboard.metrics') figures.push(payload);
    else received.push({ name, payload, meta });
    look();
  });
  const until = (condition: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      const check = (): void => {
        if (!condition()) return;
        waiting.delete(check);
        resolve();
      };
      waiting.add(check);
      check();
    });
  return {
    socket,
    received,
    figures,
    numbers: () => received.map(({ payload }) => payload['n']),
    until,
    joined: async () => {
      await until(() => positions > awaited);
      awaited = positions;
    },
  };
}

/** A real logger whose lines a test can wait for. */
export interface WatchedLog {
  readonly log: Logger;
  text(): string;
  said(text: string): Promise<void>;
}

export function watchLog(): WatchedLog {
  let text = '';
  const waiting = new Set<() => void>();
  const write = (line: string): void => {
    text += line;
    for (const check of [...waiting]) check();
  };
  return {
    log: createLogger({ service: 'test', level: 'info' }, { write }),
    text: () => text,
    said: (wanted) =>
      new Promise((resolve) => {
        const check = (): void => {
          if (!text.includes(wanted)) return;
          waiting.delete(check);
          resolve();
        };
        waiting.add(check);
        check();
      }),
  };
}
