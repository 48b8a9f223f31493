import { once } from 'node:events';
import { createServer } from 'node:http';
import type { ErrorRequestHandler, RequestHandler } from 'express';
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
 * (200 when every check passes, else 503; the body names each check), `GET /breakers`.
 *
 * @throws when the port cannot be listened on
 */
export async function startOpsServer({
  port,
  host,
  metrics,
  breakers = () => [],
  pages = [],
  measure = async () => undefined,
  live = {},
  checks,
  log,
}: {
  port: number;
  host: string;
  metrics: Metrics;
  /** What is called through breakers, and how that goes. */
  breakers?: () => readonly object[];
  /** What is served here beside. */
  pages?: readonly RequestHandler[];
  /** Sets the metrics that are only known by asking; asked when somebody reads them. */
  measure?: Check;
  live?: Readonly<Record<string, Check>>;
  checks: Readonly<Record<string, Check>>;
  log: Logger;
}): Promise<OpsServer> {
  const { default: express } = await import('express');
  let wasReady = true;
  const app = express();
  app.disable('x-powered-by').disable('etag');
  app.use((_request, response, next) => {
    response.set('Cache-Control', 'no-store');
    next();
  });
  for (const page of pages) app.use(page);
  app.all('/{*path}', (request, response, next) => {
    if (['GET', 'HEAD'].includes(request.method)) next();
    else response.status(405).set('Allow', 'GET, HEAD').json({ error: 'Only GET and HEAD.' });
  });
  app.get('/metrics', async (_request, response) => {
    const measured = await runChecks({ measure }, CHECK_TIMEOUT_MS);
    if (!measured.ok) log.warn({ checks: measured.checks }, 'Some metrics are older than this answer');
    response.type(metrics.registry.contentType).send(await metrics.registry.metrics());
  });
  app.get('/health/live', async (_request, response) => {
    const { ok, checks: outcomes } = await runChecks(live, LIVE_TIMEOUT_MS);
    response.status(ok ? 200 : 503).json({ status: ok ? 'ok' : 'stuck', checks: outcomes });
  });
  app.get('/health/ready', async (_request, response) => {
    const report = await runChecks(checks, CHECK_TIMEOUT_MS);
    if (report.ok !== wasReady) {
      if (report.ok) log.info('Ready again');
      else log.warn({ checks: report.checks }, 'Not ready');
    }
    wasReady = report.ok;
    response
      .status(report.ok ? 200 : 503)
      .json({ status: report.ok ? 'ok' : 'unavailable', checks: report.checks });
  });
  app.get('/breakers', (_request, response) => {
    response.json({ breakers: breakers() });
  });
  app.use((_request, response) => {
    response.status(404).json({ error: 'Here are /metrics, /health/live, /health/ready and /breakers.' });
  });
  const answerError: ErrorRequestHandler = (error: unknown, { path }, response, next) => {
    log.error({ err: error, path }, 'The operators’ port could not answer');
    if (response.headersSent) next(error);
    else response.status(500).json({ error: 'Internal error; see the log.' });
  };
  app.use(answerError);

  const server = createServer(app);
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
