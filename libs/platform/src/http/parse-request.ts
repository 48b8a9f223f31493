import type { Request } from 'express';
import { z } from 'zod';
import { problem, type FieldError } from '../problem/index.ts';
import type { Route } from './route.ts';
import { readVersions, type VersionCondition } from './version.ts';

const english = z.locales.en().localeError;
const indonesian = z.locales.id().localeError;

/** `['items', 0, 'qty']` → `items[0].qty` */
const pathText = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (text, step) =>
      typeof step === 'number' ? `${text}[${step}]` : text === '' ? String(step) : `${text}.${String(step)}`,
    '',
  );

/** Zod's own messages in both languages; a message of ours is told as it is. */
function fieldErrors(part: string, schema: z.ZodType, value: unknown): FieldError[] {
  const issuesIn = (error: z.core.$ZodErrorMap) => schema.safeParse(value, { error }).error?.issues ?? [];
  const translations = issuesIn(indonesian);
  return issuesIn(english).flatMap((issue, i): FieldError[] => {
    const at = (path: readonly PropertyKey[]): string =>
      [part, pathText(path)].filter((text) => text !== '').join('.');
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({
        field: at([...issue.path, key]),
        message: { en: 'This field is not known here', id: 'Isian ini tidak dikenal' },
      }));
    }
    return [
      {
        field: at(issue.path),
        message: { en: issue.message, id: translations[i]?.message ?? issue.message },
      },
    ];
  });
}

/** Text that PostgreSQL cannot store: NUL characters and halves of surrogate pairs. Refused here, for everybody. */
function unstorable(place: string, value: unknown): FieldError[] {
  if (typeof value === 'string') {
    if (value.isWellFormed() && !value.includes('\0')) return [];
    return [
      {
        field: place,
        message: {
          en: 'Has characters that cannot be stored',
          id: 'Berisi karakter yang tidak dapat disimpan',
        },
      },
    ];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    unstorable(Array.isArray(value) ? `${place}[${key}]` : `${place}.${key}`, inner),
  );
}

/** Unknown fields are refused everywhere: a misspelt filter must not look like an empty one. */
function strict(schema: z.ZodType | undefined): z.ZodType {
  if (!schema) return z.strictObject({});
  return schema instanceof z.ZodObject ? schema.strict() : schema;
}

const prepared = new WeakMap<Route, { params: z.ZodType; query: z.ZodType; body: z.ZodType | undefined }>();

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
    };
    prepared.set(route, schemas);
  }
  const errors: FieldError[] = [];
  const check = (part: string, schema: z.ZodType, value: unknown): never => {
    errors.push(...unstorable(part, value));
    const result = schema.safeParse(value);
    if (!result.success) errors.push(...fieldErrors(part, schema, value));
    return result.data as never;
  };
  const params = check('path', schemas.params, request.params);
  const query = check('query', schemas.query, request.query);
  const body = parseBody(schemas.body, request, check);
  const ifMatch = route.versioned ? parseCondition(request, errors) : undefined;
  if (errors.length > 0) throw problem('invalid_request', { errors });
  if (!route.versioned && isConditionalWrite(request)) throw problem('precondition_failed');
  return { params, query, body, ifMatch };
}

function parseBody(
  schema: z.ZodType | undefined,
  request: Request,
  check: (part: string, schema: z.ZodType, value: unknown) => never,
): never {
  const sent: unknown = request.body;
  const hasBody =
    request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0;
  if (!schema) {
    // A JSON object where none is expected is a mistake unless it is empty.
    return check('body', z.strictObject({}).optional(), sent);
  }
  if (hasBody && sent === undefined) throw problem('unsupported_media_type');
  return check('body', schema, sent ?? {});
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
