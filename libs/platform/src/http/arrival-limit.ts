import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { problem } from '../problem/index.ts';
import { answerOnSocket } from './answer-on-socket.ts';

export interface ArrivalLimits {
  /** How long a client may send nothing, in milliseconds. */
  readonly silenceMs: number;
  /** How long a body may take whatever its size, in milliseconds. */
  readonly graceMs: number;
  /** What it must bring for each second beyond, on average. */
  readonly bytesPerSecond: number;
  /** How often is looked, in milliseconds; a client may have so much more time. */
  readonly checkMs: number;
}

interface Arrival {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly startedAt: number;
  readonly bytesBefore: number;
  bytes: number;
  lastByteAt: number;
}

/** A photo over a bad mobile connection takes minutes; a client that dribbles gets half a minute. */
const DEFAULTS: ArrivalLimits = { silenceMs: 20_000, graceMs: 30_000, bytesPerSecond: 4_096, checkMs: 2_000 };

/**
 * Ends requests whose bodies do not arrive: no byte for a while, or fewer on average than a slow line brings. The time
 * that a body may take therefore goes by its size, where Node's `requestTimeout` is one for all (it is switched off).
 * Headers have Node's `headersTimeout`. The client is told 408 when nothing was answered yet.
 */
export function limitArrival(server: Server, limits: Partial<ArrivalLimits> = {}): void {
  const { silenceMs, graceMs, bytesPerSecond, checkMs } = { ...DEFAULTS, ...limits };
  server.requestTimeout = 0;
  const arriving = new Set<Arrival>();

  const isTooSlow = (arrival: Arrival, now: number): boolean => {
    const { request, startedAt, bytesBefore } = arrival;
    const bytes = request.socket.bytesRead - bytesBefore;
    // While bytes lie here unread it is not the client who keeps us waiting.
    if (bytes > arrival.bytes || request.readableLength > 0) arrival.lastByteAt = now;
    arrival.bytes = bytes;
    return (
      now - arrival.lastByteAt > silenceMs ||
      (now - startedAt > graceMs + (bytes / bytesPerSecond) * 1_000 && request.readableLength === 0)
    );
  };
  const timer = setInterval(() => {
    const now = performance.now();
    for (const arrival of arriving) {
      if (!isTooSlow(arrival, now)) continue;
      arriving.delete(arrival);
      refuse(arrival);
    }
  }, checkMs);
  timer.unref();
  server.on('close', () => clearInterval(timer));

  server.prependListener('request', (request: IncomingMessage, response: ServerResponse) => {
    const hasBody =
      request.headers['transfer-encoding'] !== undefined ||
      Number(request.headers['content-length'] ?? 0) > 0;
    if (!hasBody) return;
    const startedAt = performance.now();
    const bytesBefore = request.socket.bytesRead;
    const arrival = { request, response, startedAt, bytesBefore, bytes: 0, lastByteAt: startedAt };
    arriving.add(arrival);
    const arrived = (): void => void arriving.delete(arrival);
    request.once('end', arrived).once('close', arrived);
  });
}

function refuse({ request, response }: Arrival): void {
  // Past `response`, which belongs to a handler that is waiting for the body.
  if (!response.headersSent) {
    const correlationId = String(response.getHeader('X-Correlation-Id') ?? '');
    answerOnSocket(request, request.socket, problem('request_timeout'), correlationId);
  }
  request.destroy();
}
