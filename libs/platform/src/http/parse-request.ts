import type { Request } from 'express';
import { z } from 'zod';
import { invalidField, problem, type FieldError } from '../problem/index.ts';
import { storedForm } from '../text/index.ts';
import { readerLanguage } from './reader-language.ts';
import type { Route } from './route.ts';
import { readVersions, type VersionCondition } from './version.ts';

const LOCALES = { en: z.locales.en().localeError, id: z.locales.id().localeError };
/** Parameters of a query; no route has a third of them. */
const MAX_PARAMETERS = 100;

/** `['items', 0, 'qty']` → `items[0].qty` */
const pathText = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (text, step) =>
      typeof step === 'number' ? `${text}[${step}]` : text === '' ? String(step) : `${text}.${String(step)}`,
    '',
  );

/** Zod's own messages come in the reader's language; a message of ours is told as it is. */
function fieldErrors(part: string, issues: readonly z.core.$ZodIssue[]): FieldError[] {
  const at = (path: readonly PropertyKey[]): string =>
    [part, pathText(path)].filter((text) => text !== '').join('.');
  return issues.flatMap((issue): FieldError[] =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({
          field: at([...issue.path, key]),
          message: { en: 'This field is not known here', id: 'Isian ini tidak dikenal' },
        }))
      : [{ field: at(issue.path), message: issue.message }],
  );
}

const UNSTORABLE = {
  en: 'Has characters that cannot be stored',
  id: 'Berisi karakter yang tidak dapat disimpan',
};

/**
 * A value with all its texts in the form in which they are stored and compared; objects are changed in place. Text
 * that PostgreSQL cannot store, NUL characters and halves of surrogate pairs, is refused here, for everybody. As deep
 * as `assertBounded` lets a body be.
 *
 * @param typed names of members that stay as they were typed: passwords
 */
function compose(place: string, value: unknown, errors: FieldError[], typed?: ReadonlySet<string>): unknown {
  if (typeof value === 'string') {
    if (value.isWellFormed() && !value.includes('\0')) return storedForm(value);
    errors.push({ field: place, message: UNSTORABLE });
    return value;
  }
  if (!isMutable(value)) return value;
  for (const [key, inner] of Object.entries(value)) {
    const composed = compose(Array.isArray(value) ? `${place}[${key}]` : `${place}.${key}`, inner, errors);
    if (composed !== inner && !typed?.has(key)) value[key] = composed;
  }
  return value;
}

const isMutable = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** Unknown fields are refused everywhere: a misspelt filter must not look like an empty one. */
function strict(schema: z.ZodType | undefined): z.ZodType {
  if (!schema) return z.strictObject({});
  return schema instanceof z.ZodObject ? schema.strict() : schema;
}

/** The parameters that have a value: a form sends a field that nobody filled in as an empty text. One rule for all. */
const givenIn = (query: Request['query']): Record<string, unknown> =>
  Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ''));

/** Names of the members that hold passwords. */
const passwordsIn = (schema: z.ZodType | undefined): ReadonlySet<string> =>
  new Set(
    schema instanceof z.ZodObject
      ? Object.entries(schema.shape).flatMap(([name, inner]) =>
          inner instanceof z.ZodType && inner.meta()?.format === 'password' ? [name] : [],
        )
      : [],
  );

interface Prepared {
  params: z.ZodType;
  query: z.ZodType;
  body: z.ZodType | undefined;
  passwords: ReadonlySet<string>;
}

const prepared = new WeakMap<Route, Prepared>();

/**
 * Checks path, query and body against the route's schemas, all at once.
 * @throws problem `invalid_request` that names every wrong field
 */
export function parseRequest(
  route: Route,
  request: Request,
): { params: never; query: never; body: never; ifMatch: VersionCondition | undefined } {
  let schemas = prepared.get(route);
  if (!schemas) {
    schemas = {
      params: strict(route.params),
      query: strict(route.query),
      body: route.body ? strict(route.body) : undefined,
      passwords: passwordsIn(route.body),
    };
    prepared.set(route, schemas);
  }
  const errors: FieldError[] = [];
  const error: z.core.$ZodErrorMap = (issue) => LOCALES[readerLanguage(request)](issue);
  const check = (part: string, schema: z.ZodType, value: unknown, typed?: ReadonlySet<string>): never => {
    const result = schema.safeParse(compose(part, value, errors, typed), { error });
    if (!result.success) {
      const told = new Set(errors.map(({ field }) => field));
      errors.push(...fieldErrors(part, result.error.issues).filter(({ field }) => !told.has(field)));
    }
    return result.data as never;
  };
  const params = check('path', schemas.params, request.params);
  const parameters = request.query;
  if (Object.keys(parameters).length > MAX_PARAMETERS) {
    throw invalidField('query', {
      en: `has more than ${MAX_PARAMETERS} parameters`,
      id: `berisi lebih dari ${MAX_PARAMETERS} parameter`,
    });
  }
  const query = check('query', schemas.query, givenIn(parameters));
  const body = parseBody(schemas, request, check);
  const ifMatch = route.versioned ? parseCondition(request, errors) : undefined;
  if (errors.length > 0) throw problem('invalid_request', { errors });
  if (!route.versioned && isConditionalWrite(request)) throw problem('precondition_failed');
  return { params, query, body, ifMatch };
}

function parseBody(
  { body: schema, passwords }: Prepared,
  request: Request,
  check: (part: string, schema: z.ZodType, value: unknown, typed?: ReadonlySet<string>) => never,
): never {
  const sent: unknown = request.body;
  const hasBody =
    request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0;
  if (!schema) {
    // A JSON object where none is expected is a mistake unless it is empty.
    return check('body', z.strictObject({}).optional(), sent);
  }
  if (hasBody && sent === undefined) throw problem('unsupported_media_type');
  return check('body', schema, sent === undefined ? {} : sent, passwords);
}

/** What has no version meets no condition but that it exists, and a condition must not be passed over. */
const isConditionalWrite = (request: Request): boolean =>
  !isRead(request) && !['*', undefined].includes(request.get('if-match')?.trim());

const isRead = ({ method }: Request): boolean => method === 'GET' || method === 'HEAD';

function parseCondition(request: Request, errors: FieldError[]): VersionCondition | undefined {
  const read = (name: 'if-match' | 'if-none-match') => {
    const header = request.get(name);
    if (header === undefined) return undefined;
    const versions = readVersions(header);
    if (!versions) {
      errors.push({
        field: `header.${name}`,
        message: { en: 'Send the version as "3"', id: 'Kirim versi sebagai "3"' },
      });
    }
    return versions;
  };
  const match = read('if-match');
  // Of a read it is about the answer, and Express sees to it.
  const noneMatch = isRead(request) ? undefined : read('if-none-match');
  return match || noneMatch ? { ...(match && { match }), ...(noneMatch && { noneMatch }) } : undefined;
}
