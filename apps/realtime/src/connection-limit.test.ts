import { once } from 'node:events';
import { createServer } from 'node:http';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { testLog } from '@antrean/testing';
import { Server } from 'socket.io';
import { io as connect, type Socket } from 'socket.io-client';
import { limitConnections } from './connection-limit.ts';
import type { AppServer } from './socket.ts';

/** What a client's websocket transport keeps of the `ws` package. */
interface Pausable {
  pause(): void;
  resume(): void;
}

const websocketOf = ({ io }: Socket): Pausable => {
  const { transport } = io.engine;
  if (!('ws' in transport)) throw new Error('the client is not on a websocket');
  return transport.ws as Pausable;
};

describe('a client that takes nothing', () => {
  it('S0-RT-05 is ended before what waits for it fills the memory, while others go on', async () => {
    const http = createServer();
    const io: AppServer = new Server(http);
    limitConnections(io, { inbound: { burst: 60, perSecond: 10 }, outboundBacklog: 100 }, testLog);
    http.listen(0);
    await once(http, 'listening');
    const address = http.address();
    if (typeof address !== 'object' || !address) throw new Error('no port');
    const options = { transports: ['websocket'], forceNew: true, reconnection: false };
    const clients = [0, 1].map(() => connect(`http://127.0.0.1:${address.port}`, options));
    await Promise.all(
      clients.map((client) => new Promise<void>((resolve) => client.once('connect', resolve))),
    );
    const [slow, quick] = clients;
    websocketOf(slow!).pause();

    let sent = 0;
    // What the kernel takes for the slow one is limited, so this ends; the test's time limit is the alarm.
    while (io.of('/').sockets.size === 2) {
      const taken = new Promise((resolve) => quick!.once('told', resolve));
      io.emit('told', 'x'.repeat(50_000));
      sent += 1;
      await taken;
      await nextTurn();
    }
    expect(sent).toBeGreaterThan(100);
    expect([...io.of('/').sockets.keys()]).toEqual([quick!.id]);

    websocketOf(slow!).resume();
    for (const client of clients) client.disconnect();
    await io.close();
  });
});
