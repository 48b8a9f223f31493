import { once } from 'node:events';
import { Agent, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Agent as TlsAgent } from 'node:https';
import { connect as connectTcp, Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { RequestHandler } from 'express';
import { createProxyServer, proxyUpgrade } from 'httpxy';
import { identifyHolder, readToken, type TokenVerifier } from '../auth/index.ts';
import type { AddressBlocks } from '../blocking/index.ts';
import { ServiceAway, type Breaker, type BreakerOptions, type Breakers } from '../breaker/index.ts';
import { instanceOfSession, type ServiceDirectory, type Target } from '../discovery/index.ts';
import { reasonOf, type Logger, type Metrics } from '../observability/index.ts';
import { problem, type Problem } from '../problem/index.ts';
import {
  CLIENT_ADDRESS_HEADER,
  createLanes,
  forwardedAddress,
  signClientAddress,
} from '../realtime/index.ts';
import { answerOnSocket } from './answer-on-socket.ts';
import { toProblem } from './answer-problem.ts';
import { createHalfOpen } from './half-open.ts';
import { addressKey } from './address-key.ts';

export interface SocketProxy {
  readonly middleware: RequestHandler;
  /** Serves websockets of the server that the app listens on. */
  attach(server: Server): void;
  /** Ends the websockets that pass through; their clients reconnect elsewhere. */
  detach(): void;
}

const PREFIX = '/socket.io';
/** To open a connection to an instance, and until it has answered. */
const CONNECT_MS = 1_000;
const OPENING_MS = 5_000;
/** Long polls are answered within half a minute. */
const POLL_MS = 60_000;
/** What a client has to close its side when the other is gone. */
const FAREWELL_MS = 5_000;
/** Tokens that are looked up at a time. */
const LANES = 4;

/** The instance was not reached: another one may be asked. */
class NotReached extends Error {}
/** The client has left while it was being connected. */
class ClientLeft extends Error {}

/** What the library says when the instance answered something else than 101; it gives the client that answer. */
const NO_UPGRADE = 'Upstream server did not upgrade the connection';
const isRefusal = (error: unknown): boolean => error instanceof Error && error.message === NO_UPGRADE;

const BREAKER: BreakerOptions = {
  timeoutMs: OPENING_MS,
  judge: (error) => (error instanceof ClientLeft ? 'nothing' : isRefusal(error) ? 'answered' : 'away'),
};

/**
 * Passes `/socket.io` on to the realtime tier, long polling and websockets, so that clients may use the api's port
 * (decision 08): what opens a connection to the instance with the least in hand, the rest of it to the same one. A
 * token that comes with the request is checked first; one that comes later the tier checks. It tells the tier whose
 * connection it is, because that limits them by address.
 */
export function createSocketProxy(options: {
  services: Pick<ServiceDirectory, 'targets' | 'find' | 'took' | 'missed'>;
  breakers: Breakers;
  blocks: Pick<AddressBlocks, 'find'>;
  verifiers: readonly TokenVerifier[];
  trustedProxies: number;
  /** What proves to the realtime tier that an address comes from here. */
  secret: string;
  metrics: Metrics;
  log: Logger;
}): SocketProxy {
  const { services, breakers, blocks, verifiers, trustedProxies, secret, metrics, log } = options;
  const lane = createLanes(LANES);
  const halfOpen = createHalfOpen(metrics);
  const upgraded = new Set<Socket>();
  const proxy = createProxyServer();

  const addressOf = (request: IncomingMessage): string => forwardedAddress(request, trustedProxies);
  const headersFor = (request: IncomingMessage): Record<string, string> => ({
    [CLIENT_ADDRESS_HEADER]: signClientAddress(addressOf(request), secret),
  });

  /** @throws problem `unauthenticated` when the token that came with the request opens nothing (any more) */
  const checkToken = async (request: IncomingMessage): Promise<void> => {
    const text = tokenIn(request);
    if (text === null) return;
    const token = readToken(text);
    const found = token === null ? null : await lane(() => identifyHolder(token, verifiers));
    if (!found?.holder) throw problem('unauthenticated', { headers: { 'WWW-Authenticate': 'Bearer' } });
  };

  /** The instance where the session of a request is; null for a new one, and when that instance is not known. */
  const ownerOf = (request: IncomingMessage): Target | null => {
    const session = parametersOf(request).get('sid');
    return session === null ? null : services.find('realtime', instanceOfSession(session));
  };

  /** Opens something at the first of these instances that is there. @throws problem `realtime_unavailable` */
  const openAtOne = async (
    targets: readonly Target[],
    open: (target: Target, signal: AbortSignal) => Promise<unknown>,
  ): Promise<void> => {
    let reason: unknown = new Error('no realtime process is known');
    for (const target of targets) {
      const breaker: Breaker = breakers.of('realtime', new URL(target.address).host, BREAKER);
      services.took(target);
      try {
        await breaker.run((signal) => open(target, signal));
        return;
      } catch (error) {
        if (BREAKER.judge(error) !== 'away') throw error;
        services.missed(target);
        reason = error;
        // Another one is asked only as long as nothing was said to this one.
        if (!(error instanceof NotReached || error instanceof ServiceAway)) break;
      }
    }
    throw unavailable(reason);
  };
  const unavailable = (reason: unknown): Problem => {
    log.warn({ reason: reasonOf(reason) }, 'the realtime tier cannot be reached');
    return problem('realtime_unavailable', { headers: { 'Retry-After': '1' } });
  };

  const upgrade = async (request: IncomingMessage, socket: Socket, head: Buffer): Promise<void> => {
    await checkToken(request);
    // A session that began by long polling goes on where it is.
    const owner = ownerOf(request);
    await openAtOne(owner ? [owner] : services.targets('realtime'), async ({ address }, signal) => {
      const connection = await connectTo(address, signal);
      if (socket.destroyed) throw leave(connection);
      const giveUp = (): void => void connection.destroy();
      signal.addEventListener('abort', giveUp, { once: true });
      const passing = { agent: agentOf(address, connection), headers: headersFor(request) };
      const passed = await proxyUpgrade(address, request, socket, head, passing).catch((error: unknown) => {
        // A refusal is on its way to the client; it ends with the one connection or the other.
        if (isRefusal(error)) signal.removeEventListener('abort', giveUp);
        else connection.destroy();
        throw socket.destroyed ? new ClientLeft('it left', { cause: error }) : error;
      });
      // Whoever of the two is gone first: the other has nobody to talk to.
      passed.on('error', (error) => log.debug({ err: error }, 'a realtime process broke a connection off'));
      passed.once('close', () => setTimeout(() => socket.destroy(), FAREWELL_MS).unref());
      socket.once('close', () => passed.destroy());
    });
  };

  /** @throws problem `address_blocked` */
  const checkAddress = (request: IncomingMessage): void => {
    const origin = blocks.find(addressOf(request));
    if (origin === null) return;
    metrics.blockedRequests.inc({ origin });
    throw problem('address_blocked');
  };

  const onUpgrade = async (request: IncomingMessage, socket: Socket, head: Buffer): Promise<void> => {
    socket.on('error', (error) => log.debug({ err: error }, 'a client broke its connection off'));
    upgraded.add(socket);
    socket.once('close', () => upgraded.delete(socket));
    const leaves = halfOpen.enter(addressKey(addressOf(request)));
    try {
      checkAddress(request);
      if (!leaves) throw problem('overloaded', { headers: { 'Retry-After': '1' } });
      await upgrade(request, socket, head);
    } catch (error) {
      if (!isRefusal(error)) answerOnSocket(request, socket, toProblem(error), '');
      // The server has no time-out for it any more, and a client need not close its side.
      socket.resume();
      setTimeout(() => socket.destroy(), FAREWELL_MS).unref();
    } finally {
      leaves?.();
    }
  };

  /** Long polling: a new one, or a request of one that is open. */
  const pass = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    // Node has answered it already, and the library would leave our header out.
    delete request.headers.expect;
    const common = { headers: headersFor(request), xfwd: true };
    const known = ownerOf(request);
    if (known) {
      const passing = { ...common, target: known.address, proxyTimeout: POLL_MS };
      await proxy.web(request, response, passing).catch((error: unknown) => {
        services.missed(known);
        throw unavailable(error);
      });
      return;
    }
    await checkToken(request);
    await openAtOne(services.targets('realtime'), async ({ address }, signal) => {
      const connection = await connectTo(address, signal);
      if (response.destroyed) throw leave(connection);
      signal.addEventListener('abort', () => connection.destroy(), { once: true });
      await proxy.web(request, response, { ...common, target: address, agent: agentOf(address, connection) });
      if (!response.writableFinished) throw leave(connection);
    });
  };

  return {
    middleware: (request, response, next) => {
      if (!request.url.startsWith(PREFIX)) {
        next();
        return;
      }
      pass(request, response).catch((error: unknown) => {
        if (error instanceof ClientLeft || response.destroyed) return;
        if (response.headersSent) response.destroy();
        else next(error);
      });
    },
    attach: (server) => {
      server.on('upgrade', (request: IncomingMessage, socket, head) => {
        if (socket instanceof Socket) void onUpgrade(request, socket, head);
        else socket.destroy();
      });
    },
    detach: () => {
      for (const socket of upgraded) socket.destroy();
    },
  };
}

