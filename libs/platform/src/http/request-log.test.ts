import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { z } from 'zod';
import { createLogger } from '../observability/index.ts';
import { problem } from '../problem/index.ts';
import { startHttpServer, type HttpServer } from './http-test.factory.ts';
import { ok, route } from './index.ts';

let server: HttpServer;
const lines: Record<string, unknown>[] = [];

beforeAll(async () => {
  const common = { method: 'get', access: 'public', tag: 'x', summary: 'x', response: z.object({}) } as const;
  server = await startHttpServer(
    [
      route({
        ...common,
        path: '/served',
        query: z.object({ token: z.string() }),
        handler: async () => ok({}),
      }),
      route({
        ...common,
        path: '/refused/:id',
        params: z.object({ id: z.string() }),
        handler: async () => {
          throw problem('forbidden');
        },
      }),
      route({
        ...common,
        path: '/broken',
        handler: async () => {
          throw new Error('of the inside');
        },
      }),
    ],
    {
      log: createLogger(
        { service: 'api', level: 'debug' },
        { write: (line) => lines.push(JSON.parse(line)) },
      ),
    },
  );
});
afterAll(() => server.close());

it('S1-GW-02 each request has one line: what was asked, what became of it, how long it took, and no secret', async () => {
  const ask = async (path: string, correlationId: string): Promise<Record<string, unknown>[]> => {
    await server.send('GET', path, { 'X-Correlation-Id': correlationId });
    const ofIt = (): Record<string, unknown>[] =>
      lines.filter((line) => line['correlationId'] === correlationId && line['res'] !== undefined);
    while (ofIt().length === 0) await new Promise(setImmediate);
    return ofIt();
  };
  const line = (level: string, url: unknown, statusCode: number, more = {}): object => ({
    level,
    req: expect.objectContaining({ method: 'GET', url }),
    res: { statusCode },
    responseTime: expect.any(Number),
    ...more,
  });
  const [served, refused, broken] = [
    await ask('/served?token=secret', 'a-1'),
    await ask('/refused/7', 'a-2'),
    await ask('/broken', 'a-3'),
  ];
  expect(served).toEqual([
    expect.objectContaining(line('debug', expect.stringContaining('/served?token='), 200)),
  ]);
  expect(JSON.stringify(lines)).not.toContain('secret');
  expect(refused).toEqual([
    expect.objectContaining(line('info', '/refused/7', 403, { route: 'GET /refused/:id' })),
  ]);
  expect(broken).toEqual([expect.objectContaining(line('error', '/broken', 500))]);
});
