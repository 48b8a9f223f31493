import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestSystem, type TestSystem } from '@antrean/testing';
import { connectSocket, type Received } from './socket-client.ts';

/** What Java's HTTP client offers with its first request to a host. */
const H2C = [
  'Connection: Upgrade, HTTP2-Settings',
  'Upgrade: h2c',
  'HTTP2-Settings: AAEAAEAAAAIAAAABAAMAAABkAAQBAAAAAAUAAEAA',
];

/** Sends text as it is and resolves with all that comes until the other side closes. */
const exchange = (url: string, lines: readonly string[], body = ''): Promise<string> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    let answer = '';
    socket.setEncoding('utf8');
    socket.on('data', (part: string) => {
      answer += part;
      // The answer is whole; the connection would stay open for the next request.
      const [head = '', rest] = answer.split('\r\n\r\n', 2);
      const length = /content-length: (\d+)/i.exec(head)?.[1];
      if (rest !== undefined && length !== undefined && Buffer.byteLength(rest) >= Number(length))
        socket.end();
    });
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
    socket.write([...lines, '', body].join('\r\n'));
  });

describe('an offer to upgrade that nobody takes is ignored (RFC 9110, 7.8)', () => {
  let system: TestSystem;
  let realtimeUrl: string;

  beforeAll(async () => {
    system = await startTestSystem();
    realtimeUrl = system.environment['REALTIME_URL'] ?? `http://127.0.0.1:${system.environment['WS_PORT']}`;
    await Promise.all([system.start('api'), system.start('realtime')]);
  }, 60_000);
  afterAll(() => system.stop());

  const offers: [string, string[]][] = [
    ['h2c', H2C],
    ['what nobody knows', ['Connection: upgrade', 'Upgrade: TLS/1.3, IRC/6.9']],
    ['a websocket elsewhere', ['Connection: Upgrade', 'Upgrade: websocket']],
  ];

  it.each(offers)('%s: a GET is answered on both ports', async (_what, offer) => {
    for (const [url, path] of [
      [system.apiUrl, '/api/health/live'],
      [realtimeUrl, '/health/live'],
    ] as const) {
      const answer = await exchange(url, [`GET ${path} HTTP/1.1`, 'Host: localhost', ...offer]);
      expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
      expect(answer).toContain('"ok"');
    }
  });

  it.each(offers)('%s: a POST is answered with its body read', async (_what, offer) => {
    const body = JSON.stringify({ nik: 'EMP001', password: 'emp123' });
    const answer = await exchange(
      system.apiUrl,
      [
        'POST /api/auth/login HTTP/1.1',
        'Host: localhost',
        'Content-Type: application/json',
        `Content-Length: ${Buffer.byteLength(body)}`,
        ...offer,
      ],
      body,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(answer).toContain('"accessToken"');
  });

  it('websockets still pass through both', async () => {
    const token = await system.login('EMP001', 'emp123');
    for (const url of [system.apiUrl, realtimeUrl]) {
      const received: Received[] = [];
      const socket = await connectSocket(`${url}/notifications`, { token }, received);
      await socket.until(() => received.some(({ name }) => name === 'stream.position'));
      socket.close();
    }
  });
});
