import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Socket as Connection } from 'node:net';
import type { Config } from '@antrean/platform/config';
import type { Database } from '@antrean/platform/database';
import type { MessageRegistry } from '@antrean/platform/messages';
import type { Logger, Metrics } from '@antrean/platform/observability';
import {
  createEventStream,
  isSocketUpgrade,
  STREAM_EVENT,
  type Delivery,
  type EventStream,
} from '@antrean/platform/realtime';
import { Server } from 'socket.io';
import { createRedisAdapter, type AdapterRedis } from './adapter.ts';
import { limitConnections } from './connection-limit.ts';
import { assertNamespacesAreOpen, createDelivery, createEventReader } from './deliver.ts';
import { notificationsFeed, orderFeed } from './feed.ts';
import type { Identification } from './handshake.ts';
import { healthListener } from './health.ts';
import { openNamespace } from './namespace.ts';
import { corsOptions, isOriginAllowed } from './origin.ts';
import { startSessionSweep } from './session-sweep.ts';
import type { AppServer } from './socket.ts';

const MAX_MESSAGE_BYTES = 100_000;
const HEARTBEAT = { pingInterval: 20_000, pingTimeout: 20_000 };
/** How long a connection may be open without having been let into a namespace. */
const CONNECT_TIMEOUT_MS = 10_000;
/** Heartbeats take one packet in twenty seconds; a page that is caught up with is a thousand packets. */
const CONNECTION_LIMITS = { inbound: { burst: 60, perSecond: 10 }, outboundBacklog: 5_000 };
/** How long clients may take to close when we stop. */
const CLOSE_GRACE_MS = 2_000;

export interface RealtimeServerOptions extends Identification {
  config: Pick<Config, 'realtimePort' | 'corsOrigins' | 'publicUrl' | 'publicOrderFeed'>;
  database: Database;
  registry: MessageRegistry;
  redis: AdapterRedis;
  /** What to log of a broadcast; null for most. */
  broadcastLine: (delivery: Delivery) => string | null;
  log: Logger;
  metrics: Metrics;
}

export interface RealtimeServer {
  readonly port: number;
  readonly url: string;
  readonly stream: Pick<EventStream, 'position' | 'catchUp'>;
  /** Ends the sockets of ended sessions now instead of within seconds. */
  sweepSessions(): Promise<void>;
  /** Stops listening and closes the connections, so that clients reconnect to another instance. */
  close(): Promise<void>;
}

/** Starts an instance of the realtime tier; any number of them run beside each other. @throws when the port is taken */
export async function createRealtimeServer(options: RealtimeServerOptions): Promise<RealtimeServer> {
  const { config, database, registry, redis, broadcastLine, log, metrics } = options;
  const feeds = [notificationsFeed(database, options), orderFeed(options, config.publicOrderFeed)];
  const names = feeds.map(({ namespace }) => namespace);
  assertNamespacesAreOpen(registry, names);

  let stopping = false;
  const http = createServer(
    { shouldUpgradeCallback: isSocketUpgrade },
    healthListener({
      required: { database: () => database.fork().execute('select 1') },
      optional: {
        redis: () => {
          if (redis.subscriber.status !== 'ready') throw new Error(`Redis is ${redis.subscriber.status}`);
        },
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
    allowRequest: (request, decide) => {
      const allowed = isOriginAllowed(config, request);
      if (!allowed) {
        const { origin } = request.headers;
        log.warn(
          { origin },
          `a page of ${origin ?? 'no origin'} may not connect; CORS_ORIGIN lists those that may`,
        );
      }
      decide(allowed ? null : 'This origin may not connect.', allowed);
    },
    maxHttpBufferSize: MAX_MESSAGE_BYTES,
    connectTimeout: CONNECT_TIMEOUT_MS,
    ...HEARTBEAT,
  });
  limitConnections(io, CONNECTION_LIMITS, log);

  const readEvent = createEventReader(registry, log);
  const stream = createEventStream({
    database,
    deliver: createDelivery({ io, namespaces: names, readEvent, broadcastLine, metrics, log }),
    log,
  });
  // The place in the log first, then the ears: a batch that comes in between is a gap, and gaps are read.
  await stream.start();
  io.adapter(createRedisAdapter(redis, log));
  io.on(STREAM_EVENT, (batch) => void stream.receive(batch));
  redis.subscriber.on('ready', () => void stream.catchUp());
  const namespaces = feeds.map((feed) =>
    openNamespace(io, feed, { database, stream, readEvent, metrics, log }),
  );
  const sweep = startSessionSweep({ database, namespaces, log });

  http.listen(config.realtimePort);
  await once(http, 'listening');
  const address = http.address();
  const port = typeof address === 'object' && address ? address.port : config.realtimePort;
  for (const name of names) log.info({ port }, `WebSocket initialized: namespace=${name}`);

  return {
    port,
    url: `http://127.0.0.1:${port}`,
    stream,
    sweepSessions: () => sweep.sweepNow(),
    close: async () => {
      stopping = true;
      await Promise.all([sweep.stop(), stream.stop()]);
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
