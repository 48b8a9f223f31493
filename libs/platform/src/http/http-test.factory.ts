import { once } from 'node:events';
import { createServer, request, type IncomingHttpHeaders } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { createMetrics } from '@antrean/platform/observability';
import { testLog } from '@antrean/testing';
import type { RequestHandler } from 'express';
import type { Route } from './index.ts';
import { createHttpApp, unlimited, type HttpAppOptions } from '../http-server/index.ts';

const pass: RequestHandler = (_request, _response, next) => next();

export interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface HttpServer {
  readonly url: string;
  /** Sends a request as it is: no header is added but `Host` and what frames the body. */
  send(
    method: string,
    path: string,
    headers?: Readonly<Record<string, string | readonly string[]>>,
    body?: string | Buffer,
  ): Promise<RawAnswer>;
  close(): Promise<void>;
}

/** The HTTP application with some routes, on a port of its own, without limits of rates. */
export async function startHttpServer(
  routes: readonly Route[],
  options: Partial<HttpAppOptions> = {},
): Promise<HttpServer> {
  const app = createHttpApp({
    routes,
    authenticate: pass,
    corsOrigins: ['https://app.example.org'],
    trustedProxies: 0,
    production: false,
    checkResponses: true,
    rateLimits: unlimited,
    metrics: createMetrics({ service: 'test' }),
    log: testLog,
    ...options,
  });
  const server = createServer(app).listen(0, '127.0.0.1');
  // A busy process may hear of its own idle connection's end when it has sent a request on it.
  server.keepAliveTimeout = 65_000;
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('the server has no port');
  const { port } = address;
  return {
    url: `http://127.0.0.1:${port}`,
    send: async (method, path, headers = {}, body) => {
      const sent = request({ port, method, path, agent: false });
      for (const [name, value] of Object.entries(headers)) sent.setHeader(name, value);
      const answered = once(sent, 'response');
      sent.end(body);
      const [answer] = await answered;
      return { status: answer.statusCode, headers: answer.headers, body: await buffer(answer) };
    },
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
