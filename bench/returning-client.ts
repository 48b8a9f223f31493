import { setPriority } from 'node:os';
import { io } from 'socket.io-client';

/** What the process of returning clients is given. */
export interface Storm {
  url: string;
  clients: { token: string; since: number }[];
}

// A thousand devices have cores of their own; here they take what the servers leave.
setPriority(10);
process.send?.('ready');
const { promise, resolve } = Promise.withResolvers<Storm>();
process.once('message', resolve);
const { url, clients } = await promise;
/** All come at once and stay until each has been brought to where the others are. */
await Promise.all(
  clients.map(async (auth) => {
    const socket = io(url, { transports: ['websocket'], auth, forceNew: true, reconnection: false });
    await new Promise<void>((resolve, reject) => {
      socket.once('stream.position', resolve);
      socket.once('connect_error', reject);
      socket.once('disconnect', (reason) => reject(new Error(`a returning client was ended: ${reason}`)));
    });
  }),
);
process.send?.('they are back');
