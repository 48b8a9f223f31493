import { holds, may, passOf, type TokenHolder } from '../auth/index.ts';
import { randomUUID } from 'node:crypto';
import { parseCookie } from 'cookie';
import cors from 'cors';
import express, { type Express, type Request, type RequestHandler, type Response } from 'express';
import { pinoHttp } from 'pino-http';
import { redactUrl, type Logger, type Metrics } from '../observability/index.ts';
import type { Context } from '../transaction/index.ts';
import { problem } from '../problem/index.ts';
import './locals.ts';
import { answerProblem } from './answer-problem.ts';
import { followRfc9110 } from './conditional-request.ts';
import { refuseCrossSite } from './cross-site.ts';
import { readBody } from './body-bounds.ts';
import { idempotencyOf } from './idempotency-key.ts';
import { parseRequest } from './parse-request.ts';
import { refuseBlocked, type Gatekeeping } from './refuse-blocked.ts';
import { readerLanguage } from './reader-language.ts';
import { answerOtherMethods } from './other-methods.ts';
import type { RateLimits } from './rate-limit.ts';
import type { Reply } from './reply.ts';
import { securityHeaders } from './security-headers.ts';
import { sendReply } from './send-reply.ts';
import { actorFits, type Route } from './route.ts';

export interface HttpAppOptions {
  routes: readonly Route[];
  /** Identifies the caller: sets `response.locals.actor` or leaves it unset. */
  authenticate: RequestHandler;
  corsOrigins: '*' | readonly string[];
  trustedProxies: number;
  production: boolean;
  /** Checks answers against their schemas, so that tests notice documentation that lies. */
  checkResponses: boolean;
  rateLimits: RateLimits;
  /** How long a client may take nothing of its answer, in milliseconds. */
  unreadMs?: number;
  /** Refuses callers who are nobody and cost too much; absent: no limit. */
  anonymousBudget?: RequestHandler;
  /** Refuses whom the process cannot serve in time; absent: it tries. */
  loadShedding?: RequestHandler;
  /** Refuses callers from blocked addresses; absent: nobody is blocked. */
  gatekeeping?: Gatekeeping;
  /** What is done without at the moment; answers say so. */
  degraded?: () => readonly string[];
  metrics: Metrics;
  log: Logger;
  /** Further handlers behind the routes, such as documentation pages and the socket proxy. */
  pages?: readonly RequestHandler[];
}

/** Names of routes that contradict each other or lack an access; the process refuses to start. */
export class RouteError extends Error {
  constructor(problems: readonly string[]) {
    super(`The routes do not fit together:\n  ${problems.join('\n  ')}`);
    this.name = 'RouteError';
  }
}

/** Characters of a path with its query, which is far more than any of our own has. */
const URL_LIMIT = 4_096;
/** What of one is written to the log. */
const LOGGED_URL = 1_024;
const UNREAD_MS = 60_000;
const REQUEST_ID = /^[\w.:-]{1,100}$/;

