import { Router } from 'express';
import { ZONE_DATA } from '@antrean/platform/database';
import { readOnly } from '@antrean/platform/http-server';
import { runChecks, type Check } from '@antrean/platform/observability';

const CHECK_TIMEOUT_MS = 2_000;
/** Longer than a connection is waited for. */
const LIVE_TIMEOUT_MS = 10_000;

/**
 * `/api/health` for people (seed 003), `/live` for the process supervisor, `/ready` for the load balancer.
 * Redis is told but not required: orders are accepted without it.
 */
export function healthPages(options: {
  message: string;
  version: string;
  /** What only a restart would mend. */
  live: Readonly<Record<string, Check>>;
  required: Readonly<Record<string, Check>>;
  optional: Readonly<Record<string, Check>>;
  /** Whether the zone data of Node and PostgreSQL tell the same times; null while no worker has said so. */
  zonesAgree: () => boolean | null;
  /** What is done without at the moment. */
  degraded: () => readonly string[];
  stopping: AbortSignal;
}): Router {
  const startedAt = Date.now();
  const router = Router();
  router.all(['/api/health', '/api/health/live', '/api/health/ready'], readOnly);
  router.get('/api/health', (_request, response) => {
    response.set('Cache-Control', 'no-store').json({
      status: 'ok',
      message: options.message,
      version: options.version,
      uptimeSeconds: Math.floor((Date.now() - startedAt) / 1_000),
      timestamp: new Date().toISOString(),
      zoneData: { version: ZONE_DATA, agreesWithDatabase: options.zonesAgree() },
    });
  });
  router.get('/api/health/live', async (_request, response) => {
    const { ok } = await runChecks(options.live, LIVE_TIMEOUT_MS);
    response
      .status(ok ? 200 : 503)
      .set('Cache-Control', 'no-store')
      .json({ status: ok ? 'ok' : 'stuck' });
  });
  router.get('/api/health/ready', async (_request, response) => {
    const [required, optional] = await Promise.all([
      runChecks(options.required, CHECK_TIMEOUT_MS),
      runChecks(options.optional, CHECK_TIMEOUT_MS),
    ]);
    const ready = required.ok && !options.stopping.aborted;
    // Names and outcomes only: why a check failed is for the log and the operators' port.
    const outcomes = Object.fromEntries(
      Object.entries({ ...required.checks, ...optional.checks }).map(([name, { ok }]) => [
        name,
        ok ? 'ok' : 'failed',
      ]),
    );
    const lacking = options.degraded();
    for (const name of lacking) outcomes[name] = 'failed';
    const isWhole = optional.ok && lacking.length === 0;
    response
      .status(ready ? 200 : 503)
      .set('Cache-Control', 'no-store')
      .json({ status: ready ? (isWhole ? 'ok' : 'degraded') : 'unavailable', checks: outcomes });
  });
  return router;
}
