import { setPriority } from 'node:os';
import { io, type Socket } from 'socket.io-client';

/** What the process of a crowd is told: to come, or to say when all have heard of the next order. */
export type CrowdOrder = { readonly url: string; readonly tokens: readonly string[] } | 'listen';

/** When, in milliseconds since 1970, which all processes of a machine share. */
export type CrowdAnswer =
  | { readonly what: 'came'; readonly ms: number; readonly waitedMs: readonly number[] }
  | { readonly what: 'listening' }
  | { readonly what: 'heard'; readonly at: number };

// A thousand devices have cores of their own; here they take what the servers leave.
setPriority(10);
const sockets: Socket[] = [];
const answer = (said: CrowdAnswer | 'ready'): void => void process.send?.(said);
const now = (): number => performance.timeOrigin + performance.now();

/** All at once. */
async function come(url: string, tokens: readonly string[]): Promise<void> {
  const begun = performance.now();
  const waitedMs = await Promise.all(
    tokens.map(async (token) => {
      const socket = io(url, {
        transports: ['websocket'],
        auth: { token },
        forceNew: true,
        reconnection: false,
      });
      sockets.push(socket);
      await new Promise<void>((resolve, reject) => {
        socket.once('connect', resolve);
        socket.once('connect_error', reject);
      });
      return performance.now() - begun;
    }),
  );
  answer({ what: 'came', ms: performance.now() - begun, waitedMs });
}

function listen(): void {
  let left = sockets.length;
  for (const socket of sockets)
    socket.once('order.created', () => {
      left -= 1;
      if (left === 0) answer({ what: 'heard', at: now() });
    });
  answer({ what: 'listening' });
}

process.on('message', (order: CrowdOrder) => {
  if (order === 'listen') listen();
  else void come(order.url, order.tokens);
});
answer('ready');
