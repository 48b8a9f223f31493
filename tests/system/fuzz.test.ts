import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc, { type Arbitrary } from 'fast-check';
import { createLogger } from '@antrean/platform/observability';
import { accessTokenOf, createTestPrincipal } from '@antrean/sessions/testing';
import { startInProcessApi, type InProcessApi } from './in-process-api.ts';
import { operationsOf, smallestOf, type Operation, type Schema } from './openapi.ts';

const PER_OPERATION = 110;
const MAX_ERROR_BYTES = 100_000;
/** The same requests at every run; another number tries others. A failure prints it, with the smallest bad request. */
const SEED = 20_251_001;
/** Operations that are under attack at a time. */
const LANES = 4;

const NASTY = [
  ...[
    '',
    ' ',
    '\0',
    '\u202e',
    '\u200b',
    'e\u0301'.repeat(50),
    '\ud800',
    '%zz',
    '..%2f..',
    '<svg/onload=x>',
    "' or 1=1 --",
  ],
  ...[
    '__proto__',
    'constructor',
    'NaN',
    'null',
    '-0',
    '1e309',
    '9'.repeat(40),
    '0x10',
    '2025-02-30',
    '9999-12-31',
  ],
  ...[
    '0000-00-00',
    '* * * * *',
    '* * 31 2 *',
    'Asia/Nowhere',
    'x'.repeat(3_000),
    '::1',
    '2025-10-01T25:00:00Z',
  ],
];
const NUMBERS = [0, -1, 1, 0.5, 2 ** 31, 2 ** 53, -(2 ** 63), 1e308, 201];
/** Bodies that no schema knows, as text. */
const RAW_BODIES = [
  '',
  '{',
  '[]',
  'null',
  '"text"',
  '{"__proto__":{"admin":true}}',
  `${'['.repeat(40_000)}${']'.repeat(40_000)}`,
  `{${Array.from({ length: 1_900 }, (_, n) => `"f${n}":1`).join()}}`,
  `{${Array.from({ length: 9_000 }, (_, n) => `"f${n}":1`).join()}}`,
  `{"${'k'.repeat(90_000)}":1}`,
];

const hostile = fc.oneof(
  fc.constantFrom<unknown>(...NASTY, ...NUMBERS, null, true, [], {}),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.jsonValue({ maxDepth: 3 }),
);

/** Mostly what a schema describes, sometimes what it does not. */
function valueOf(schema: Schema): Arbitrary<unknown> {
  return fc.oneof({ weight: 12, arbitrary: fittingOf(schema) }, { weight: 1, arbitrary: hostile });
}

function fittingOf(schema: Schema): Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map(valueOf));
  switch (schema.type) {
    case 'object':
      return fc.record(
        Object.fromEntries(
          Object.entries(schema.properties ?? {}).map(([name, each]) => [name, valueOf(each)]),
        ),
        { requiredKeys: schema.required ?? [] },
      );
    case 'array':
      return fc.array(valueOf(schema.items ?? {}), { maxLength: 5 });
    case 'integer':
    case 'number':
      // Small ones are ids that exist.
      return fc.oneof(
        { weight: 6, arbitrary: fc.integer({ min: schema.minimum ?? 1, max: (schema.minimum ?? 1) + 4 }) },
        { weight: 1, arbitrary: fc.constantFrom(...NUMBERS) },
      );
    case 'boolean':
      return fc.boolean();
    default:
      return fc.oneof(fc.constant(smallestOf(schema)), fc.string({ unit: 'grapheme', maxLength: 30 }));
  }
}

/** What a client sends beside its token. An absent parameter or body is undefined. */
interface Attack {
  parameters: unknown[];
  body: unknown;
  raw: string | null;
  headers: Record<string, string>;
}
const FILES = ['%PDF-1.7', '\x89PNG\r\n\x1a\n', '<svg onload="x">', 'text', '\0'.repeat(2_000)];

/** Three times in four the usual. */
const seldom = <T>(usual: T, unusual: Arbitrary<T>): Arbitrary<T> =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: unusual });

const attackOn = ({ parameters, body, takesFile }: Operation): Arbitrary<Attack> =>
  fc.record({
    parameters: fc.tuple(
      ...parameters.map(({ schema, required }) =>
        required ? valueOf(schema) : seldom<unknown>(undefined, valueOf(schema)),
      ),
    ),
    body: body ? valueOf(body) : fc.constant(undefined),
    raw: fc.oneof(
      { weight: 9, arbitrary: takesFile ? fc.constantFrom(...FILES) : fc.constant(null) },
      { weight: 1, arbitrary: fc.constantFrom(...RAW_BODIES) },
    ),
    headers: seldom<Record<string, string>>(
      {},
      fc.record(
        {
          'accept-language': fc.constantFrom('id', 'en', '*;q=0.1', 'x'.repeat(500)),
          'content-type': fc.constantFrom(
            'application/json; charset=utf-16',
            'text/plain',
            'multipart/form-data',
          ),
          'if-match': fc.constantFrom('"1"', '*', '"x"', '1', 'W/"9999999999999999"', ','),
          'idempotency-key': fc.constantFrom('k', 'é', 'x'.repeat(300)),
          range: fc.constantFrom('bytes=0-', 'bytes=9-1', 'bytes=-', `bytes=${'0-1,'.repeat(200)}`),
          prefer: fc.constantFrom('respond-async', ','.repeat(2_000)),
          cookie: fc.constantFrom('refreshToken=x', 'knownDevice=%zz; refreshToken', ';'.repeat(2_000)),
        },
        { requiredKeys: [] },
      ),
    ),
  });

