import { once } from 'node:events';
import { createServer } from 'node:http';
import { createAuthentication, type TokenVerifier } from '@antrean/platform/auth';
import type { Config } from '@antrean/platform/config';
import type { Database } from '@antrean/platform/database';
import type { TokenDependencies } from '@antrean/platform/domain';
import type { Gatekeeping, Route } from '@antrean/platform/http';
import type { HttpAppOptions } from '@antrean/platform/http-server';
import { createMetrics, type Logger } from '@antrean/platform/observability';
import { testLog } from './test-log.ts';

export interface TestReply {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly headers: Headers;
  /** The value that the answer sets the refresh cookie to; undefined when it sets none. */
  readonly refreshToken: string | undefined;
  /** The same of the cookie that makes the device known. */
  readonly knownDevice: string | undefined;
}

export interface TestRequest {
  readonly token?: string;
  readonly refreshToken?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface TestApi {
  readonly url: string;
  request(method: string, path: string, request?: TestRequest): Promise<TestReply>;
  close(): Promise<void>;
}

type KnowsTokens = (dependencies: TokenDependencies) => TokenVerifier;

/** The real HTTP application with some routes, on a port of its own; answers are checked against their schemas. */
export async function startTestApi(options: {
  routes: readonly Route[];
  /** Whose tokens are taken: `sessionTokens` of @antrean/sessions for users'; several when a list. */
  tokens: KnowsTokens | readonly KnowsTokens[];
  database: Database;
  config: Config;
  rateLimits?: HttpAppOptions['rateLimits'];
  gatekeeping?: Gatekeeping;
  log?: Logger;
}): Promise<TestApi> {
  const { routes, tokens, database, config, gatekeeping, log = testLog } = options;
  const { createHttpApp, unlimited } = await import('@antrean/platform/http-server');
  const app = createHttpApp({
    routes,
    authenticate: createAuthentication([tokens].flat().map((knows) => knows({ database, config, log }))),
    corsOrigins: config.corsOrigins,
    trustedProxies: config.trustedProxies,
    production: config.production,
    checkResponses: true,
    rateLimits: options.rateLimits ?? unlimited,
    ...(gatekeeping ? { gatekeeping } : {}),
    metrics: createMetrics({ service: 'test' }),
    log,
  });
  const server = createServer(app);
  // A busy process may hear of its own idle connection's end when it has sent a request on it.
  server.keepAliveTimeout = 65_000;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('the test server has no port');
  const url = `http://127.0.0.1:${address.port}`;
  return {
    url,
    request: (method, path, request = {}) => send(url, method, path, request),
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function send(url: string, method: string, path: string, request: TestRequest): Promise<TestReply> {
  const response = await fetch(`${url}${path}`, {
    method,
    headers: {
      ...(request.body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...(request.token === undefined ? {} : { Authorization: `Bearer ${request.token}` }),
      ...(request.refreshToken === undefined ? {} : { Cookie: `refreshToken=${request.refreshToken}` }),
      ...request.headers,
    },
    ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
  });
  const text = await response.text();
  const valueOf = (name: string): string | undefined =>
    response.headers
      .getSetCookie()
      .find((each) => each.startsWith(`${name}=`))
      ?.slice(name.length + 1)
      .split(';')[0];
  return {
    status: response.status,
    body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>),
    headers: response.headers,
    refreshToken: valueOf('refreshToken'),
    knownDevice: valueOf('knownDevice'),
  };
}
