import type { Json } from '../messages/index.ts';
import { platformProblems } from './platform-problem.ts';
import type { Language, Localised, ProblemKind } from './problem-kind.ts';

export { DiskFull, isDiskFull } from './disk-full.ts';
export type { Language, Localised, ProblemKind };

export interface FieldError {
  /** Where: `body.items[0].qty`, `query.page`, `header.if-match`. */
  field: string;
  message: Localised | string;
}

export interface ProblemDetails {
  /** Fills the `{name}` places of the texts and travels as members of the problem document. */
  readonly parameters?: Readonly<Record<string, Json>>;
  readonly errors?: readonly FieldError[];
  readonly headers?: Readonly<Record<string, string>>;
}

/** A refusal that a client should understand: becomes an RFC 9457 problem document. */
export class Problem extends Error {
  readonly code: string;
  readonly kind: ProblemKind;
  readonly details: ProblemDetails;
  constructor(code: string, kind: ProblemKind, details: ProblemDetails) {
    super(`${code}: ${fill(kind.detail?.en ?? kind.title.en, details.parameters)}`);
    this.name = 'Problem';
    this.code = code;
    this.kind = kind;
    this.details = details;
  }
}

/** Makes problems of the codes that were declared together. */
export interface Problems<Code extends string> {
  (code: Code, details?: ProblemDetails): Problem;
  readonly codes: readonly string[];
}

/** Declares a domain's problems; the returned function takes only their codes, so that a typo does not compile. */
export function defineProblems<K extends Record<string, ProblemKind>>(kinds: K): Problems<keyof K & string> {
  const make = (code: keyof K & string, details: ProblemDetails = {}): Problem => {
    const kind = kinds[code];
    if (!kind) throw new Error(`unknown problem ${code}`);
    return new Problem(code, kind, details);
  };
  return Object.assign(make, { codes: Object.keys(kinds) });
}

/** The problems that every domain shares: not found, forbidden, stale version and so on. */
export const problem = defineProblems(platformProblems);

/** A refusal (409) that names where the thing is now. */
export const statusConflict = (currentStatus: string): Problem =>
  problem('order_status_conflict', { parameters: { currentStatus } });

/** One wrong field, as a 400 that names it. */
export function invalidField(field: string, message: Localised): Problem {
  return problem('invalid_request', { errors: [{ field, message }] });
}

function fill(text: string, parameters: Readonly<Record<string, Json>> | undefined): string {
  return text.replaceAll(/\{(\w+)\}/g, (place, name: string) => {
    const value = parameters?.[name];
    return value === undefined || value === null
      ? place
      : typeof value === 'object'
        ? JSON.stringify(value)
        : String(value);
  });
}

/** Most errors that an answer lists, and most characters of each text in them. */
const MAX_ERRORS = 20;
const MAX_TEXT = 300;

const cut = (text: string): string => (text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text);

/** An RFC 9457 document. */
export interface ProblemDocument {
  type: string;
  title: string;
  status: number;
  detail?: string;
  instance: string;
  code: string;
  correlationId: string;
  errors?: { field: string; message: string }[];
  /** How many errors are not listed. */
  moreErrors?: number;
  [parameter: string]: Json | undefined | { field: string; message: string }[];
}

/** Writes a problem in the reader's language. */
export function toDocument(
  problemToTell: Problem,
  context: { language: Language; instance: string; correlationId: string },
): ProblemDocument {
  const { kind, code, details } = problemToTell;
  const text = (localised: Localised): string => fill(localised[context.language], details.parameters);
  return {
    ...details.parameters,
    type: `urn:antrean:problem:${code}`,
    title: text(kind.title),
    status: kind.status,
    ...(kind.detail ? { detail: text(kind.detail) } : {}),
    instance: context.instance,
    code,
    correlationId: context.correlationId,
    ...(details.errors
      ? {
          errors: details.errors.slice(0, MAX_ERRORS).map(({ field, message }) => ({
            field: cut(field),
            message: cut(typeof message === 'string' ? message : message[context.language]),
          })),
        }
      : {}),
    ...(details.errors && details.errors.length > MAX_ERRORS
      ? { moreErrors: details.errors.length - MAX_ERRORS }
      : {}),
  };
}