const wireOf = (value: unknown): string =>
  (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).toWellFormed();

/** What the api wrote of its own failures, so that a 5xx tells why. */
const failures: string[] = [];
const log = createLogger({ service: 'test', level: 'warn' }, { write: (line) => failures.push(line) });

let api: InProcessApi;
let operations: Operation[];
const agent = new Agent({ keepAlive: true });
beforeAll(async () => {
  api = await startInProcessApi(log);
  const documented = await operationsOf(api.url);
  const paths = new Set(documented.map(({ path }) => path));
  // What answers under /api and at the root is attacked once.
  operations = documented.filter(({ path }) => !paths.has(`/api${path}`));
}, 60_000);
afterAll(async () => {
  agent.destroy();
  await api.close();
});

/** A super administrator of their own, for an attack may end sessions and lock users. */
const logIn = async (): Promise<string> => {
  const actor = await createTestPrincipal(api.db.database, { role: 'super_admin', departmentId: 1 });
  return accessTokenOf(actor, api.config);
};

interface Answer {
  status: number;
  type: string;
  body: string;
}
async function send({ method, path, parameters }: Operation, attack: Attack, token: string): Promise<Answer> {
  let target = path;
  const query = new URLSearchParams();
  parameters.forEach(({ name, in: place }, index) => {
    const value = attack.parameters[index];
    if (place === 'path') target = target.replace(`{${name}}`, () => encodeURIComponent(wireOf(value)));
    else if (place === 'query' && value !== undefined) query.set(name, wireOf(value));
  });
  const sent = attack.raw ?? (attack.body === undefined ? '' : JSON.stringify(attack.body));
  const url = `${api.url}${target}${query.size > 0 ? `?${query.toString()}` : ''}`;
  const outgoing = request(url, { method, agent });
  outgoing.setHeader('authorization', `Bearer ${token}`);
  // Node would leave it out for GET and DELETE, and the body would be taken for the next request.
  outgoing.setHeader('content-length', Buffer.byteLength(sent));
  if (sent !== '') outgoing.setHeader('content-type', 'application/json');
  for (const [name, value] of Object.entries(attack.headers)) outgoing.setHeader(name, value);
  const answered = once(outgoing, 'response');
  outgoing.end(sent);
  const [answer] = (await answered) as [IncomingMessage];
  return {
    status: answer.statusCode ?? 0,
    type: answer.headers['content-type'] ?? '',
    body: await text(answer),
  };
}

/** What is wrong with an answer; null when nothing is. */
function fault({ status, type, body }: Answer): string | null {
  if (status < 400) return null;
  if (status >= 500) return `${status} ${body} ${failures.slice(-3).join('')}`;
  if (body.length > MAX_ERROR_BYTES) return `an error of ${body.length} characters`;
  if (!type.startsWith('application/problem+json')) return `${status} is ${type}`;
  const told: Record<string, unknown> = JSON.parse(body);
  const { type: urn, title, code, instance, correlationId, errors = [] } = told;
  const isProblem =
    told['status'] === status &&
    urn === `urn:antrean:problem:${String(code)}` &&
    [title, code, instance, correlationId].every((each) => typeof each === 'string' && each !== '') &&
    Array.isArray(errors) &&
    errors.length <= 20 &&
    errors.every(({ field, message }) => typeof field === 'string' && typeof message === 'string');
  return isProblem ? null : `no problem document: ${body}`;
}

it('S0-TEST-06 no endpoint fails, nor answers a mistake at length or otherwise than by a problem, whatever it is sent', async () => {
  const wrong: string[] = [];
  let sent = 0;
  let accepted = 0;
  const attackAll = async (operation: Operation): Promise<void> => {
    let token = await logIn();
    const property = fc.asyncProperty(attackOn(operation), async (attack) => {
      const answer = await send(operation, attack, token);
      sent += 1;
      if (answer.status < 400) accepted += 1;
      const found = fault(answer);
      if (answer.status === 401 || answer.body.includes('password_change_required')) token = await logIn();
      if (found !== null) throw new Error(found);
    });
    const details = await fc.check(property, { numRuns: PER_OPERATION, seed: SEED });
    if (details.failed) {
      const smallest = JSON.stringify(details.counterexample).slice(0, 500);
      wrong.push(
        `${operation.method} ${operation.path}, seed ${SEED}: ${smallest} ${String(details.errorInstance)}`,
      );
    }
  };
  const left = operations.values();
  await Promise.all(
    Array.from({ length: LANES }, async () => {
      for (const operation of left) await attackAll(operation);
    }),
  );
  expect(wrong).toEqual([]);
  expect(sent).toBe(operations.length * PER_OPERATION);
  // The attack gets past the doors: a good part of it is taken.
  expect(accepted).toBeGreaterThan(sent / 20);
}, 600_000);
