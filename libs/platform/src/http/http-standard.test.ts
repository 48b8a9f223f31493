import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startHttpServer, type HttpServer } from './http-test.factory.ts';
import { noContent, ok, route } from './index.ts';
import { docsPages, staticPages } from '../http-server/index.ts';

let server: HttpServer;
let folder: string;
const shared = { access: 'public', tag: 'things', summary: 'A thing' } as const;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'antrean-pages-'));
  await writeFile(join(folder, 'help.html'), '<!doctype html>');
  const routes = [
    route({
      ...shared,
      method: 'post',
      path: '/echo',
      body: z.object({ text: z.string().optional() }),
      response: z.object({ text: z.string().nullable() }),
      handler: async ({ body }) => ok({ text: body.text ?? null }),
    }),
    route({
      ...shared,
      method: 'get',
      path: '/list/:id',
      params: z.object({ id: z.string() }),
      query: z.object({
        status: z.enum(['NEW', 'DONE']).optional(),
        limit: z.coerce.number().min(1).default(20),
      }),
      response: z.object({ status: z.string().nullable(), limit: z.int() }),
      handler: async ({ query: { status, limit } }) => ok({ status: status ?? null, limit }),
    }),
    route({
      ...shared,
      method: 'delete',
      path: '/list/:other',
      params: z.object({ other: z.string() }),
      status: 204,
      handler: async () => noContent(),
    }),
    route({
      ...shared,
      method: 'post',
      path: '/cookie',
      response: z.object({ a: z.string().nullable() }),
      handler: async ({ cookies }) => ok({ a: cookies['a'] ?? null }),
    }),
  ];
  const pages = [staticPages(folder), docsPages({ openApi: {}, asyncApi: {} })];
  server = await startHttpServer(routes, { pages });
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

const JSON_TYPE = 'application/json';

describe('RFC 8259: the text', () => {
  it.each<[string, string | Buffer, number, unknown]>([
    ['2 an object', '{"text":"a"}', 200, 'a'],
    ['2 white space around it', ' \t\r\n{"text":"a"} \n', 200, 'a'],
    ['4 the last of two members of one name', '{"text":"a","text":"b"}', 200, 'b'],
    ['7 escapes', '{"text":"\\u00e9\\ud83d\\ude00"}', 200, 'é😀'],
    ['8.1 a byte order mark may be passed over', '\ufeff{"text":"a"}', 200, 'a'],
    ['8.1 UTF-8', Buffer.from('{"text":"é😀"}'), 200, 'é😀'],
    ['8.1 bytes that are not UTF-8', Buffer.from('{"text":"é"}', 'latin1'), 400, 'malformed_json'],
    ['8.1 half a character', Buffer.from([0x22, 0xc3, 0x22]), 400, 'malformed_json'],
    ['8.1 UTF-16', Buffer.from('{"text":"a"}', 'utf16le'), 400, 'malformed_json'],
    ['2 a number is JSON, and no object', '12', 400, 'invalid_request'],
    ['2 so is a string', '"text"', 400, 'invalid_request'],
    ['3 so is null', 'null', 400, 'invalid_request'],
    ['5 so is an array', '[]', 400, 'invalid_request'],
    ['4 a comma too many', '{"text":"a",}', 400, 'malformed_json'],
    ['6 no number', '{"text":NaN}', 400, 'malformed_json'],
    ['7 quotes of another kind', "{'text':'a'}", 400, 'malformed_json'],
    ['2 two values', '{} {}', 400, 'malformed_json'],
    ['2 a comment', '{/* a */}', 400, 'malformed_json'],
  ])('%s', async (_, body, status, told) => {
    const answer = await server.send('POST', '/echo', { 'Content-Type': JSON_TYPE }, body);
    const { text, code } = JSON.parse(String(answer.body));
    expect([answer.status, answer.status === 200 ? text : code]).toEqual([status, told]);
  });
});

describe('WHATWG MIME types: the Content-Type', () => {
  it.each([
    ['application/json', 200],
    ['Application/JSON', 200],
    ['application/json;charset=utf-8', 200],
    ['application/json ; charset="UTF-8"', 200],
    ['application/json; charset=utf-8; odd=1', 200],
    ['application/merge-patch+json', 200],
    ['application/json; charset=utf-16le', 415],
    ['application/json; charset=iso-8859-1', 415],
    ['application/jsonp', 415],
    ['text/json', 415],
    ['text/plain', 415],
    ['application/x-www-form-urlencoded', 415],
    ['json', 415],
    ['', 415],
  ])('%s → %i', async (type, status) => {
    const answer = await server.send('POST', '/echo', type ? { 'Content-Type': type } : {}, '{"text":"a"}');
    expect(answer.status).toBe(status);
  });
});

