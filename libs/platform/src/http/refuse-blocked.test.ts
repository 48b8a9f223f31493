import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { UserPrincipal } from '../auth/index.ts';
import {
  createAddressBlocks,
  createFloodWatch,
  type AddressBlocks,
  type FloodWatch,
} from '../blocking/index.ts';
import { createMetrics, type Metrics } from '../observability/index.ts';
import { startHttpServer, type HttpServer } from './http-test.factory.ts';
import { ok, problem, route, type Route } from './index.ts';

const nothing = { access: 'public', tag: 'things', method: 'get' } as const;
const routes: Route[] = [
  route({ ...nothing, path: '/api/thing', summary: 'A thing', handler: async () => ok(undefined) }),
  route({
    ...nothing,
    path: '/api/enough',
    summary: 'Too many',
    handler: () => Promise.reject(problem('too_many_requests')),
  }),
];

describe('who comes from a blocked address', () => {
  let server: HttpServer;
  let blocks: AddressBlocks;
  let floods: FloodWatch;
  let metrics: Metrics;

  const start = async (trustedProxies: number): Promise<void> => {
    [blocks, floods, metrics] = [
      createAddressBlocks(),
      createFloodWatch({ limit: 3 }),
      createMetrics({ service: 'x' }),
    ];
    server = await startHttpServer(routes, { gatekeeping: { blocks, floods }, trustedProxies, metrics });
  };
  afterEach(() => server.close());

  const block = (...cidrs: string[]): void =>
    blocks.replace(cidrs.map((cidr) => ({ cidr, origin: 'manual', endsInMs: null })));
  const ask = async (forwarded: string | null, path = '/api/thing'): Promise<number> => {
    const headers = forwarded === null ? {} : { 'X-Forwarded-For': forwarded };
    return (await server.send('GET', path, headers)).status;
  };

  describe('behind one proxy', () => {
    beforeEach(() => start(1));

    it('S1-GW-09 is told 403 for everything: pages, preflights and what is not there', async () => {
      block('203.0.113.0/24', '2001:db8::/32');
      const answer = await server.send('GET', '/api/thing', { 'X-Forwarded-For': '203.0.113.9' });
      expect(answer).toMatchObject({
        status: 403,
        headers: { 'content-type': expect.stringContaining('application/problem+json'), connection: 'close' },
      });
      expect(JSON.parse(answer.body.toString())).toMatchObject({
        code: 'address_blocked',
        correlationId: answer.headers['x-correlation-id'],
      });
      for (const path of ['/', '/api/nothing', '/socket.io/?EIO=4&transport=polling'])
        expect(await ask('2001:db8:1::1', path)).toBe(403);
      const preflight = { 'X-Forwarded-For': '203.0.113.9', Origin: 'https://a.test' };
      const asked = { ...preflight, 'Access-Control-Request-Method': 'GET' };
      expect((await server.send('OPTIONS', '/api/thing', asked)).status).toBe(403);
      expect((await metrics.blockedRequests.get()).values).toMatchObject([
        { value: 5, labels: { origin: 'manual' } },
      ]);
      expect(await ask('203.0.114.9')).toBe(200);
    });

    it('S1-GW-09 cannot change that by what they say of where they come from', async () => {
      block('203.0.113.0/24');
      for (const spoofed of [
        '198.51.100.1, 203.0.113.9',
        '198.51.100.1,198.51.100.2,::ffff:203.0.113.9',
        ', , 203.0.113.9',
        `${'198.51.100.1, '.repeat(500)}203.0.113.9`,
      ])
        expect([spoofed.slice(0, 40), await ask(spoofed)]).toEqual([spoofed.slice(0, 40), 403]);
      // Nor does it block somebody else to say that one comes from there.
      expect(await ask('203.0.113.9, 198.51.100.1')).toBe(200);
    });

    it('S1-GW-09 is blocked for a flood by the address that the proxy tells, and the proxy never is', async () => {
      for (let n = 0; n < 5; n += 1) {
        await ask('198.51.100.9, 203.0.113.9', '/api/enough');
        // Of these nobody told an address but the proxy itself.
        await ask(null, '/api/enough');
        await ask('127.0.0.1', '/api/enough');
      }
      expect(floods.take().floods).toEqual(['203.0.113.9']);
    });

    it('a client that does not wait for its refusals floods as well', async () => {
      for (let n = 0; n < 5; n += 1) {
        const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
        await once(socket, 'connect');
        socket.write('GET /api/enough HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 203.0.113.9\r\n\r\n');
        await once(socket, 'data');
        socket.resetAndDestroy();
      }
      await ask('198.51.100.1');
      expect(floods.take().floods).toEqual(['203.0.113.9']);
    });
  });

  it('S1-GW-09 is known by the connection where no proxy is trusted', async () => {
    await start(0);
    block('203.0.113.0/24');
    expect(await ask('203.0.113.9')).toBe(200);
    block('127.0.0.0/8');
    expect(await ask('198.51.100.1')).toBe(403);
  });

  it('S1-GW-09 is believed as far as two proxies told it', async () => {
    await start(2);
    block('203.0.113.0/24');
    expect(await ask('198.51.100.1, 203.0.113.9, 10.0.0.2')).toBe(403);
    expect(await ask('203.0.113.9, 198.51.100.1, 10.0.0.2')).toBe(200);
    expect(await ask('203.0.113.9, 198.51.100.1, 203.0.113.8')).toBe(200);
  });

  it('S1-GW-09 passes an automatic block as somebody who is exempt, and it is to be lifted', async () => {
    [blocks, floods] = [createAddressBlocks(), createFloodWatch()];
    const actor = { kind: 'user', userId: 7 } as UserPrincipal;
    server = await startHttpServer(routes, {
      gatekeeping: { blocks, floods },
      trustedProxies: 1,
      authenticate: (request, response, next) => {
        const token = request.get('authorization');
        if (token === 'Bearer broken') return next(new Error('the database is away'));
        if (token === 'Bearer admin') response.locals.actor = actor;
        next();
      },
    });
    floods.exempt((holder) => holder === actor);
    const come = async (token: string): Promise<number> =>
      (await server.send('GET', '/api/thing', { 'X-Forwarded-For': '203.0.113.9', Authorization: token }))
        .status;
    blocks.replace([{ cidr: '203.0.113.9/32', origin: 'automatic', endsInMs: 60_000 }]);
    expect([await come('Bearer other'), await come('Bearer broken'), await come('Bearer admin')]).toEqual([
      ...[403, 403, 200],
    ]);
    expect(floods.take()).toEqual({ floods: [], spared: ['203.0.113.9'] });
    block('203.0.113.9/32');
    expect(await come('Bearer admin')).toBe(403);
  });
});
