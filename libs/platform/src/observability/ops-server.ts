import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Logger } from './logger.ts';
import type { Metrics } from './metrics.ts';
import { type Check, runChecks } from './run-checks.ts';

const CHECK_TIMEOUT_MS = 3_000;
/** Longer than a database connection is waited for. */
const LIVE_TIMEOUT_MS = 10_000;

export interface OpsServer {
  /** The port that it listens on; useful when 0 was asked for. */
  port: number;
  close(): Promise<void>;
}

/**
 * The operators' port of a process, apart from its public one:
 * `GET /metrics` (Prometheus text), `GET /health/live` (200 while no check says that only a restart would help) and `GET /health/ready`
 * (200 when every check passes, else 503; the body names each check).
 *
 * @throws when the port cannot be listened on
 */
export async function startOpsServer({
  port,
  host,
  metrics,
  live = {},
  checks,
  log,
}: {
  port: number;
  host: string;
  metrics: Metrics;
  live?: Readonly<Record<string, Check>>;
  checks: Readonly<Record<string, Check>>;
  log: Logger;
}): Promise<OpsServer> {
  let wasReady = true;
  const answer = async (path: string, response: ServerResponse): Promise<void> => {
    if (path === '/metrics') {
      send(response, 200, metrics.registry.contentType, await metrics.registry.metrics());
    } else if (path === '/health/live') {
      const report = await runChecks(live, LIVE_TIMEOUT_MS);
      sendJson(response, report.ok ? 200 : 503, {
        status: report.ok ? 'ok' : 'stuck',
        checks: report.checks,
      });
    } else if (path === '/health/ready') {
      const report = await runChecks(checks, CHECK_TIMEOUT_MS);
      if (report.ok !== wasReady) {
        if (report.ok) log.info('Ready again');
        else log.warn({ checks: report.checks }, 'Not ready');
      }
      wasReady = report.ok;
      sendJson(response, report.ok ? 200 : 503, {
        status: report.ok ? 'ok' : 'unavailable',
        checks: report.checks,
      });
    } else {
      sendJson(response, 404, { error: 'Here are /metrics, /health/live and /health/ready.' });
    }
  };

  const server = createServer((request: IncomingMessage, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('allow', 'GET, HEAD');
      sendJson(response, 405, { error: 'Only GET and HEAD.' });
      return;
    }
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
    answer(path, response).catch((error: unknown) => {
      log.error({ err: error, path }, 'The operators’ port could not answer');
      if (!response.headersSent) sendJson(response, 500, { error: 'Internal error; see the log.' });
      else response.destroy();
    });
  });
  server.headersTimeout = 5_000;
  server.requestTimeout = 10_000;
  server.listen(port, host);
  await once(server, 'listening');
  const address = server.address();
  const listening = address !== null && typeof address === 'object' ? address.port : port;
  log.info({ host, port: listening }, 'Operators’ port is open');
  return {
    port: listening,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  send(response, status, 'application/json; charset=utf-8', JSON.stringify(body));
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' });
  response.end(body);
}
