import { once } from 'node:events';
import { createServer, request as httpRequest, type IncomingMessage, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createAddressBlocks, type AddressBlocks } from '@antrean/platform/blocking';
import { createBreakers, type Breakers } from '@antrean/platform/breaker';
import type { Target } from '@antrean/platform/discovery';
import { createMetrics } from '@antrean/platform/observability';
import { CLIENT_ADDRESS_HEADER, isSocketUpgrade, signClientAddress } from '@antrean/platform/realtime';
import { testLog } from '@antrean/testing';
import express from 'express';
import { answerProblem } from './answer-problem.ts';
import { createSocketProxy, type SocketProxy } from './socket-proxy.ts';

const SECRET = 'a-secret-of-all-processes';
const TOKEN = `antr_${'A'.repeat(43)}`;
const UPGRADE = [
  'Connection: Upgrade',
  'Upgrade: websocket',
  'Sec-WebSocket-Key: a',
  'Sec-WebSocket-Version: 13',
];

/** A realtime process as far as the gateway sees it: what it is sent after an upgrade it sends back. */
interface Backend {
  readonly target: Target;
  readonly requests: IncomingMessage[];
  readonly upgraded: Duplex[];
  readonly server: Server;
}

describe('the gateway for sockets', () => {
  const cleanups: (() => unknown)[] = [];
  let backends: Backend[];
  let targets: Target[];
  let missed: Target[];
  let breakers: Breakers;
  let blocks: AddressBlocks;
  let server: Server;
  let port: number;
  let proxy: SocketProxy;

  const listen = async (listening: Server): Promise<number> => {
    listening.listen(0, '127.0.0.1');
    await once(listening, 'listening');
    cleanups.push(() => {
      listening.closeAllConnections();
      listening.close();
    });
    return (listening.address() as AddressInfo).port;
  };
  const startBackend = async (instance: string): Promise<Backend> => {
    const requests: IncomingMessage[] = [];
    const upgraded: Duplex[] = [];
    const backend = createServer((request, response) => {
      requests.push(request);
      void text(request).then((body) => response.end(`${instance} ${body}`));
    });
    backend.on('upgrade', (request, socket) => {
      requests.push(request);
      upgraded.push(socket);
      socket.on('error', () => undefined);
      cleanups.push(() => socket.destroy());
      socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
      socket.pipe(socket);
    });
    const at = await listen(backend);
    return { target: { instance, address: `http://127.0.0.1:${at}` }, requests, upgraded, server: backend };
  };

  beforeEach(async () => {
    backends = [await startBackend('one'), await startBackend('two')];
    targets = backends.map(({ target }) => target);
    missed = [];
    const metrics = createMetrics({ service: 'test' });
    blocks = createAddressBlocks();
    breakers = createBreakers({ metrics, log: testLog });
    proxy = createSocketProxy({
      services: {
        targets: () => targets,
        find: (_name, instance) => targets.find((each) => each.instance === instance) ?? null,
        took: () => undefined,
        missed: (target) => void missed.push(target),
      },
      breakers,
      blocks,
      verifiers: [
        {
          pass: 'token',
          identify: async (token) => (token === TOKEN ? 'ended' : null),
          renew: async () => null,
          findEnded: async () => [],
          ended: { code: 'token_revoked', message: 'It was revoked.' },
        },
      ],
      ...{ trustedProxies: 0, secret: SECRET, metrics, log: testLog },
    });
    const app = express();
    app.get('/health', (_request, response) => void response.end('up'));
    app.use(proxy.middleware);
    app.use(answerProblem(testLog));
    server = createServer({ shouldUpgradeCallback: isSocketUpgrade }, app);
    proxy.attach(server);
    port = await listen(server);
  });
  afterEach(async () => {
    proxy.detach();
    breakers.shutdown();
    for (const cleanup of cleanups.splice(0)) await cleanup();
  });

  /** A client's connection, and what has come by it. */
  const open = async (
    lines: readonly string[],
  ): Promise<{ socket: Socket; read(): string; closed: Promise<unknown> }> => {
    const socket = connect(port, '127.0.0.1');
    let received = '';
    socket.on('error', () => undefined);
    socket.on('data', (data) => (received += data.toString()));
    const closed = once(socket, 'close');
    cleanups.push(() => socket.destroy());
    await once(socket, 'connect');
    socket.write([...lines, '', ''].join('\r\n'));
    return { socket, read: () => received, closed };
  };
  const upgrade = (path = '/socket.io/?EIO=4&transport=websocket', ...more: string[]) =>
    open([`GET ${path} HTTP/1.1`, 'Host: gateway', ...UPGRADE, ...more]);
  const said = async (client: { socket: Socket; read(): string }, what: string): Promise<void> => {
    while (!client.read().includes(what)) await once(client.socket, 'data');
  };
  const poll = async (
    path: string,
    {
      method = 'GET',
      headers = {},
      body,
    }: { method?: string; headers?: Record<string, string>; body?: string } = {},
  ) => {
    const sent = httpRequest({ port, method, path, headers, agent: false });
    const answered = once(sent, 'response') as Promise<[IncomingMessage]>;
    sent.end(body);
    const [answer] = await answered;
    return { status: answer.statusCode, headers: answer.headers, body: await text(answer) };
  };
  const asked = (): number[] => backends.map(({ requests }) => requests.length);
  const gone = (backend: Backend): Promise<unknown> => {
    const closed = once(backend.server, 'close');
    backend.server.close();
    backend.server.closeAllConnections();
    return closed;
  };

  it('S1-GW-09 S1-GW-14 takes no websocket of a blocked address', async () => {
    blocks.replace([{ cidr: '127.0.0.1', origin: 'manual', endsInMs: null }]);
    const client = await upgrade();
    await client.closed;
    expect(client.read()).toMatch(/^HTTP\/1\.1 403 [^]*"code":"address_blocked"/);
    expect(backends.flatMap(({ upgraded }) => upgraded)).toEqual([]);
  });

  it('S1-GW-14 takes an upgrade as its very first request, and passes both ways', async () => {
    const client = await upgrade();
    await said(client, '101 Switching Protocols');
    client.socket.write('hello');
    await said(client, 'hello');
    const [request] = backends[0]!.requests;
    expect(request!.headers[CLIENT_ADDRESS_HEADER]).toBe(signClientAddress('127.0.0.1', SECRET));
    client.socket.destroy();
    await once(backends[0]!.upgraded[0]!, 'close');
  });

  it('S1-GW-14 refuses a token that comes with the request and opens nothing, before anybody else is asked', async () => {
    const paths = ['', `&token=${TOKEN}`, '&token=nonsense'].map((more) => `/socket.io/?EIO=4${more}`);
    const bearer = (token: string) => `Authorization: Bearer ${token}`;
    for (const client of [
      await upgrade(paths[0], bearer(TOKEN)),
      await upgrade(paths[0], bearer('eyJhbGciOiJub25lIn0.e30.')),
      await upgrade(paths[1]),
      await upgrade(paths[2]),
    ]) {
      await client.closed;
      expect(client.read()).toContain('HTTP/1.1 401 Unauthorized');
      expect(client.read()).toContain('"code":"unauthenticated"');
    }
    const polled = await poll(paths[1]!);
    expect([polled.status, JSON.parse(polled.body)]).toEqual([
      401,
      expect.objectContaining({ code: 'unauthenticated' }),
    ]);
    expect(asked()).toEqual([0, 0]);
    await said(await upgrade(paths[0], 'Authorization: Basic YTpi'), '101');
  });

  it('S1-GW-12 asks the next instance when one is not there, and brings a session back to its own', async () => {
    await gone(backends[0]!);
    await said(await upgrade(), '101');
    expect(missed).toEqual([targets[0]]);
    expect((await poll('/socket.io/?EIO=4&transport=polling')).body).toBe('two ');
    targets.reverse();
    backends.push(await startBackend('three'));
    targets.push(backends[2]!.target);
    for (const instance of ['three', 'two', 'three']) {
      const { body } = await poll(`/socket.io/?EIO=4&transport=polling&sid=${instance}.abc`, {
        method: 'POST',
        body: '40',
      });
      expect(body).toBe(`${instance} 40`);
    }
    // Long polling becomes a websocket where the session is, and not where there is the least to do.
    await said(await upgrade('/socket.io/?EIO=4&transport=websocket&sid=three.abc'), '101');
    expect(asked()).toEqual([0, 3, 3]);
    // Whose instance is gone, is told so by another one, or that it is away.
    expect((await poll('/socket.io/?sid=one.abc')).status).toBe(503);
    expect((await poll('/socket.io/?sid=four.abc')).body).toBe('two ');
  });

  it('S1-GW-15 an upgrade that an instance refuses is refused as it says, and is no failure of it', async () => {
    const refusing = createServer();
    const body = 'x'.repeat(100_000);
    refusing.on('upgrade', (_request, socket) => {
      socket.on('error', () => undefined);
      socket.end(
        `HTTP/1.1 400 Bad Request\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`,
      );
    });
    targets = [{ instance: 'picky', address: `http://127.0.0.1:${await listen(refusing)}` }];
    for (let n = 0; n < 12; n += 1) {
      const client = await upgrade();
      await client.closed;
      const [head = '', ...told] = client.read().split('\r\n\r\n');
      const line = head.split('\r\n')[0];
      expect([line, ...told.map(({ length }) => length)]).toEqual(['HTTP/1.1 400 Bad Request', body.length]);
    }
    expect(missed).toEqual([]);
    expect(breakers.list()).toMatchObject([{ state: 'closed', recent: { failures: 0 } }]);
  });

  it('S1-GW-11 a client that is refused and does not close its side is closed', async () => {
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    socket.on('error', () => undefined).resume();
    const ended = once(socket, 'end');
    const lines = ['GET /socket.io/?token=nonsense HTTP/1.1', 'Host: gateway', ...UPGRADE, '', 'more of it'];
    socket.write(lines.join('\r\n'));
    await ended;
    // As long as nothing is sent nobody learns that the other side is gone.
    const gone = new Promise((resolve) => socket.once('close', resolve));
    const sending = setInterval(() => socket.write('still here'), 100);
    await gone;
    clearInterval(sending);
  }, 30_000);

  it('S1-GW-15 says 503 and when to come again when nobody is there, and does not ask one that keeps failing', async () => {
    await Promise.all(backends.map(gone));
    const client = await upgrade();
    await client.closed;
    expect(client.read()).toMatch(
      /^HTTP\/1\.1 503 [\s\S]*Retry-After: 1\r\n[\s\S]*"code":"realtime_unavailable"/,
    );
    for (let n = 0; n < 10; n += 1) {
      const { status, headers, body } = await poll('/socket.io/?EIO=4&transport=polling');
      expect([status, headers['retry-after'], JSON.parse(body)]).toEqual([
        503,
        '1',
        expect.objectContaining({ code: 'realtime_unavailable' }),
      ]);
    }
    expect(breakers.list().map(({ kind, state }) => [kind, state])).toEqual([
      ['realtime', 'open'],
      ['realtime', 'open'],
    ]);
  });

  it('S1-GW-14 an instance that dies in the middle of a frame closes its sockets and nobody else’s', async () => {
    const [dying, living] = [await upgrade(), await upgrade()];
    await Promise.all([said(dying, '101'), said(living, '101')]);
    // The first five of a hundred bytes.
    backends[0]!.upgraded[0]!.write(Buffer.from([0x81, 100, 1, 2, 3]), () => {
      const socket = backends[0]!.upgraded[0]! as Socket;
      socket.resetAndDestroy();
    });
    await dying.closed;
    living.socket.write('still here');
    await said(living, 'still here');
  });

  it('S1-GW-14 clients that reset their connections during the handshake leave nothing behind', async () => {
    for (let n = 0; n < 50; n += 1) {
      const client = await upgrade();
      if (n % 2) await said(client, 'HTTP');
      client.socket.resetAndDestroy();
    }
    await said(await upgrade(), '101');
    while (backends[0]!.upgraded.filter(({ destroyed }) => !destroyed).length > 1) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    expect(breakers.list()).toMatchObject([{ state: 'closed', recent: { failures: 0 } }]);
  });

  it('S1-GW-11 a thousand upgrades that nobody answers hold nobody else up, and more of one address are refused', async () => {
    const silent = createServer();
    silent.on('upgrade', (_request, socket) => {
      cleanups.push(() => socket.destroy());
      socket.on('error', () => undefined);
    });
    targets = [{ instance: 'mute', address: `http://127.0.0.1:${await listen(silent)}` }];
    const clients = await Promise.all(Array.from({ length: 1_000 }, () => upgrade()));
    const health = await poll('/health');
    expect(health.body).toBe('up');
    const more = await upgrade();
    await more.closed;
    expect(more.read()).toContain('503');
    // They are not waited for for ever.
    await Promise.all(clients.map(({ closed }) => closed));
    expect(clients[0]!.read()).toContain('503 Service Unavailable');
    targets = backends.map(({ target }) => target);
    await said(await upgrade(), '101');
  }, 60_000);

  it('S1-GW-14 Expect: 100-continue is answered, and hides nobody’s address', async () => {
    const client = await open([
      'POST /socket.io/?EIO=4&sid=one.abc HTTP/1.1',
      ...['Host: gateway', 'Content-Length: 2', 'Expect: 100-continue'],
    ]);
    await said(client, '100 Continue');
    client.socket.write('40');
    await said(client, 'one 40');
    const [request] = backends[0]!.requests;
    expect(request!.headers[CLIENT_ADDRESS_HEADER]).toBe(signClientAddress('127.0.0.1', SECRET));
  });

  it('what asks for something else than a websocket is answered as if it had not', async () => {
    expect((await poll('/health', { headers: { Connection: 'Upgrade', Upgrade: 'h2c' } })).body).toBe('up');
  });
});
