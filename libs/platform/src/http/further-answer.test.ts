import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createMetrics } from '@antrean/platform/observability';
import { testLog } from '@antrean/testing';
import type { RequestHandler } from 'express';
import { z } from 'zod';
import { accepted, ok, route, type Route } from './index.ts';
import { createHttpApp, openApiDocument, unlimited } from '../http-server/index.ts';

const pass: RequestHandler = (_request, _response, next) => next();

/** Answers at once, or with 202 when it is late; `wrong` sends the body of the other answer. */
const late: Route = route({
  method: 'get',
  path: '/api/late',
  access: 'public',
  summary: 'A number, sooner or later',
  tag: 'things',
  query: z.object({ answer: z.enum(['soon', 'late', 'wrong']) }),
  response: z.object({ n: z.int() }),
  alsoAnswers: {
    202: {
      summary: 'It takes longer',
      schema: z.object({ jobId: z.string() }),
      headers: { Location: 'Where to ask', 'Preference-Applied': 'When it was asked for' },
    },
    304: { summary: 'Known already' },
  },
  heeds: { Prefer: 'respond-async' },
  handler: async ({ query: { answer } }) => {
    if (answer === 'soon') return ok({ n: 7 });
    if (answer === 'late') return accepted({ jobId: 'j' }, '/api/jobs/j', { preferred: true });
    return { ...accepted({ jobId: 'j' }, '/api/jobs/j'), body: { n: 7 } };
  },
});

describe('a route with a further answer', () => {
  let server: Server;
  let base: string;

  beforeAll(async () => {
    server = createServer(
      createHttpApp({
        routes: [late],
        authenticate: pass,
        corsOrigins: [],
        trustedProxies: 0,
        production: false,
        checkResponses: true,
        rateLimits: unlimited,
        metrics: createMetrics({ service: 'test' }),
        log: testLog,
      }),
    ).listen(0, '127.0.0.1');
    await once(server, 'listening');
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });

  it('documents its status, body and headers, and the request header that leads to it', () => {
    const { paths } = openApiDocument([late], { title: 't', version: '1', url: 'http://x' });
    expect(paths).toMatchObject({
      '/api/late': {
        get: {
          parameters: expect.arrayContaining([
            {
              name: 'Prefer',
              in: 'header',
              required: false,
              description: 'respond-async',
              schema: { type: 'string' },
            },
          ]),
          responses: {
            200: { content: { 'application/json': { schema: { required: ['n'] } } } },
            202: {
              description: 'It takes longer',
              headers: {
                Location: { description: 'Where to ask', schema: { type: 'string' } },
                'Preference-Applied': { description: 'When it was asked for', schema: { type: 'string' } },
              },
              content: { 'application/json': { schema: { required: ['jobId'] } } },
            },
            304: { description: 'Known already' },
          },
        },
      },
    });
  });

  it('gives it, and is held to what it documents for that status', async () => {
    const soon = await fetch(`${base}/api/late?answer=soon`);
    expect([soon.status, await soon.json()]).toEqual([200, { n: 7 }]);
    const answer = await fetch(`${base}/api/late?answer=late`);
    expect([answer.status, await answer.json()]).toEqual([202, { jobId: 'j' }]);
    expect(answer.headers.get('location')).toBe('/api/jobs/j');
    expect(answer.headers.get('preference-applied')).toBe('respond-async');
    expect((await fetch(`${base}/api/late?answer=wrong`)).status).toBe(500);
  });
});
