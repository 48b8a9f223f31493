import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createMetrics } from '@antrean/platform/observability';
import { testLog } from '@antrean/testing';
import type { RequestHandler } from 'express';
import { z } from 'zod';
import { line, note, ok, route, typedPassword, type Route } from './index.ts';
import { createHttpApp, unlimited } from '../http-server/index.ts';

const actor = {
  kind: 'user' as const,
  userId: 1,
  nik: null,
  name: 'Ann',
  role: 'r',
  karyawanId: null,
  sessionId: 's',
  tokenId: null,
  roles: ['r'],
  grants: new Map(),
  scopedRoles: [],
  muted: new Set<string>(),
  serves: 'all' as const,
  departmentId: null,
  language: 'en' as const,
  mustChangePassword: false,
};
const logIn: RequestHandler = (_request, response, next) => {
  response.locals['actor'] = actor;
  next();
};

let judged = 0;
const thing = z.object({
  name: line(100).refine((text) => ++judged > 0 && text !== 'bad', 'is bad'),
  password: typedPassword.optional(),
  more: z.unknown().optional(),
});
const echo = (path: string, access: 'public' | 'signed-in', body?: z.ZodType): Route =>
  route({
    method: 'post',
    path,
    access,
    summary: 'Says what it was told',
    tag: 'test',
    ...(body ? { body } : {}),
    params: path.includes(':') ? z.object({ name: z.string() }) : z.object({}),
    query: z.object({ q: z.string().optional() }),
    response: z.unknown(),
    handler: async ({ params, query, body: sent }) => ok({ params, query, body: sent }),
  });