/** Assembles the Express app from declared routes. @throws {RouteError} */
export function createHttpApp(options: HttpAppOptions): Express {
  assertRoutes(options.routes);
  const { log, metrics, production } = options;
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', options.trustedProxies);
  app.set('etag', 'strong');
  app.use(securityHeaders({ production }));
  app.use(
    cors({
      origin: options.corsOrigins === '*' ? '*' : [...options.corsOrigins],
      // The wildcard and credentials exclude each other (decision 09).
      credentials: options.corsOrigins !== '*',
      preflightContinue: true,
      exposedHeaders: [
        'Accept-Ranges',
        'Content-Disposition',
        'Content-Range',
        'ETag',
        'Idempotency-Key',
        'Location',
        'RateLimit',
        'RateLimit-Policy',
        'Repr-Digest',
        'Retry-After',
        'X-Correlation-Id',
        'X-Degraded',
      ],
    }),
  );
  app.use((request, response, next) => {
    const given = request.get('x-correlation-id') ?? request.get('x-request-id');
    const correlationId = given && REQUEST_ID.test(given) ? given : randomUUID();
    response.locals.correlationId = correlationId;
    response.set('X-Correlation-Id', correlationId);
    const lacking = options.degraded?.() ?? [];
    if (lacking.length > 0) response.set('X-Degraded', lacking.join(', '));
    next();
  });
  if (options.gatekeeping) app.use(refuseBlocked({ ...options, ...options.gatekeeping }));
  app.use(answerPreflight);
  if (options.loadShedding) app.use(options.loadShedding);
  app.use(
    pinoHttp<Request, Response>({
      logger: log,
      genReqId: (_request, response) => String(response.getHeader('X-Correlation-Id')),
      customProps: (request) => ({ correlationId: request.id }),
      // A 503 is told where it is decided, with its reason.
      customLogLevel: (_request, { statusCode }, error) =>
        statusCode === 503
          ? 'debug'
          : error || statusCode >= 500
            ? 'error'
            : statusCode >= 400
              ? 'info'
              : 'debug',
      customSuccessObject: (_request, response, line: object) => ({ ...line, ...refusalOf(response) }),
      serializers: {
        req: (request: { method: string; url: string; remoteAddress: string }) => ({
          method: request.method,
          url: redactUrl(request.url.slice(0, LOGGED_URL)),
          remoteAddress: request.remoteAddress,
        }),
        res: (response: { statusCode: number }) => ({ statusCode: response.statusCode }),
      },
    }),
  );
  app.use(followRfc9110);
  app.use((request, _response, next) => {
    if (request.url.length > URL_LIMIT) throw problem('uri_too_long', { parameters: { limit: URL_LIMIT } });
    next();
  });

  for (const each of options.routes) {
    app[each.method](
      each.path,
      (_request, response, next) => {
        response.locals.route = `${each.method.toUpperCase()} ${each.path}`;
        const stop = metrics.httpRequestDuration.startTimer({ method: each.method, route: each.path });
        response.on('finish', () => stop({ status: String(response.statusCode) }));
        next();
      },
      ...(isIdentified(each) ? [options.authenticate] : []),
      ...(options.anonymousBudget ? [options.anonymousBudget] : []),
      requireAccess(each),
      ...(each.usesCookie ? [refuseCrossSite(options.corsOrigins)] : []),
      options.rateLimits[each.rateLimit ?? 'standard'],
      ...readBody(each),
      ...keyedBudget(each, options.rateLimits),
      handle(each, options),
    );
  }
  // Paths that differ in the names of their parameters only are one.
  const paths = Map.groupBy(options.routes, ({ path }) => path.replaceAll(/:\w+/g, ':name'));
  for (const [path, routes] of paths) app.all(path, answerOtherMethods(routes.flatMap(methodsOf)));
  // Behind the routes: who serves files asks the disk for each path that comes to it.
  for (const page of options.pages ?? []) app.use(page);
  app.use(() => {
    throw problem('not_found');
  });
  app.use(answerProblem(log));
  return app;
}

/** Who was refused what, and why, for the one line that each request gets in the log. */
function refusalOf({ locals }: Response): object {
  const { refusal, route, actor } = locals;
  if (refusal === undefined) return {};
  const userId = actor?.kind === 'user' ? actor.userId : null;
  return { refusal, route: route ?? null, userId, ...(actor ? { pass: passOf(actor).kind } : {}) };
}

function keyedBudget({ rateLimitKey }: Route, { keyed }: RateLimits): RequestHandler[] {
  if (!rateLimitKey) return [];
  return [
    (request, response, next) => {
      response.locals.rateLimitKey = rateLimitKey(request.body);
      next();
    },
    keyed,
  ];
}

function requireAccess(each: Route): RequestHandler {
  return (request, response, next) => {
    const actor = response.locals.actor ?? null;
    if (each.access !== 'public') assertAccess(each, actor);
    // Who sends a token that is over would take what anybody sees for all there is.
    else if (each.identifies && !actor && request.get('authorization') !== undefined) throw unauthenticated();
    next();
  };
}

const isIdentified = ({ access, identifies = false }: Route): boolean => access !== 'public' || identifies;

const isForDisplays = ({ access }: Route): boolean =>
  access === 'display' || (typeof access === 'object' && 'displayed' in access);

const unauthenticated = (): Error =>
  problem('unauthenticated', { headers: { 'WWW-Authenticate': 'Bearer' } });