describe('RFC 9110 9.3.7 and 15.5.6: methods', () => {
  it.each([
    ['OPTIONS', '/list/1', 204, 'GET, HEAD, DELETE, OPTIONS'],
    ['PUT', '/list/1', 405, 'GET, HEAD, DELETE, OPTIONS'],
    ['TRACE', '/list/1', 405, 'GET, HEAD, DELETE, OPTIONS'],
    ['OPTIONS', '/echo', 204, 'POST, OPTIONS'],
    ['HEAD', '/echo', 405, 'POST, OPTIONS'],
    ['OPTIONS', '/nowhere', 404, undefined],
    ['DELETE', '/nowhere', 404, undefined],
    ['GET', '/list/%zz', 400, undefined],
  ])('%s %s → %i', async (method, path, status, allow) => {
    const answer = await server.send(method, path);
    expect([answer.status, answer.headers.allow]).toEqual([status, allow]);
  });

  it.each(['/help.html', '/help', '/api/openapi.json', '/api/asyncapi.json', '/api/docs/'])(
    'a page is read and nothing else: %s',
    async (path) => {
      const answers = await Promise.all(
        ['GET', 'HEAD', 'OPTIONS', 'POST', 'DELETE'].map((method) => server.send(method, path)),
      );
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 204, 405, 405]);
      const [read, head, ...others] = answers;
      for (const name of ['content-type', 'content-length', 'etag', 'cache-control'])
        expect([name, head!.headers[name]]).toEqual([name, read!.headers[name]]);
      expect([read!.body.length > 0, head!.body.length]).toEqual([true, 0]);
      for (const { headers } of others) expect(headers.allow).toBe('GET, HEAD, OPTIONS');
    },
  );

  it('a preflight is answered for every path, without Allow', async () => {
    for (const path of ['/list/1', '/nowhere']) {
      const { status, headers } = await server.send('OPTIONS', path, {
        Origin: 'https://app.example.org',
        'Access-Control-Request-Method': 'DELETE',
      });
      expect([status, headers.allow, headers['access-control-allow-origin']]).toEqual([
        204,
        undefined,
        'https://app.example.org',
      ]);
      expect(headers['access-control-allow-methods']).toContain('DELETE');
    }
  });
});

describe('RFC 9110 12.5.1: Accept', () => {
  it.each([
    ['*/*', 200],
    ['application/json', 200],
    ['Application/*', 200],
    ['text/html, application/xhtml+xml, */*;q=0.8', 200],
    ['application/json;q=0.1, text/html', 200],
    ['', 200],
    ['text/html', 406],
    ['application/json;q=0', 406],
    ['*/*, application/json;q=0', 406],
  ])('%j → %i', async (accept, status) => {
    const answer = await server.send('GET', '/list/1', { Accept: accept });
    expect(answer.status).toBe(status);
    if (status === 406) expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
  });
});

describe('12.5.4: Accept-Language of a refusal', () => {
  it.each([
    [undefined, 'en'],
    ['id', 'id'],
    ['ID-id, en;q=0.9', 'id'],
    ['en, id', 'en'],
    ['en;q=0.2, id;q=0.3', 'id'],
    ['id;q=0, en', 'en'],
    ['fr', 'en'],
    ['*', 'en'],
  ])('%s → %s', async (accept, language) => {
    const { headers } = await server.send(
      'GET',
      '/nowhere',
      accept === undefined ? {} : { 'Accept-Language': accept },
    );
    expect([headers['content-language'], headers.vary]).toEqual([
      language,
      expect.stringContaining('Accept-Language'),
    ]);
  });
});

describe('query values', () => {
  it.each([
    ['?status=', 200, { status: null, limit: 20 }],
    ['?status', 200, { status: null, limit: 20 }],
    ['?limit=&status=NEW', 200, { status: 'NEW', limit: 20 }],
    ['?other=', 200, { status: null, limit: 20 }],
    ['?status=NOPE', 400, 'query.status'],
    ['?status=new', 400, 'query.status'],
    ['?status=NEW&status=DONE', 400, 'query.status'],
    ['?limit=0', 400, 'query.limit'],
    ['?limit=a', 400, 'query.limit'],
    ['?other=1', 400, 'query.other'],
  ])('%s: empty is absent, unknown is refused', async (query, status, told) => {
    const answer = await server.send('GET', `/list/1${query}`);
    const body = JSON.parse(String(answer.body));
    expect([answer.status, status === 200 ? body : body.errors[0].field]).toEqual([status, told]);
  });
});

describe('RFC 6265: cookies', () => {
  it.each<[string, string | string[], string | null]>([
    ['5.4 of two of one name the first, which has the longer path', 'a=1; a=2', '1'],
    ['5.4 in two headers too', ['a=1', 'a=2'], '1'],
    ['5.4 an empty first one', 'a=; a=2', ''],
    ['4.1.1 names differ in case', 'A=1; a=2', '2'],
    ['4.1.1 the name is the whole name', 'aa=1; ba=2', null],
    ['5.2 an equals sign in the value', 'a=b=c', 'b=c'],
    ['5.2 blanks around', '  a = 1 ; b=2', '1'],
    ['an escape that is none', 'a=%zz', '%zz'],
    ['no pair', 'a; b', null],
    ['names of the prototype', '__proto__=1; toString=2', null],
  ])('%s', async (_, cookie, value) => {
    const answer = await server.send('POST', '/cookie', { Cookie: cookie });
    expect(JSON.parse(String(answer.body))).toEqual({ a: value });
  });
});
