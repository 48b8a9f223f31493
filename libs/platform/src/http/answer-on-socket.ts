import { STATUS_CODES, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { toDocument, type Problem } from '../problem/index.ts';

/** Answers a request that has no response to answer with, such as an upgrade, and ends the connection. */
export function answerOnSocket(
  request: IncomingMessage,
  socket: Duplex,
  refusal: Problem,
  correlationId: string,
): void {
  if (!socket.writable) return;
  const instance = request.url?.split('?', 1)[0] ?? '';
  const body = JSON.stringify(toDocument(refusal, { language: 'en', instance, correlationId }));
  const { status } = refusal.kind;
  const headers = Object.entries({
    Connection: 'close',
    'Cache-Control': 'no-store',
    'Content-Type': 'application/problem+json; charset=utf-8',
    'Content-Length': String(Buffer.byteLength(body)),
    ...refusal.details.headers,
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${headers.join('')}\r\n${body}`);
}