describe('what a request may hold', () => {
  let server: Server;
  let base: string;
  let port: number;
  beforeAll(async () => {
    const secrets = z.object({ password: typedPassword });
    const app = createHttpApp({
      routes: [
        echo('/things', 'signed-in', thing),
        echo('/things/:name', 'signed-in', secrets),
        echo('/notes', 'signed-in', z.object({ note: note(1_000) })),
        echo('/open', 'public', thing),
        echo('/nothing', 'signed-in'),
      ],
      authenticate: logIn,
      corsOrigins: [],
      trustedProxies: 0,
      production: false,
      checkResponses: true,
      rateLimits: unlimited,
      metrics: createMetrics({ service: 'test' }),
      log: testLog,
    });
    server = createServer(app).listen(0, '127.0.0.1');
    await once(server, 'listening');
    port = (server.address() as AddressInfo).port;
    base = `http://127.0.0.1:${port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  async function send(path: string, body: string | Buffer, headers: Record<string, string> = {}) {
    const response = await fetch(base + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    });
    const text = await response.text();
    return { status: response.status, text, body: JSON.parse(text) };
  }

  it.each([
    ['arrays in arrays', '['.repeat(40_000) + ']'.repeat(40_000)],
    ['objects in objects', '{"a":'.repeat(9_000) + '1' + '}'.repeat(9_000)],
    ['arrays that never end', `{"name":"x","more":${'['.repeat(90_000)}`],
    ['one level too many', `{"name":"x","more":${'['.repeat(32)}${']'.repeat(32)}}`],
    ['many members', `{"name":"x","more":[${'1,'.repeat(40_000)}1]}`],
    ['many fields', `{${Array.from({ length: 9_000 }, (_, n) => `"f${n}":1`).join()}}`],
  ])('%s are refused before they are read', async (_, text) => {
    const { status, body, text: answer } = await send('/things', text);
    expect([status, body.code]).toEqual([400, 'body_too_complex']);
    expect(answer.length).toBeLessThan(1_000);
  });

  it('brackets and commas inside texts are no depth and no members', async () => {
    for (const name of ['[{'.repeat(45), ',,,,"[', '\\"[[[[\\\\'])
      expect((await send('/things', JSON.stringify({ name, more: `${'[,'.repeat(5_000)}` }))).status).toBe(
        200,
      );
    const deep = `{"name":"x","more":${'['.repeat(31)}${']'.repeat(31)}}`;
    expect((await send('/things', deep)).status).toBe(200);
  });

  it('an answer lists twenty errors, cut, and how many there are beside', async () => {
    const unknown = Object.fromEntries(Array.from({ length: 1_500 }, (_, n) => [`${'x'.repeat(40)}${n}`, n]));
    const { status, body, text } = await send('/things', JSON.stringify({ name: 'x', ...unknown }));
    expect([status, body.errors.length, body.moreErrors]).toEqual([400, 20, 1_480]);
    expect(text.length).toBeLessThan(10_000);
    const long = await send('/things', JSON.stringify({ name: 'x', ['k'.repeat(90_000)]: 1 }));
    expect([long.status, long.body.moreErrors]).toEqual([400, undefined]);
    expect(long.text.length).toBeLessThan(2_000);
  });

  it('a wrong request is judged once, in the language of who reads it', async () => {
    const before = judged;
    const indonesian = { 'accept-language': 'id' };
    const { body } = await send('/things', JSON.stringify({ name: 'bad', password: 7 }), indonesian);
    expect(judged - before).toBe(1);
    const { body: english } = await send('/things', JSON.stringify({ name: 'bad', password: 7 }));
    const messageOf = ({ errors }: { errors: { field: string; message: string }[] }) =>
      errors.find(({ field }) => field === 'body.password')?.message;
    expect(messageOf(body)).not.toBe(messageOf(english));
    expect(body.errors).toContainEqual({ field: 'body.name', message: 'is bad' });
  });

  it('who is nobody may send little, who is somebody more, and nothing where nothing is taken', async () => {
    const text = (size: number) => JSON.stringify({ name: 'x', more: 'y'.repeat(size) });
    expect((await send('/open', text(7_000))).status).toBe(200);
    expect((await send('/open', text(9_000))).body).toMatchObject({
      code: 'payload_too_large',
      limit: 8_192,
    });
    expect((await send('/things', text(90_000))).status).toBe(200);
    expect((await send('/things', text(100_000))).body).toMatchObject({ code: 'payload_too_large' });
    expect((await send('/nothing', '{}')).status).toBe(200);
    expect((await send('/nothing', text(10))).body).toMatchObject({ status: 413, code: 'no_body_taken' });
  });

  it('a body that announces to be too large is answered before it comes', async () => {
    for (const path of ['/open', '/nothing', '/things']) {
      const socket = connect(port, '127.0.0.1');
      socket.write(
        `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9000000\r\n\r\n`,
      );
      const [answer] = (await once(socket, 'data')) as [Buffer];
      expect(answer.toString()).toMatch(/^HTTP\/1.1 413 /);
      socket.destroy();
    }
  });

  it('JSON comes in UTF-8', async () => {
    const utf16 = Buffer.from(JSON.stringify({ name: 'x' }), 'utf16le');
    const type = { 'content-type': 'application/json; charset=utf-16le' };
    expect((await send('/things', utf16, type)).body).toMatchObject({ code: 'unsupported_media_type' });
  });

  it('addresses have a length, and queries so many parameters', async () => {
    expect((await send(`/things?q=${'a'.repeat(5_000)}`, '{}')).body).toMatchObject({ code: 'uri_too_long' });
    const many = await send(
      `/things?${'q=1&'.repeat(3)}${Array.from({ length: 101 }, (_, n) => `p${n}=`).join('&')}`,
      '{}',
    );
    expect([many.status, many.body.errors]).toEqual([
      400,
      [{ field: 'query', message: 'has more than 100 parameters' }],
    ]);
  });

  it('text has one form wherever it stands, but for passwords', async () => {
    const decomposed = 'Cre\u0300me';
    const composed = 'Cr\u00e8me';
    const { body } = await send(
      `/things/${encodeURIComponent(decomposed)}?q=${encodeURIComponent(decomposed)}`,
      JSON.stringify({ password: decomposed }),
    );
    expect(body).toEqual({
      params: { name: composed },
      query: { q: composed },
      body: { password: decomposed },
    });
    const nested = { name: decomposed, more: { list: [{ password: decomposed }] } };
    expect((await send('/things', JSON.stringify(nested))).body.body).toEqual({
      name: composed,
      more: { list: [{ password: composed }] },
    });
    expect((await send('/notes', JSON.stringify({ note: ` ${decomposed}\r\n2 ` }))).body.body).toEqual({
      note: `${composed}\n2`,
    });
  });

  it('members named like what every object has stay what they are', async () => {
    const text = `{"name":"x","more":{"__proto__":"e\u0301","constructor":"e\u0301"}}`;
    const { text: answer } = await send('/things', text);
    expect(answer).toContain('"more":{"__proto__":"é","constructor":"é"}');
  });
});
