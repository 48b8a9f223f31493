import { ServerResponse, type IncomingMessage } from 'node:http';
import type { AddressBlocks } from '@antrean/platform/blocking';
import type { Config } from '@antrean/platform/config';
import { addressKey } from '@antrean/platform/http';
import type { Logger, Metrics } from '@antrean/platform/observability';
import { clientAddress } from '@antrean/platform/realtime';
import { createBudget, createOpenCount } from './budget.ts';
import type { Limits } from './limits.ts';
import { isOriginAllowed } from './origin.ts';
import type { AppServer, AppSocket } from './socket.ts';
import { createTurns } from '@antrean/platform/realtime';

export type GuardConfig = Pick<Config, 'corsOrigins' | 'publicUrl' | 'trustedProxies' | 'jwt'>;

interface Refusal {
  status: 400 | 403 | 429;
  why: string;
}

/** An origin has 260 characters at most; what is longer is none, and a log is no place for it. */
const LOGGED_ORIGIN = 300;

/** Whose connection it is, for limits: an address, or the network of one customer. */
export const addressOf = (request: IncomingMessage, config: GuardConfig): string =>
  `address:${addressKey(clientOf(request, config))}`;

const clientOf = (request: IncomingMessage, { trustedProxies, jwt }: GuardConfig): string =>
  clientAddress(request, { trustedProxies, secret: jwt.accessSecret });

/**
 * Looks at every request of Socket.IO, also at those of a session that is open: no address that is blocked, no page of a
 * foreign origin, no JSONP (a page of any origin could use it, and it tells no origin), and no more connections of one
 * address than may be. Connections from an address that is blocked later end.
 */
export function guardRequests(
  io: AppServer,
  {
    config,
    blocks,
    limits,
    metrics,
    log,
  }: {
    config: GuardConfig;
    blocks: AddressBlocks;
    limits: Limits['connections'];
    metrics: Metrics;
    log: Logger;
  },
): void {
  const mayOpen = createBudget(limits.rate);
  const open = createOpenCount(limits.perAddress);

  const refusalOf = (request: IncomingMessage): Refusal | null => {
    const origin = blocks.find(clientOf(request, config));
    if (origin !== null) {
      metrics.blockedRequests.inc({ origin });
      return { status: 403, why: 'The address that you come from is blocked.' };
    }
    const { searchParams } = new URL(request.url ?? '/', 'http://socket.io');
    if (searchParams.has('j')) return { status: 400, why: 'JSONP is not served; use websockets or polling.' };
    if (!isOriginAllowed(config, request)) {
      const origin = request.headers.origin?.slice(0, LOGGED_ORIGIN) ?? 'no origin';
      log.warn({ origin }, 'a page of this origin may not connect; CORS_ORIGIN lists those that may');
      return { status: 403, why: 'This origin may not connect.' };
    }
    if (searchParams.has('sid')) return null;
    const address = addressOf(request, config);
    if (!open.isFull(address) && mayOpen(address)) return null;
    return { status: 429, why: 'Too many connections from this address.' };
  };

  // A thousand connections may come in one turn of the event loop; live events do not wait for all of them.
  const turn = createTurns();
  io.engine.use((request: IncomingMessage, _response: unknown, next: () => void) => {
    // Nobody else listens to a connection that breaks while it waits to be upgraded.
    const onError = (): void => void request.socket.destroy();
    request.socket.on('error', onError);
    void turn().then(() => {
      request.socket.off('error', onError);
      next();
    });
  });
  io.engine.use((request: IncomingMessage, response: unknown, next: () => void) => {
    const refusal = refusalOf(request);
    if (refusal) refuse(request, response, refusal);
    else next();
  });
  // To prove an address takes longer than to look it up.
  const opened = new Map<AppSocket['conn'], string>();
  blocks.onReplaced(() => {
    for (const [connection, client] of opened) {
      if (blocks.find(client) === null) continue;
      log.info('a connection was ended: its address is blocked');
      connection.close(true);
    }
  });
  io.engine.on('connection', (connection: AppSocket['conn']) => {
    opened.set(connection, clientOf(connection.request, config));
    connection.once('close', () => opened.delete(connection));
    const address = addressOf(connection.request, config);
    if (open.open(address)) {
      connection.once('close', () => open.close(address));
      return;
    }
    log.warn('too many connections are open from one address; one more was ended');
    connection.close(true);
  });
}

function refuse(request: IncomingMessage, response: unknown, { status, why }: Refusal): void {
  const headers = {
    'Content-Type': 'application/json; charset=utf-8',
    Connection: 'close',
    ...(status === 429 ? { 'Retry-After': '5' } : {}),
  };
  const body = JSON.stringify({ message: why });
  if (response instanceof ServerResponse) {
    response.writeHead(status, headers);
    response.end(body);
    return;
  }
  // An upgrade has no response yet, only a connection.
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  request.socket.end(
    `HTTP/1.1 ${status} Refused\r\n${lines.join('')}Content-Length: ${body.length}\r\n\r\n${body}`,
  );
}
