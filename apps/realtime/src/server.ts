import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Socket as Connection } from 'node:net';
import type { TokenVerifier } from '@antrean/platform/auth';
import type { AddressBlocks } from '@antrean/platform/blocking';
import type { Config } from '@antrean/platform/config';
import type { Database } from '@antrean/platform/database';
import { newSessionId } from '@antrean/platform/discovery';
import { securityHeaders } from '@antrean/platform/http';
import { hearingsOf, type MessageRegistry } from '@antrean/platform/messages';
import type { Logger, Metrics } from '@antrean/platform/observability';
import {
  COUNT_EVENT,
  createEventStream,
  isSocketUpgrade,
  SIGNALS_EVENT,
  STREAM_EVENT,
  type EventStream,
  type Realtime,
} from '@antrean/platform/realtime';
import { Server } from 'socket.io';
import { createCountAnswer } from './answer-count.ts';
import { askRedis, createRedisAdapter, type AdapterRedis } from './adapter.ts';
import { limitConnections } from './connection-limit.ts';
import { LIMITS, type Limits } from './limits.ts';
import { createSignalDelivery } from './deliver-signals.ts';
import { assertNamespacesAreOpen, createDelivery, createEventReader } from './deliver.ts';
import { createDoor } from './admission.ts';
import { healthListener } from './health.ts';
import { openNamespace } from './namespace.ts';
import { corsOptions } from './origin.ts';
import { createRecentEvents } from './recent-events.ts';
import { createReplay } from './replay.ts';
import { guardRequests, type GuardConfig } from './request-guard.ts';
import { serveRequest } from './requests.ts';
import { startSessionSweep } from './session-sweep.ts';
import type { AppServer } from './socket.ts';
import { startTelling } from './tell-watchers.ts';

const MAX_MESSAGE_BYTES = 100_000;
const HEARTBEAT = { pingInterval: 20_000, pingTimeout: 20_000 };
/** How long a connection may be open without having been let into a namespace. */
const CONNECT_TIMEOUT_MS = 10_000;
/** How long clients may take to close when we stop. */
const CLOSE_GRACE_MS = 2_000;

export interface RealtimeServerOptions {
  config: GuardConfig & Pick<Config, 'realtimePort' | 'production'>;
  /** What the domains bring. */
  realtime: Realtime;
  verifiers: readonly TokenVerifier[];
  blocks: AddressBlocks;
  /** What one client may ask; {@link LIMITS} when absent. */
  limits?: Limits;
  database: Database;
  /** This start of the process; session ids begin with it, by which the api finds back to it. */
  instance: string;
  registry: MessageRegistry;
  redis: AdapterRedis;
  log: Logger;
  metrics: Metrics;
}

export interface RealtimeServer {
  readonly port: number;
  readonly url: string;
  /** How many clients are connected. */
  countConnections(): number;
  readonly stream: Pick<EventStream, 'position' | 'catchUp'>;
  /** Ends the sockets of ended sessions now instead of within seconds. */
  sweepSessions(): Promise<void>;
  /** Stops listening and closes the connections, so that clients reconnect to another instance. */
  close(): Promise<void>;
}

/** Starts an instance of the realtime tier; any number of them run beside each other. @throws when the port is taken */
export async function createRealtimeServer(options: RealtimeServerOptions): Promise<RealtimeServer> {
  const { config, realtime, verifiers, database, registry, redis, log, metrics, limits = LIMITS } = options;
  const { feeds, answers, tellings, roleVersions } = realtime;
  const names = feeds.map(({ namespace }) => namespace);
  assertNamespacesAreOpen(registry, names);

  let stopping = false;
  const http = createServer(
    { shouldUpgradeCallback: isSocketUpgrade },
    healthListener({
      live: { database: () => database.assertNotStuck() },
      required: { database: () => database.fork().execute('select 1') },
      optional: {
        redis: () => askRedis(redis),
      },
      isStopping: () => stopping,
      log,
    }),
  );
  // A client that dribbles its request must not hold a connection for ever.
  http.headersTimeout = 15_000;
  http.requestTimeout = 30_000;
  const connections = new Set<Connection>();
  http.on('connection', (connection) => {
    connections.add(connection);
    connection.once('close', () => connections.delete(connection));
  });

  const io: AppServer = new Server(http, {
    cors: corsOptions(config),
    maxHttpBufferSize: MAX_MESSAGE_BYTES,
    connectTimeout: CONNECT_TIMEOUT_MS,
    ...HEARTBEAT,
  });
  io.engine.generateId = () => newSessionId(options.instance);
  // In front of Socket.IO and of the health checks.
  const secure = securityHeaders({ production: config.production, embeddable: true });
  http.prependListener('request', (request, response) => secure(request, response, () => undefined));
  guardRequests(io, { config, blocks: options.blocks, limits: limits.connections, metrics, log });
  limitConnections(io, limits.packets, log);

  const readEvent = createEventReader(registry, log);
  const recent = createRecentEvents(database, readEvent);
  const { remember } = recent;
  const stream = createEventStream({
    database,
    deliver: createDelivery({ io, feeds, readEvent, remember, metrics, log }),
    log,
  });
  // The place in the log first, then the ears: a batch that comes in between is a gap, and gaps are read.
  await stream.start();
  await recent.start(stream.position());
  io.adapter(createRedisAdapter(redis, log));
  io.on(STREAM_EVENT, (batch) => void stream.receive(batch));
  const { position } = stream;
  const deliverSignals = createSignalDelivery({ io, registry, position, log });
  io.on(SIGNALS_EVENT, deliverSignals);
  redis.subscriber.on('ready', () => void stream.catchUp());
  const replayAndJoin = createReplay({
    database,
    stream,
    recent,
    readEvent,
    limits: limits.replay,
    metrics,
    log,
  });
  const opened = feeds.map((feed) => {
    const { namespace: name } = feed;
    const told = tellings.filter(({ signal }) => signal.realtime.namespace === name);
    const door = createDoor(feed, hearingsOf(registry, name), told, verifiers);
    const namespace = openNamespace(io, name, door, {
      config,
      stream,
      replayAndJoin,
      limits: limits.sockets,
      metrics,
      log,
    });
    return { door, namespace };
  });
  const namespaces = opened.map(({ namespace }) => namespace);
  io.on(COUNT_EVENT, createCountAnswer(namespaces, redis.publisher, log));
  for (const each of answers) serveRequest(io.of(each.request.namespace), each, log);
  const telling = startTelling({ io, tellings, deliver: deliverSignals, log });
  const sweep = startSessionSweep({ opened, verifiers, roleVersions, log });

  http.listen(config.realtimePort);
  await once(http, 'listening');
  const address = http.address();
  const port = typeof address === 'object' && address ? address.port : config.realtimePort;
  for (const name of names) log.info({ port }, `WebSocket initialized: namespace=${name}`);

  return {
    port,
    url: `http://127.0.0.1:${port}`,
    countConnections: () => io.engine.clientsCount,
    stream,
    sweepSessions: () => sweep.sweepNow(),
    close: async () => {
      stopping = true;
      await Promise.all([telling.stop(), sweep.stop(), stream.stop()]);
      // Closes the transports without a farewell packet: after one, clients would not reconnect by themselves.
      const closed = io.close();
      const impatience = setTimeout(() => {
        for (const connection of connections) connection.destroy();
      }, CLOSE_GRACE_MS);
      await closed;
      clearTimeout(impatience);
    },
  };
}
