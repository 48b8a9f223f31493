import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { limitArrival } from './arrival-limit.ts';

/** Short, so that the test is; everything in it is measured against them. */
const LIMITS = { silenceMs: 1_500, graceMs: 1_000, bytesPerSecond: 500, checkMs: 50 };

describe('the arrival of a body', () => {
  let server: Server;
  let socket: Socket;
  afterEach(() => {
    socket.destroy();
    server.close();
    server.closeAllConnections();
  });

  async function start(listener: RequestListener): Promise<void> {
    server = createServer(listener);
    limitArrival(server, LIMITS);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    socket.on('error', () => undefined);
  }
  const announce = (bytes: number): void =>
    void socket.write(
      `POST /file HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: ${bytes}\r\n\r\n`,
    );
  const answered = async (): Promise<string> => text(socket);

  const count: RequestListener = (request, response) => {
    let size = 0;
    request.on('data', (chunk: Buffer) => (size += chunk.length));
    request.on('end', () => response.end(`read ${size}`));
  };

  it('may take long when bytes keep coming', async () => {
    await start(count);
    const started = performance.now();
    const pieces = 60;
    announce(pieces * 100);
    const answer = answered();
    for (let piece = 0; piece < pieces; piece += 1) {
      socket.write(Buffer.alloc(100));
      await sleep(50);
    }
    expect(await answer).toContain('read 6000');
    expect(performance.now() - started).toBeGreaterThan(LIMITS.graceMs + LIMITS.silenceMs);
  });

  it('ends when the client falls silent, and it is told so', async () => {
    await start(count);
    announce(1_000_000);
    // So many at once that by its size alone the body could take minutes.
    socket.write(Buffer.alloc(500_000));
    const answer = await answered();
    expect(answer).toMatch(/^HTTP\/1.1 408 .*\r\n/);
    expect(JSON.parse(answer.split('\r\n\r\n')[1]!)).toMatchObject({ status: 408, code: 'request_timeout' });
  });

  it('ends when the client dribbles', async () => {
    await start(count);
    announce(1_000);
    const answer = answered();
    const dribble = setInterval(() => socket.write('x'), 100);
    try {
      expect(await answer).toMatch(/^HTTP\/1.1 408 /);
    } finally {
      clearInterval(dribble);
    }
  });

  it('is not held against a client whom we let wait', async () => {
    await start((request, response) => void setTimeout(() => count(request, response), 2_500));
    announce(1_000_000);
    const answer = answered();
    socket.write(Buffer.alloc(1_000_000));
    expect(await answer).toContain('read 1000000');
  });
});
