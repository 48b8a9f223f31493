import type { components } from './api.generated.ts';

/** What the api says when it refuses (RFC 9457). */
export type Problem = components['schemas']['Problem'];

/** A refusal of the api: decide by `problem.code`, show `message`. */
export class ApiProblem extends Error {
  readonly problem: Problem;
  /** After how many milliseconds to come again; null when the api does not say. */
  readonly retryAfterMs: number | null;

  constructor(problem: Problem, response: Response) {
    super(problem.detail ?? problem.title);
    this.name = 'ApiProblem';
    this.problem = problem;
    const seconds = Number(response.headers.get('retry-after') ?? NaN);
    this.retryAfterMs = Number.isFinite(seconds) ? seconds * 1_000 : null;
  }
}

/** What every call of the api resolves to. */
export interface Answer<Data> {
  data?: Data;
  error?: unknown;
  response: Response;
}

/**
 * The answer of a call that succeeded: `const { data: orders } = await unwrap(client.api.GET('/api/orders'))`.
 * @throws {ApiProblem} when the api refuses
 * @throws {TypeError} of fetch, when it cannot be reached
 */
export async function unwrap<Data>(call: Promise<Answer<Data>>): Promise<NonNullable<Data>> {
  const { data, error, response } = await call;
  if (data !== undefined && data !== null) return data;
  throw new ApiProblem(problemOf(error, response), response);
}

/** The same for calls that answer nothing (204). @throws {ApiProblem} when the api refuses */
export async function done(call: Promise<Answer<unknown>>): Promise<void> {
  const { error, response } = await call;
  if (!response.ok) throw new ApiProblem(problemOf(error, response), response);
}

/** What comes from a proxy in between is none of our documents. */
function problemOf(error: unknown, { status, statusText }: Response): Problem {
  if (isProblem(error)) return error;
  const title = `HTTP ${status} ${statusText}`.trim();
  return { type: 'about:blank', title, status, code: `http_${status}`, correlationId: '' };
}

export const isProblem = (value: unknown): value is Problem =>
  typeof value === 'object' && value !== null && 'code' in value && 'status' in value && 'title' in value;
