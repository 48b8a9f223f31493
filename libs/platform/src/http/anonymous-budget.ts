import type { RequestHandler } from 'express';
import './locals.ts';
import { problem } from '../problem/index.ts';
import { addressKey } from './address-key.ts';

const WINDOW_MS = 60_000;
/** Bytes of a body that cost as much as a request does. */
const BYTES_PER_POINT = 1_000;
/** A whole office behind one address can log in within a minute: about two points each. */
const POINTS_PER_WINDOW = 3_000;

/**
 * What requests of nobody may cost, by address (IPv6: by its /64): one point each and one for every 1,000 bytes of
 * their body, counted before a byte of it is read. Kept in the process, because it guards the process: it holds while
 * Redis is away and costs no round trip. Beyond it 429 until the minute is over.
 *
 * @param options.now milliseconds of a monotonic clock
 */
export function createAnonymousBudget({
  points = POINTS_PER_WINDOW,
  now = () => performance.now(),
}: { points?: number; now?: () => number } = {}): RequestHandler {
  const spent = new Map<string, number>();
  let windowEnds = 0;
  return (request, response, next) => {
    if (response.locals.actor) {
      next();
      return;
    }
    const time = now();
    if (time >= windowEnds) {
      spent.clear();
      windowEnds = time + WINDOW_MS;
    }
    const key = addressKey(request.ip ?? '');
    const bytes = Number(request.headers['content-length'] ?? 0);
    const total = (spent.get(key) ?? 0) + 1 + Math.ceil(bytes / BYTES_PER_POINT);
    spent.set(key, total);
    if (total > points) {
      const seconds = Math.max(1, Math.ceil((windowEnds - time) / 1_000));
      throw problem('too_many_requests', { headers: { 'Retry-After': String(seconds) } });
    }
    next();
  };
}
