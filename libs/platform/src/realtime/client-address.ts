import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';

type Addressed = Pick<IncomingMessage, 'headers' | 'socket'>;

/** How the api tells the realtime tier whose connection it passes on: an address, and a proof that the api says so. */
export const CLIENT_ADDRESS_HEADER = 'x-antrean-client-address';

/** The address of a client behind so many trusted proxies, of which each has added whom it was asked by. */
export const forwardedAddress = (request: Addressed, trustedProxies: number): string =>
  readHops(request, trustedProxies).address;

/**
 * {@link forwardedAddress}, and whether it is rather that of a trusted proxy: it asks by itself, or it has told itself to
 * be the client.
 */
export function readHops(
  { headers, socket }: Addressed,
  trustedProxies: number,
): { address: string; isProxy: boolean } {
  const peer = socket.remoteAddress ?? '';
  const forwarded = [headers['x-forwarded-for'] ?? []].flat().join(',');
  const hops = [...(forwarded === '' ? [] : forwarded.split(',').map((hop) => hop.trim())), peer];
  const place = hops.length - 1 - trustedProxies;
  const told = hops[Math.max(0, place)] ?? peer;
  const address = isIP(told) === 0 ? peer : told;
  return { address, isProxy: trustedProxies > 0 && (place < 0 || hops.slice(place + 1).includes(address)) };
}

/** The value of {@link CLIENT_ADDRESS_HEADER}. */
export const signClientAddress = (address: string, secret: string): string =>
  `${address} ${createHmac('sha256', secret).update(`client address ${address}`).digest('base64url')}`;

/** Whose request it is at the realtime tier, whether it came through the api or not. */
export function clientAddress(
  request: Addressed,
  { trustedProxies, secret }: { trustedProxies: number; secret: string },
): string {
  const header = request.headers[CLIENT_ADDRESS_HEADER];
  if (typeof header === 'string' && header.length <= 200) {
    const [address = ''] = header.split(' ', 1);
    const [given, expected] = [Buffer.from(header), Buffer.from(signClientAddress(address, secret))];
    if (given.length === expected.length && timingSafeEqual(given, expected)) return address;
  }
  return forwardedAddress(request, trustedProxies);
}
