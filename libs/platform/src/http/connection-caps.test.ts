import { once } from 'node:events';
import { createServer, get, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from '@jest/globals';
import { createMetrics } from '../observability/index.ts';
import { capConnections } from './connection-caps.ts';

describe('S1-GW-11 a flood of connections', () => {
  let server: Server;
  const sockets: Socket[] = [];
  const metrics = createMetrics({ service: 'test' });
  afterEach(() => {
    for (const socket of sockets.splice(0)) socket.destroy();
    server.close();
    server.closeAllConnections();
  });

  const portOf = (): number => (server.address() as AddressInfo).port;
  async function start(caps: Partial<Parameters<typeof capConnections>[1]>): Promise<void> {
    server = createServer({ connectionsCheckingInterval: 50 }, (_request, response) =>
      response.end('served'),
    );
    capConnections(server, { trustedProxies: 0, metrics, ...caps });
    server.listen(0, '0.0.0.0');
    await once(server, 'listening');
  }
  const open = (localAddress: string): Socket => {
    const socket = connect({ port: portOf(), host: '127.0.0.1', localAddress });
    socket.on('error', () => undefined);
    sockets.push(socket);
    return socket;
  };
  const ask = async (localAddress: string): Promise<string> => {
    const request = get({ port: portOf(), host: '127.0.0.1', localAddress, agent: false });
    const [response] = await once(request, 'response');
    return text(response);
  };
  const isHeld = async (): Promise<number> =>
    new Promise((resolve, reject) =>
      server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
    );
  const refusals = async (): Promise<Record<string, number>> =>
    Object.fromEntries(
      (await metrics.connectionsRefused.get()).values.map(({ labels, value }) => [labels.reason, value]),
    );

  it('from one address leaves room for others, and ends there with its connections', async () => {
    await start({ perAddress: 20, most: 100 });
    const all = Array.from({ length: 60 }, () => open('127.0.0.2'));
    const ended = all.map((socket) => once(socket, 'close'));
    while (all.filter(({ destroyed }) => destroyed).length < 40)
      await Promise.race(ended.map((each, at) => (all[at]!.destroyed ? new Promise(setImmediate) : each)));
    expect(await isHeld()).toBe(20);
    expect((await refusals())['address']).toBe(40);
    expect(await ask('127.0.0.3')).toBe('served');
    await expect(ask('127.0.0.2')).rejects.toThrow();
    for (const socket of all) socket.destroy();
    while ((await isHeld()) > 0) await new Promise(setImmediate);
    expect(await ask('127.0.0.2')).toBe('served');
  });

  it('from many addresses ends at what the process can hold', async () => {
    await start({ perAddress: 20, most: 30 });
    const all = [2, 3, 4].flatMap((n) => Array.from({ length: 15 }, () => open(`127.0.0.${n}`)));
    while (all.filter(({ destroyed }) => destroyed).length < 15) await new Promise(setImmediate);
    expect(await isHeld()).toBe(30);
    expect((await refusals())['all']).toBe(15);
  });

  it('behind a proxy is counted by the proxy, from whose address all come', async () => {
    await start({ perAddress: 5, most: 100, trustedProxies: 1 });
    for (let n = 0; n < 20; n += 1) open('127.0.0.2');
    expect(await ask('127.0.0.2')).toBe('served');
    while ((await isHeld()) < 20) await new Promise(setImmediate);
  });

  it('that say nothing, or let their headers drip, ends; who asks properly is served meanwhile', async () => {
    await start({ headersMs: 500 });
    const [silent, dripping] = [open('127.0.0.2'), open('127.0.0.2')];
    dripping.write('GET / HTTP/1.1\r\nHost: x\r\n');
    const drip = setInterval(() => dripping.write('X: y\r\n'), 50);
    try {
      expect(await ask('127.0.0.2')).toBe('served');
      const said = await Promise.all([text(silent), text(dripping).catch(() => '')]);
      expect(said[0]).toContain('408');
      while (!dripping.destroyed) await new Promise(setImmediate);
      expect(await ask('127.0.0.2')).toBe('served');
    } finally {
      clearInterval(drip);
    }
  });
});
