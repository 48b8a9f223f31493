import { once } from 'node:events';
import { createServer } from 'node:http';
import { Server as NetServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { RequestHandler } from 'express';
import { VERSION, type Config } from '@antrean/platform/config';
import { ZONES_DIFFER, type Database } from '@antrean/platform/database';
import type { Gatekeeping, Route } from '@antrean/platform/http';
import {
  capConnections,
  CONNECTION_CHECK_MS,
  createAnonymousBudget,
  createHttpApp,
  createLoadShedding,
  createRateLimits,
  createSocketProxy,
  consolePages,
  docsPages,
  limitArrival,
  openApiDocument,
  staticPages,
} from '@antrean/platform/http-server';
import { asyncApiDocument, type AnySocketRequest, type MessageRegistry } from '@antrean/platform/messages';
import type { Logger, Metrics } from '@antrean/platform/observability';
import { createAuthentication, type TokenVerifier } from '@antrean/platform/auth';
import type { Breakers } from '@antrean/platform/breaker';
import type { ServiceDirectory } from '@antrean/platform/discovery';
import { isSocketUpgrade } from '@antrean/platform/realtime';
import type { RequestRedis } from '@antrean/platform/redis';
import { healthPages } from './health.ts';

/** Pages such as the websocket test client; the same place seen from src and from dist. */
const PUBLIC_FOLDER = fileURLToPath(new URL('../public', import.meta.url));
/** What `npm run build` made of apps/console. */
const CONSOLE_FOLDER = fileURLToPath(new URL('../../console/dist', import.meta.url));
/** How long an idle connection may still bring a request while the process stops. */
const LINGER_MS = 2_000;

export interface ApiServer {
  readonly port: number;
  readonly url: string;
  /** How many requests are under way. */
  countRequests(): number;
  close(): Promise<void>;
}

/** Mounts the routes and listens. */
export async function startApiServer(options: {
  config: Config;
  database: Database;
  registry: MessageRegistry;
  routes: readonly Route[];
  /** What clients may ask on sockets; it is documented here. */
  requests: readonly AnySocketRequest[];
  verifiers: readonly TokenVerifier[];
  /** Where the realtime processes are. */
  services: ServiceDirectory;
  breakers: Breakers;
  gatekeeping: Gatekeeping;
  /** What /api/health says. */
  healthMessage: string;
  /** What domains serve beside their routes. */
  pages: readonly RequestHandler[];
  redis: RequestRedis;
  stopping: AbortSignal;
  metrics: Metrics;
  log: Logger;
}): Promise<ApiServer> {
  const { config, database, registry, routes, requests, redis, metrics, log } = options;
  const info = { title: 'Antrean', version: VERSION, url: config.publicUrl };
  const degraded = (): string[] => whatIsLacking(options);
  const proxy = createSocketProxy({
    services: options.services,
    breakers: options.breakers,
    blocks: options.gatekeeping.blocks,
    verifiers: options.verifiers,
    trustedProxies: config.trustedProxies,
    secret: config.jwt.accessSecret,
    metrics,
    log,
  });
  const shedding = createLoadShedding({ metrics, log });
  const app = createHttpApp({
    routes,
    authenticate: createAuthentication(options.verifiers),
    corsOrigins: config.corsOrigins,
    trustedProxies: config.trustedProxies,
    production: config.production,
    checkResponses: config.environment === 'test',
    rateLimits: createRateLimits(redis, config.rateLimit),
    ...(config.rateLimit ? { anonymousBudget: createAnonymousBudget() } : {}),
    gatekeeping: options.gatekeeping,
    loadShedding: shedding.middleware,
    degraded,
    metrics,
    log,
    pages: [
      proxy.middleware,
      healthPages({
        message: options.healthMessage,
        version: VERSION,
        live: { database: () => database.assertNotStuck() },
        required: { database: () => database.fork().execute('select 1') },
        optional: {
          redis: () => redis.connection.ping(),
        },
        zonesAgree: () => zonesAgree(options.services),
        degraded,
        stopping: options.stopping,
      }),
      ...options.pages,
      staticPages(PUBLIC_FOLDER),
      consolePages(CONSOLE_FOLDER, { production: config.production }),
      docsPages({
        openApi: openApiDocument(routes, info),
        asyncApi: asyncApiDocument(registry, info, requests),
      }),
    ],
  });
  const server = createServer(
    { shouldUpgradeCallback: isSocketUpgrade, connectionsCheckingInterval: CONNECTION_CHECK_MS },
    app,
  );
  // A client that dribbles its request must not hold a connection for ever.
  capConnections(server, { trustedProxies: config.trustedProxies, metrics });
  limitArrival(server);
  server.keepAliveTimeout = 65_000;
  proxy.attach(server);
  let underWay = 0;
  server.on('request', (_request, response) => {
    underWay += 1;
    response.once('close', () => (underWay -= 1));
  });
  server.listen(config.port);
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : config.port;
  log.info({ port }, `api listens on ${port}`);
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    countRequests: () => underWay,
    close: async () => {
      // Busy keep-alive connections get their answer and are told to go; only then are the idle ones cut. Closing
      // them at once would lose requests that are just arriving.
      server.prependListener('request', (_request, response) => response.setHeader('Connection', 'close'));
      proxy.detach();
      shedding.stop();
      const closed = once(server, 'close');
      // The method of node:net stops accepting and leaves connections alone; the one of node:http cuts idle ones.
      NetServer.prototype.close.call(server);
      const idle = setTimeout(() => server.closeIdleConnections(), LINGER_MS);
      await closed;
      clearTimeout(idle);
    },
  };
}

/** What this process and those that it knows do without at the moment. Their view of each other is nobody's loss. */
function whatIsLacking({
  redis,
  breakers,
  services,
}: {
  redis: RequestRedis;
  breakers: Breakers;
  services: ServiceDirectory;
}): string[] {
  const lacking = [
    ...(redis.connection.status === 'ready' ? [] : ['redis']),
    ...breakers.open(),
    ...services.read().services.flatMap(({ lacks }) => lacks),
  ];
  // Other times in some zone of the world are a fault to mend, and nothing that an answer does without.
  return [...new Set(lacking)].filter((name) => name !== 'ops' && name !== ZONES_DIFFER).sort();
}

/** What workers say of it, who compare them when they start; null while none is known. */
function zonesAgree(services: ServiceDirectory): boolean | null {
  const workers = services.read().services.filter(({ name }) => name === 'worker');
  return workers.length === 0 ? null : !workers.some(({ lacks }) => lacks.includes(ZONES_DIFFER));
}
