import { may } from '@antrean/platform/auth';
import type { BreakerOptions } from '@antrean/platform/breaker';
import type { KnownService } from '@antrean/platform/discovery';
import type { RouteDependencies } from '@antrean/platform/domain';
import {
  parseCookie,
  Problem,
  problem,
  readerLanguage,
  refuseCrossSite,
  toDocument,
} from '@antrean/platform/http';
import { CONSOLE_HEADER, CONSOLE_PATH, signConsoleRequest } from '@antrean/platform/queue-console';
import { Router, type ErrorRequestHandler, type Request, type RequestHandler, type Response } from 'express';
import { prepareAction, type BoardCall } from './queue-console/console-action.ts';
import { CONSOLE_COOKIE, consoleCookie, findConsoleUser } from './queue-console/console-session.ts';
import { operationsPermissions } from './operations.policy.ts';
import { operationsProblem } from './operations.problem.ts';

const BREAKER: BreakerOptions = { timeoutMs: 5_000, judge: () => 'away' };
/** The page that gets its reader the cookie and comes back. */
const ENTRANCE = '/app/queue-console';
/** The one inline style of the page, by which its controls hide a scrollbar. */
const OWN_STYLE = "'sha256-r2N1TB/gHbBtBZFKg7ejmq1acVSREzucTAEw6ga4hoU='";
/** All that the page needs is here: nothing runs inline, nothing comes from elsewhere. */
const POLICY =
  `default-src 'none'; script-src 'self'; style-src 'self' ${OWN_STYLE}; ` +
  "img-src 'self' data:; font-src 'self'; " +
  "connect-src 'self'; worker-src 'self'; base-uri 'self'; form-action 'none'; frame-ancestors 'none'";
const FOREVER = 'private, max-age=31536000, immutable';

/**
 * The queue console: bull-board, which a worker serves at its operators' port to the api alone. Here it is looked at who
 * asks, what they may do, and what of that is for PostgreSQL; then the worker is asked (docs/decisions/0050).
 */
export function operationsPages({
  unitOfWork,
  config,
  services,
  breakers,
}: Pick<RouteDependencies, 'unitOfWork' | 'config' | 'services' | 'breakers'>): RequestHandler[] {
  const { database } = unitOfWork;

  /** Asks the workers, the fittest first. @throws problem `queues_unavailable` */
  const ask = async (call: BoardCall): Promise<Answer> => {
    let reason: unknown = new Error('no worker is known');
    for (const { ops } of workersOf(services.read().services)) {
      const url = new URL(CONSOLE_PATH + call.path, ops);
      const target = { method: call.method, url: url.pathname + url.search };
      try {
        return await breakers.of('ops', `${url.host} (queues)`, BREAKER).run(async (signal) => {
          const headers = { [CONSOLE_HEADER]: signConsoleRequest(target, config.jwt.accessSecret) };
          const response = await fetch(url, { method: call.method, headers, signal, redirect: 'error' });
          return {
            status: response.status,
            type: response.headers.get('content-type'),
            body: Buffer.from(await response.arrayBuffer()),
          };
        });
      } catch (error) {
        reason = error;
        // The next one may do it as well, unless this one may have begun.
        if (call.method !== 'GET') break;
      }
    }
    throw unavailable('worker', reason);
  };

  const pass: RequestHandler = async (request, response) => {
    const found = await findConsoleUser(
      database,
      parseCookie(request.headers.cookie ?? '')[CONSOLE_COOKIE],
      config,
    );
    if (!found) {
      if (!isPage(request)) throw problem('unauthenticated');
      response.redirect(303, `${ENTRANCE}#${encodeURIComponent(request.originalUrl)}`);
      return;
    }
    const { user, isAging } = found;
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    if (!may(user, operationsPermissions[isRead ? 'observe' : 'manage-queues'])) throw problem('forbidden');
    // The path as the worker will see it: without steps upwards.
    const { pathname, search } = new URL(request.originalUrl, config.publicUrl);
    if (pathname !== CONSOLE_PATH && !pathname.startsWith(`${CONSOLE_PATH}/`)) throw problem('not_found');
    const path = pathname.slice(CONSOLE_PATH.length) + search;
    const call = isRead
      ? { method: 'GET', path }
      : await prepareAction(
          unitOfWork,
          {
            actorId: user.userId,
            correlationId: response.locals.correlationId ?? '',
            log: request.log,
          },
          { method: request.method, path },
        );
    const answer = await ask(call);
    if (answer.status === 503) throw unavailable('redis');
    if (isAging) response.set('Set-Cookie', consoleCookie(user, config));
    response
      .status(answer.status)
      .set('Content-Type', answer.type ?? 'application/octet-stream')
      .set('Cache-Control', pathname.startsWith(`${CONSOLE_PATH}/static/`) ? FOREVER : 'no-store')
      .send(answer.body);
  };

  const router = Router();
  router.use(CONSOLE_PATH, (_request, response, next) => {
    response.set({ 'Content-Security-Policy': POLICY, 'Cache-Control': 'no-store' });
    next();
  });
  router.use(CONSOLE_PATH, refuseCrossSite([]), pass);
  router.use(CONSOLE_PATH, tellPage);
  return [router];
}

interface Answer {
  readonly status: number;
  readonly type: string | null;
  readonly body: Buffer;
}

const STATES: readonly KnownService['state'][] = ['up', 'not_ready', 'unreachable', 'draining'];
const workersOf = (known: readonly KnownService[]): KnownService[] =>
  known
    .filter(({ name }) => name === 'worker')
    .toSorted((a, b) => STATES.indexOf(a.state) - STATES.indexOf(b.state));

const unavailable = (lacks: 'worker' | 'redis', cause?: unknown): Problem => {
  const told = operationsProblem('queues_unavailable', {
    parameters: { lacks },
    headers: { 'Retry-After': '5' },
  });
  return Object.assign(told, { cause });
};

/** Somebody opens it, rather than its scripts. */
const isPage = (request: Request): boolean =>
  request.method === 'GET' && request.accepts(['json', 'html']) === 'html';

/** Says on a page what is wrong, or in the words that bull-board shows to its user. */
const tellPage: ErrorRequestHandler = (error: unknown, request, response: Response, next) => {
  if (!(error instanceof Problem) || response.headersSent) {
    next(error);
    return;
  }
  const told = toDocument(error, {
    language: readerLanguage(request),
    instance: request.originalUrl,
    correlationId: response.locals.correlationId ?? '',
  });
  const { status, title, detail = '' } = told;
  if (status === 503) request.log.warn({ err: error.cause }, 'the queue console could not be shown');
  response.locals.refusal = error.code;
  response.status(status).set({ ...error.details.headers });
  if (!isPage(request)) {
    response.type('application/problem+json').json({ ...told, error: title, message: detail });
    return;
  }
  response.type('html').send(`<!doctype html><title>Antrean</title><h1>${title}</h1><p>${detail}</p>\n`);
};
