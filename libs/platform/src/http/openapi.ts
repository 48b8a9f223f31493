import { z } from 'zod';
import { FORM_PART, listTypes, type FileKind } from '../files/file-kind.ts';
import {
  asJson,
  exampleOf,
  hasExample,
  type ExampleSchema,
  type Json,
  type JsonObject,
} from '../messages/index.ts';
import { bodyLimitOf, MAX_DEPTH, MAX_MEMBERS } from './body-bounds.ts';
import type { FurtherAnswer, Access, Route } from './route.ts';

const jsonSchema = (schema: z.ZodType, io: 'input' | 'output'): z.core.JSONSchema.BaseSchema => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    target: 'draft-2020-12',
    io,
    unrepresentable: 'any',
  });
  return rest;
};

/** The refusals that many endpoints have in common, by their status. */
const REFUSALS = {
  '400': 'A field is wrong; nothing was changed',
  '401': 'Not logged in',
  '403': 'Not allowed',
  '404': 'Not found, or not visible to the caller',
  '409': 'In conflict with the current state',
  '412': 'The version in If-Match is stale',
  '413': 'The body is larger than is taken',
  '422': 'The Idempotency-Key was used for another request',
  '429': 'Too many requests; Retry-After says after how many seconds to come again',
  default: 'Any other refusal',
};
const refusal = (status: keyof typeof REFUSALS): JsonObject => ({
  [status]: { $ref: `#/components/responses/${status}` },
});

function parameters(route: Route): Json[] {
  const list = (schema: z.ZodType | undefined, place: 'path' | 'query'): Json[] => {
    if (!schema) return [];
    const { properties = {}, required = [] } = jsonSchema(schema, 'input');
    return Object.entries(properties).map(([name, property]) => {
      const isNeeded = place === 'path' || required.includes(name);
      const described: ExampleSchema = typeof property === 'object' ? property : {};
      return {
        name,
        in: place,
        required: isNeeded,
        schema: asJson(property),
        ...(isNeeded || hasExample(described) ? { example: exampleOf(described, 'needed') } : {}),
      };
    });
  };
  const header = (name: string, description: string): Json => ({
    name,
    in: 'header',
    required: false,
    description,
    schema: { type: 'string' },
  });
  return [
    ...list(route.params, 'path'),
    ...list(route.query, 'query'),
    ...(route.idempotent
      ? [
          header(
            'Idempotency-Key',
            'A repetition with the same key and body gets the first answer. Without one a key is made; the answer names it in the same header.',
          ),
        ]
      : []),
    ...(route.versioned
      ? [
          header(
            'If-Match',
            'The version that the decision was made on, such as `"3"`, or the `ETag` of what was read.',
          ),
        ]
      : []),
    ...Object.entries(route.heeds ?? {}).map(([name, description]) => header(name, description)),
  ];
}

/** A JSON body with an example: of what is sent what it needs, of what is answered all of it. */
function exemplified(schema: z.ZodType, members: 'all' | 'needed'): JsonObject {
  const described = jsonSchema(schema, 'input');
  return { schema: asJson(described), example: exampleOf(described, members) };
}

function furtherAnswer({ summary, schema, headers }: FurtherAnswer<z.ZodType>): JsonObject {
  const content = schema && { 'application/json': exemplified(schema, 'all') };
  return {
    description: summary,
    ...(headers
      ? {
          headers: Object.fromEntries(
            Object.entries(headers).map(([name, description]) => [
              name,
              { description, schema: { type: 'string' } },
            ]),
          ),
        }
      : {}),
    ...(content ? { content } : {}),
  };
}

function responses(route: Route): JsonObject {
  const status = String(route.status ?? 200);
  const json = route.response && { 'application/json': exemplified(route.response, 'all') };
  const files = Object.fromEntries(
    (route.produces ?? []).map((type): [string, Json] => [
      type,
      { schema: { type: 'string', format: 'binary' } },
    ]),
  );
  return {
    [status]: {
      description: 'Success',
      ...(json || route.produces ? { content: { ...json, ...files } } : {}),
    },
    ...Object.fromEntries(
      Object.entries(route.alsoAnswers ?? {}).map(([further, answer]) => [further, furtherAnswer(answer)]),
    ),
    ...refusal('400'),
    ...(route.access === 'public' ? {} : { ...refusal('401'), ...refusal('403') }),
    ...(route.params ? refusal('404') : {}),
    ...(route.idempotent || route.versioned ? refusal('409') : {}),
    ...(route.versioned ? refusal('412') : {}),
    ...(route.idempotent ? refusal('422') : {}),
    ...(route.body || route.takesFile ? refusal('413') : {}),
    ...(route.rateLimit === 'none' ? {} : refusal('429')),
    ...refusal('default'),
  };
}

