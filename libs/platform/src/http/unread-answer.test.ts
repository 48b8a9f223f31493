import { once } from 'node:events';
import { connect } from 'node:net';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startHttpServer, type HttpServer } from './http-test.factory.ts';
import { download, route } from './index.ts';

/** Short, so that the test is. */
const UNREAD_MS = 500;
const MEGABYTE = Buffer.alloc(1_000_000);

let server: HttpServer;
let source: Readable;

beforeAll(async () => {
  const endless = async function* () {
    for (;;) yield MEGABYTE;
  };
  const slow = async function* () {
    yield 'first, ';
    await pause(3 * UNREAD_MS);
    yield 'last';
  };
  const shared = { method: 'get', access: 'public', tag: 'x', summary: 'x' } as const;
  const send = (chunks: () => AsyncIterable<unknown>) => async () => {
    source = Readable.from(chunks());
    return download({ stream: source }, { contentType: 'text/plain', filename: 'a.txt' });
  };
  server = await startHttpServer(
    [
      route({ ...shared, path: '/endless', handler: send(endless) }),
      route({ ...shared, path: '/slow', handler: send(slow) }),
    ],
    { unreadMs: UNREAD_MS },
  );
});
afterAll(() => server.close());

const ask = (path: string) => {
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
  socket.on('error', () => undefined);
  socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
  return socket;
};

describe('an answer', () => {
  it('of which a client takes nothing is ended, and what it came from is let go', async () => {
    const socket = ask('/endless').pause();
    await once(socket, 'ready');
    while (!source?.destroyed) await pause(20);
    // The client is told by the end of its connection.
    const closed = once(socket, 'close');
    socket.resume();
    await closed;
  });

  it('of which a client takes now and then is sent, however long it takes', async () => {
    const socket = ask('/endless').pause();
    const started = performance.now();
    while (performance.now() - started < 4 * UNREAD_MS) {
      socket.read();
      await pause(20);
    }
    expect(source.destroyed).toBe(false);
    socket.destroy();
  });

  it('whose source is slow is waited for', async () => {
    expect(await text(ask('/slow'))).toContain('last');
  });
});
