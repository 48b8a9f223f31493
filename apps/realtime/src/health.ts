import type { RequestListener } from 'node:http';
import { runChecks, type Check, type Logger } from '@antrean/platform/observability';

const CHECK_TIMEOUT_MS = 2_000;
/** Longer than a connection is waited for. */
const LIVE_TIMEOUT_MS = 10_000;

/**
 * Answers what is not Socket.IO on the realtime port: `GET /health/live` and `GET /health/ready`.
 * Redis is told but not required: without it sockets stay, connect, and hear later what they missed.
 */
export function healthListener(options: {
  /** What only a restart would mend. */
  live: Readonly<Record<string, Check>>;
  required: Readonly<Record<string, Check>>;
  optional: Readonly<Record<string, Check>>;
  isStopping: () => boolean;
  log: Logger;
}): RequestListener {
  const readiness = async (): Promise<{ status: number; body: object }> => {
    const [required, optional] = await Promise.all([
      runChecks(options.required, CHECK_TIMEOUT_MS),
      runChecks(options.optional, CHECK_TIMEOUT_MS),
    ]);
    const ready = required.ok && !options.isStopping();
    // Names and outcomes only: why a check failed is for the operators' port.
    const outcomes: Record<string, string> = {};
    for (const [name, { ok }] of Object.entries({ ...required.checks, ...optional.checks })) {
      outcomes[name] = ok ? 'ok' : 'failed';
    }
    return {
      status: ready ? 200 : 503,
      body: { status: ready ? (optional.ok ? 'ok' : 'degraded') : 'unavailable', checks: outcomes },
    };
  };

  const answer = async (path: string): Promise<{ status: number; body: object }> => {
    if (path === '/health/live') {
      const { ok } = await runChecks(options.live, LIVE_TIMEOUT_MS);
      return { status: ok ? 200 : 503, body: { status: ok ? 'ok' : 'stuck' } };
    }
    if (path === '/health/ready') return readiness();
    return { status: 404, body: { error: 'Here are /socket.io, /health/live and /health/ready.' } };
  };

  return (request, response) => {
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
    answer(path)
      .then(({ status, body }) => {
        response.writeHead(status, {
          'content-type': 'application/json; charset=utf-8',
          'cache-control': 'no-store',
        });
        response.end(JSON.stringify(body));
      })
      .catch((error: unknown) => {
        options.log.error({ err: error, path }, 'the realtime port could not answer');
        response.destroy();
      });
  };
}