const parametersOf = ({ url = '/' }: IncomingMessage): URLSearchParams =>
  new URL(url, 'http://socket.io').searchParams;

/** What a client sends as its token before it is connected; most send it after. */
function tokenIn(request: IncomingMessage): string | null {
  const { authorization = '' } = request.headers;
  if (/^bearer /i.test(authorization)) return authorization;
  const inQuery = parametersOf(request).get('token');
  return inQuery === '' ? null : inQuery;
}

/** @throws {NotReached} */
async function connectTo(address: string, signal: AbortSignal): Promise<Socket> {
  const { protocol, hostname, port } = new URL(address);
  const isTls = protocol === 'https:';
  const host = hostname.replace(/^\[|\]$/g, '');
  const socket = isTls
    ? connectTls({ host, port: Number(port || 443), servername: host })
    : connectTcp({ host, port: Number(port || 80) });
  try {
    const soon = AbortSignal.any([signal, AbortSignal.timeout(CONNECT_MS)]);
    await once(socket, isTls ? 'secureConnect' : 'connect', { signal: soon });
    return socket;
  } catch (error) {
    socket.on('error', () => undefined).destroy();
    throw new NotReached(`${address} was not reached`, { cause: error });
  }
}

function leave(connection: Socket): ClientLeft {
  connection.destroy();
  return new ClientLeft('it left');
}

/** For one request, over a connection that is open. */
function agentOf(address: string, connection: Socket): Agent {
  // With a bound it does not ask for the connection to be closed, which the client would be told.
  const agent = new (address.startsWith('https:') ? TlsAgent : Agent)({ maxSockets: 1 });
  agent.createConnection = () => connection;
  return agent;
}
