import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { accessTokenOf, createTestPrincipal } from '@antrean/sessions/testing';
import { z } from 'zod';
import { exampleScene, type Occasion, type Rehearsal } from './example-scene.ts';
import { examplesOfClinics } from './examples-of-clinics.ts';
import { examplesOfPeople } from './examples-of-people.ts';
import { examplesOfWork } from './examples-of-work.ts';
import { startInProcessApi, type InProcessApi } from './in-process-api.ts';

const media = z.object({ schema: z.looseObject({}), example: z.json().optional() });
const content = z.record(z.string(), media);
const documented = z.object({
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.object({
        summary: z.string().min(1),
        'x-problems': z.array(z.string()).optional(),
        parameters: z.array(
          z.object({
            name: z.string(),
            in: z.enum(['path', 'query', 'header']),
            required: z.boolean(),
            example: z.union([z.string(), z.number(), z.boolean()]).optional(),
          }),
        ),
        requestBody: z.object({ content }).optional(),
        responses: z.record(z.string(), z.object({ content: content.optional() })),
      }),
    ),
  ),
});
type Documented = z.output<typeof documented>['paths'][string][string];
interface Operation extends Documented {
  readonly name: string;
  readonly method: string;
  readonly path: string;
}

const JSON_TYPE = 'application/json';
const FORM_TYPE = 'application/x-www-form-urlencoded';

let api: InProcessApi;
let operations: Operation[];
/** Of an operation the first that fits. */
let rehearsals: readonly Rehearsal[];
beforeAll(async () => {
  api = await startInProcessApi();
  const { paths } = documented.parse(await (await fetch(`${api.url}/api/openapi.json`)).json());
  operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, each]) => ({
      ...each,
      path,
      method: method.toUpperCase(),
      name: `${method.toUpperCase()} ${path}`,
    })),
  );
  const scene = exampleScene(api);
  rehearsals = [...examplesOfPeople(scene), ...examplesOfWork(scene), ...examplesOfClinics(scene)];
}, 60_000);
afterAll(() => api.close());

const problemCode = z.object({ code: z.string() });
const fits = (schema: z.core.JSONSchema.BaseSchema, value: unknown): boolean =>
  z.fromJSONSchema(schema).safeParse(value).success;

/** The usual answer: the first that is no refusal. */
const successOf = ({ responses }: Operation) =>
  Object.entries(responses).find(([status]) => /^[23]/.test(status));

it('S1-GW-13 every operation has an example of what is sent and of what is answered, and each fits its schema', () => {
  const wrong: string[] = [];
  for (const operation of operations) {
    const { name, parameters, requestBody } = operation;
    for (const { name: parameter, required, example } of parameters)
      if (required && example === undefined) wrong.push(`${name}: no example of ${parameter}`);
    const [, answer] = successOf(operation) ?? [];
    for (const [type, { schema, example }] of [
      ...Object.entries(requestBody?.content ?? {}),
      ...Object.entries(answer?.content ?? {}),
    ]) {
      // A file is its own example.
      if (![JSON_TYPE, FORM_TYPE].includes(type) || schema['format'] === 'binary') continue;
      if (example === undefined) wrong.push(`${name}: no example of ${type}`);
      else if (!fits(schema, example))
        wrong.push(`${name}: ${JSON.stringify(example)} does not fit its schema`);
    }
  }
  expect(wrong).toEqual([]);
});

/** Sends the example of an operation as the occasion has it. */
async function replay(operation: Operation, occasion: Occasion): Promise<Response> {
  const { method, path, parameters, requestBody } = operation;
  const query = new URLSearchParams();
  const ids = [...(occasion.ids ?? [])];
  let target = path;
  for (const { name, in: place, example } of parameters) {
    if (place === 'path')
      target = target.replace(`{${name}}`, encodeURIComponent(ids.shift() ?? String(example)));
    const value = occasion.query?.[name] ?? example;
    if (place === 'query' && value !== undefined) query.set(name, String(value));
  }
  const token =
    occasion.token ??
    (occasion.actor === null
      ? null
      : accessTokenOf(
          occasion.actor ??
            (await createTestPrincipal(api.db.database, { role: 'super_admin', departmentId: 1 })),
          api.config,
        ));
  const headers = new Headers({
    ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    ...(occasion.cookie === undefined ? {} : { cookie: occasion.cookie }),
  });
  const [type] = Object.keys(requestBody?.content ?? {});
  let body: string | Uint8Array<ArrayBuffer> | undefined;
  if (type === JSON_TYPE || type === FORM_TYPE) {
    const example = { ...Object(requestBody?.content[type]?.example), ...occasion.body };
    headers.set('content-type', type);
    body = type === JSON_TYPE ? JSON.stringify(example) : new URLSearchParams(example).toString();
  } else if (type !== undefined && occasion.file) {
    headers.set('content-type', occasion.file.type);
    body = new Uint8Array(occasion.file.bytes);
  }
  return fetch(`${api.url}${target}?${query.toString()}`, {
    ...{ method, headers, redirect: 'manual' as const },
    ...(body === undefined ? {} : { body }),
  });
}

/**
 * What no scene can give, because only a worker makes it, or somebody's phone, authenticator or provider knows it: how the
 * example is refused. The domains' own tests have the successes.
 */
const REFUSED: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    [
      '/api/profile/avatar',
      '/api/pets/{id}/images/{imageId}',
      '/api/pets/{id}/medical-records/{recordId}/attachments/{attachmentId}',
      '/api/workorders/{id}/attachments/{attachmentId}',
      '/workorders/{id}/attachments/{attachmentId}',
    ].map((path) => [`GET ${path}/thumbnail`, 'not_found']),
  ),
  'GET /api/profile/export': 'no_export',
  'GET /api/report-jobs/{id}/download': 'not_found',
  'GET /api/report-jobs/{id}/verify': 'not_found',
  'GET /api/auth/oauth/{provider}/start': 'not_found',
  'GET /api/auth/oauth/{provider}/callback': 'not_found',
  'POST /api/auth/oauth/{provider}/callback': 'not_found',
  'POST /api/auth/phone/confirm': 'invalid_request',
  'POST /api/auth/mfa/sms/enroll': 'sms_unavailable',
  'POST /api/auth/mfa/sms/confirm': 'invalid_request',
  'POST /api/auth/mfa/sms/send': 'login_expired',
  'POST /api/auth/prove/sms': 'second_factor_missing',
  'POST /api/auth/passkeys/register': 'passkey_refused',
  'POST /api/auth/passkeys/login': 'passkey_unknown',
  // Its token is signed by the system.
  'POST /api/notifications/unsubscribe': 'not_found',
};

it('S1-GW-13 each example is sent to the api, and answered as is documented', async () => {
  const wrong: string[] = [];
  for (const operation of operations) {
    const { name, responses } = operation;
    const prepare = rehearsals.find(([names]) => names.test(name))?.[1];
    const response = await replay(operation, (await prepare?.(name)) ?? {});
    const text = await response.text();
    const isRefusal = response.status >= 400;
    const answer = responses[String(response.status)] ?? (isRefusal ? responses['default'] : undefined);
    const refusal = isRefusal ? problemCode.parse(JSON.parse(text)).code : undefined;
    if (!answer || refusal !== REFUSED[name]) {
      wrong.push(`${name}: ${response.status} ${text.slice(0, 500)}`);
      continue;
    }
    const schema = answer.content?.[JSON_TYPE]?.schema;
    if (schema && !fits(schema, JSON.parse(text)))
      wrong.push(`${name}: ${text.slice(0, 500)} is not as is documented`);
  }
  expect(wrong).toEqual([]);
}, 300_000);
