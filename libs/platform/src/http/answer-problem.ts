import './locals.ts';
import type { ErrorRequestHandler } from 'express';
import { CommitOutcomeUnknown, databaseTrouble } from '../database/index.ts';
import type { Logger } from '../observability/index.ts';
import { isDiskFull, Problem, problem, toDocument } from '../problem/index.ts';
import { readerLanguage } from './reader-language.ts';

/** Body-parser and router errors carry a type or a status; these are the client's mistakes. */
function fromExpress(error: object): Problem | undefined {
  const type = 'type' in error ? error.type : undefined;
  const status = 'status' in error ? error.status : undefined;
  if (type === 'entity.too.large') {
    const limit = 'limit' in error && typeof error.limit === 'number' ? error.limit : null;
    return problem('payload_too_large', { parameters: { limit } });
  }
  if (type === 'entity.parse.failed' || type === 'request.size.invalid' || type === 'request.aborted') {
    return problem('malformed_json');
  }
  if (status === 415 || type === 'charset.unsupported' || type === 'encoding.unsupported') {
    return problem('unsupported_media_type');
  }
  // A path such as /api/orders/%zz cannot be decoded.
  if (error instanceof URIError || status === 400) return problem('invalid_request');
  return undefined;
}

/** Seconds after which a client may try again; PostgreSQL is back within a few after a restart. */
const RETRY_AFTER = { headers: { 'Retry-After': '2' } };

function fromDatabase(error: unknown, idempotencyKey: string | undefined): Problem | undefined {
  if (error instanceof CommitOutcomeUnknown) {
    return problem('outcome_unknown', {
      ...RETRY_AFTER,
      ...(idempotencyKey === undefined ? {} : { parameters: { idempotencyKey } }),
    });
  }
  const trouble = databaseTrouble(error);
  if (!trouble) return undefined;
  return problem(trouble === 'away' ? 'database_unavailable' : 'overloaded', RETRY_AFTER);
}

/** Turns whatever was thrown into a problem; what is not the client's fault becomes a 500 that tells nothing. */
export function toProblem(error: unknown, idempotencyKey?: string): Problem {
  if (error instanceof Problem) return error;
  if (isDiskFull(error)) return problem('disk_full');
  return (
    fromDatabase(error, idempotencyKey) ??
    (typeof error === 'object' && error !== null ? fromExpress(error) : undefined) ??
    problem('internal_error')
  );
}

/** That the database is away is told once, by who notices it first: here it would be a line for each request. */
function logRefusal({ code, kind }: Problem, error: unknown, request: string, log: Logger): void {
  if (code === 'database_unavailable') log.debug({ reason: String(error) }, `${request} was turned away`);
  else if (kind.status === 503) log.warn({ code, reason: String(error) }, `${request} was turned away`);
  else if (kind.status >= 500) log.error({ err: error }, `${request} failed`);
}

const isAbort = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'name' in error && error.name === 'AbortError';

/** The last handler: logs what is our fault and answers an RFC 9457 document. */
export function answerProblem(log: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    // Work that was given up because the client is gone: nobody is left to be told.
    if (response.closed && isAbort(error)) return;
    const refusal = toProblem(error, response.get('Idempotency-Key'));
    const correlationId = response.locals.correlationId ?? '';
    response.locals.refusal = refusal.code;
    logRefusal(refusal, error, `${request.method} ${request.path}`, log.child({ correlationId }));
    if (response.headersSent) {
      next(error);
      return;
    }
    const language = readerLanguage(request);
    response.status(refusal.kind.status);
    for (const [name, value] of Object.entries(refusal.details.headers ?? {})) response.set(name, value);
    response.set('Content-Language', language).vary('Accept-Language');
    response.set('Cache-Control', 'no-store');
    const text = JSON.stringify(
      toDocument(refusal, { language, instance: request.originalUrl.split('?')[0] ?? '', correlationId }),
    );
    // Not by `send`, which would give a refusal an ETag.
    response
      .type('application/problem+json')
      .set('Content-Length', String(Buffer.byteLength(text)))
      .end(text);
  };
}