/** The file as it is, or in a form. */
function fileBody({ maxBytes, types }: FileKind): JsonObject {
  const file = { format: 'binary', type: 'string' };
  const form = {
    type: 'object',
    required: [FORM_PART],
    properties: { [FORM_PART]: file },
    additionalProperties: false,
  };
  return {
    required: true,
    description: `At most ${maxBytes} bytes: ${listTypes(types, 'en')}, by content. The same holds in a form.`,
    content: { '*/*': { schema: file }, 'multipart/form-data': { schema: form } },
  };
}

const PROBLEM_SCHEMA: JsonObject = {
  type: 'object',
  description: 'RFC 9457 problem document',
  required: ['type', 'title', 'status', 'code', 'correlationId'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    instance: { type: 'string' },
    code: { type: 'string', description: 'Stable; decide by this' },
    correlationId: { type: 'string' },
    moreErrors: { type: 'integer', description: 'How many errors are not listed' },
    errors: {
      type: 'array',
      maxItems: 20,
      items: {
        type: 'object',
        required: ['field', 'message'],
        properties: { field: { type: 'string' }, message: { type: 'string' } },
      },
    },
  },
};

const sharedRefusals = (): JsonObject =>
  Object.fromEntries(
    Object.entries(REFUSALS).map(([status, description]) => [
      status,
      {
        description,
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ]),
  );

/** What holds for every address. */
const CONVENTIONS = `
- JSON is UTF-8. Unknown fields and parameters are refused. An empty query value is as if the parameter were absent.
- Every JSON answer has an \`ETag\`, \`"3-…"\` of what is in version 3; \`If-None-Match\` with it gets 304 while nothing in
  the answer has changed. \`If-Match\` of a change goes by the version: \`"3"\`, \`"3-…"\`, several, or \`*\`.
- Lists that grow answer \`next\`; send it as \`after\` with the same filters to go on behind what you have seen.
- Answers with people's data are \`no-store\`; other reads are to be asked for each time (\`private, no-cache\`).
- An address with its query has 4,096 characters at most. An answer lists 20 errors; \`moreErrors\` counts the others.
`.trim();

/** The OpenAPI 3.1 document of the given routes. */
export function openApiDocument(
  routes: readonly Route[],
  info: { title: string; version: string; url: string },
): JsonObject {
  const paths: Record<string, Record<string, Json>> = {};
  for (const each of routes) {
    const path = each.path.replaceAll(/:(\w+)/g, '{$1}');
    const operation: JsonObject = {
      operationId: `${each.method} ${path}`.replaceAll(/[^A-Za-z0-9]+(\w?)/g, (_, letter: string) =>
        letter.toUpperCase(),
      ),
      summary: each.summary,
      ...(each.description ? { description: each.description } : {}),
      tags: [each.tag],
      security: securityOf(each),
      'x-access': nameOf(each.access),
      ...(typeof each.access === 'object' && 'displayed' in each.access ? { 'x-displays': true } : {}),
      ...(each.problems ? { 'x-problems': each.problems } : {}),
      parameters: parameters(each),
      ...(each.takesFile
        ? {
            requestBody: fileBody(each.takesFile),
          }
        : {}),
      ...(each.body
        ? {
            requestBody: {
              required: true,
              description: each.takesForm
                ? `A form of at most ${bodyLimitOf(each)} bytes.`
                : `At most ${bodyLimitOf(each)} bytes, with arrays and objects at most ${MAX_DEPTH} deep and at most ` +
                  `${MAX_MEMBERS} members together.`,
              content: {
                [each.takesForm ? 'application/x-www-form-urlencoded' : 'application/json']: exemplified(
                  each.body,
                  'needed',
                ),
              },
            },
          }
        : {}),
      responses: responses(each),
    };
    (paths[path] ??= {})[each.method] = operation;
  }
  return {
    openapi: '3.1.0',
    info: { title: info.title, version: info.version, description: CONVENTIONS },
    servers: [{ url: info.url }],
    security: [{ accessToken: [] }],
    paths,
    components: {
      securitySchemes: {
        accessToken: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'Of a login' },
        apiToken: {
          type: 'http',
          scheme: 'bearer',
          description: 'Of a user, with some of their permissions',
        },
        deviceToken: { type: 'http', scheme: 'bearer', description: 'Of a machine, with its abilities' },
        displayToken: { type: 'http', scheme: 'bearer', description: 'Of a screen on a wall, to read alone' },
      },
      schemas: { Problem: PROBLEM_SCHEMA },
      responses: sharedRefusals(),
    },
  };
}

function nameOf(access: Access): string {
  if (typeof access === 'string') return access;
  return 'device' in access ? `device:${access.device}` : access.displayed;
}

/** By which tokens a route is reached. */
function securityOf({ access, identifies = false }: Route): JsonObject[] {
  if (access === 'public') return identifies ? [{}, { accessToken: [] }, { apiToken: [] }] : [];
  if (access === 'display') return [{ displayToken: [] }];
  if (typeof access === 'object') {
    if ('device' in access) return [{ deviceToken: [] }];
    return [{ accessToken: [] }, { apiToken: [] }, { displayToken: [] }];
  }
  return access === 'signed-in' ? [{ accessToken: [] }] : [{ accessToken: [] }, { apiToken: [] }];
}