/** @throws problem `unauthenticated` (401), `password_change_required`, `session_required`, `forbidden` (403) */
function assertAccess(
  { access, scoped = false, allowedWithTemporaryPassword = false }: Route,
  actor: TokenHolder | null,
): void {
  if (!actor) throw unauthenticated();
  if (actor.kind === 'user' && actor.mustChangePassword && !allowedWithTemporaryPassword) {
    throw problem('password_change_required');
  }
  if (access === 'signed-in' && actor.kind === 'user' && !actorFits(access, actor)) {
    throw problem('session_required');
  }
  if (!actorFits(access, actor) || !isAllowed()) throw problem('forbidden');

  function isAllowed(): boolean {
    if (typeof access === 'object' && 'device' in access)
      return actor?.kind === 'device' && actor.abilities.has(access.device);
    const asked = typeof access === 'object' ? access.displayed : access;
    if (isForAll(asked)) return true;
    return actor !== null && (scoped ? holds(actor, asked) : may(actor, asked));
  }
}

const isForAll = (access: string): access is 'public' | 'signed-in' | 'user' | 'display' =>
  ['public', 'signed-in', 'user', 'display'].includes(access);

function handle(
  each: Route,
  { checkResponses, unreadMs = UNREAD_MS }: Pick<HttpAppOptions, 'checkResponses' | 'unreadMs'>,
): RequestHandler {
  return async (request, response) => {
    const actor = response.locals.actor ?? null;
    const user = actor?.kind === 'user' ? actor : null;
    const correlationId = response.locals.correlationId ?? randomUUID();
    const parts = parseRequest(each, request);
    const language = user?.language ?? readerLanguage(request);
    const idempotency = idempotencyOf(each, request, parts, user);
    if (idempotency) response.set('Idempotency-Key', idempotency.key);
    const gone = new AbortController();
    if (response.closed) gone.abort();
    response.on('close', () => {
      if (!response.writableFinished) gone.abort();
    });
    const context: Context = {
      actorId: user?.userId ?? null,
      correlationId,
      log: request.log,
      ...(idempotency ? { idempotency } : {}),
    };
    assertAcceptable(each, request);
    const reply = await each.handler({
      actor,
      // With a temporary password somebody is nobody yet.
      caller: user?.mustChangePassword ? null : user,
      ...parts,
      context,
      language,
      log: request.log,
      cookies: parseCookie(request.headers.cookie ?? ''),
      header: (name) => request.get(name),
      ip: request.ip ?? '',
      signal: gone.signal,
      raw: request,
    });
    const status = reply.status ?? each.status ?? 200;
    const schema = each.alsoAnswers?.[status]?.schema ?? each.response;
    if (checkResponses && schema && reply.body !== undefined) schema.parse(reply.body);
    response.set('Cache-Control', cacheControl(each, reply));
    await sendReply(response, reply, { status, unreadMs });
  };
}

/**
 * Refuses, before anything is done, who wants no form that the answer can have (RFC 9110 12.5.1).
 * @throws problem `not_acceptable`
 */
function assertAcceptable({ response, produces = [] }: Route, request: Request): void {
  const types = [...(response ? ['application/json'] : []), ...produces];
  if (types.length > 0 && request.accepts(types) === false) {
    throw problem('not_acceptable', { parameters: { available: types.join(', ') } });
  }
}

/** A browser's question whether it may send a request (Fetch 3.3); any other OPTIONS is about the address. */
const answerPreflight: RequestHandler = (request, response, next) => {
  if (request.method === 'OPTIONS' && request.get('access-control-request-method') !== undefined) {
    response.status(204).end();
    return;
  }
  next();
};

const methodsOf = ({ method }: Route): string[] =>
  method === 'get' ? ['GET', 'HEAD'] : [method.toUpperCase()];

/** People's data is kept by no cache; other reads by the reader's own, which asks each time whether it still holds. */
const cacheControl = ({ method, personal }: Route, { saveAs }: Reply<unknown>): string =>
  method !== 'get' || personal || saveAs !== undefined ? 'no-store' : 'private, no-cache';

function assertRoutes(routes: readonly Route[]): void {
  const problems: string[] = [];
  const seen = new Set<string>();
  for (const each of routes) {
    const name = `${each.method.toUpperCase()} ${each.path}`;
    if (seen.has(name)) problems.push(`${name} is declared twice`);
    seen.add(name);
    // Types promise this; a route that came here through a cast must still not be open to all.
    const { access } = each;
    if (!access || (typeof access === 'object' && !('device' in access ? access.device : access.displayed))) {
      problems.push(`${name} has no access; name a permission, 'signed-in', 'user' or 'public'`);
    }
    // What screens may is written for reading: nothing that changes something asks whether one of them may.
    if (isForDisplays(each) && each.method !== 'get') problems.push(`${name} lets screens change something`);
  }
  if (problems.length > 0) throw new RouteError(problems);
}
