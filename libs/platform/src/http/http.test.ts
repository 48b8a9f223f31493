import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { definePermissions, EVERYWHERE, type UserPrincipal } from '@antrean/platform/auth';
import { createMetrics } from '@antrean/platform/observability';
import { transaction } from '@antrean/platform/transaction';
import { query } from '@antrean/platform/database';
import { createTestDatabase, testLog, type TestDatabase } from '@antrean/testing';
import { z } from 'zod';
import { assertVersion, created, download, idParameter, ok, pageQuery, route, type Route } from './index.ts';
import { createHttpApp, openApiDocument, RouteError, unlimited } from '../http-server/index.ts';

const permissions = definePermissions('things', ['write']);
const pass = (_request: unknown, _response: unknown, next: () => void): void => next();

const actor = (permitted: boolean, temporary = false): UserPrincipal => ({
  kind: 'user',
  userId: permitted ? 1 : 2,
  nik: null,
  name: 'Somebody',
  role: 'x',
  roles: ['x'],
  grants: new Map(permitted ? [[permissions.write, EVERYWHERE]] : []),
  scopedRoles: [],
  muted: new Set(),
  serves: 'all',
  karyawanId: null,
  departmentId: null,
  sessionId: 's',
  tokenId: null,
  language: 'en',
  mustChangePassword: temporary,
});

describe('http', () => {
  let db: TestDatabase;
  let server: Server;
  let base: string;
  let made = 0;
  let entered = (): void => undefined;
  let hold: Promise<void> | undefined;

  const thing = z.object({
    name: z.string().min(2),
    qty: z.int().min(1),
    tags: z.array(z.object({ n: z.int() })).optional(),
  });
  const makeRoutes = (): Route[] => [
    route({
      method: 'post',
      path: '/api/things',
      access: permissions.write,
      summary: 'Make a thing',
      tag: 'things',
      body: thing,
      response: z.object({ made: z.int() }),
      status: 201,
      idempotent: true,
      handler: async ({ context }) =>
        created(
          await transaction(db.unitOfWork, context, async () => {
            entered();
            await hold;
            made += 1;
            return { made };
          }),
        ),
    }),
    route({
      method: 'get',
      path: '/api/things/:id',
      access: 'signed-in',
      summary: 'A thing',
      tag: 'things',
      params: z.object({ id: idParameter }),
      query: z.object(pageQuery()),
      response: z.object({ id: z.int(), version: z.int() }),
      versioned: true,
      handler: async ({ params, ifMatch }) => {
        assertVersion(7, ifMatch);
        return ok({ id: params.id, version: 7 });
      },
    }),
    route({
      method: 'get',
      path: '/api/shown',
      access: 'public',
      identifies: true,
      summary: 'More for some',
      tag: 'things',
      response: z.object({ to: z.int().nullable() }),
      handler: async ({ caller }) => ok({ to: caller?.userId ?? null }),
    }),
    route({
      method: 'get',
      path: '/api/file',
      access: 'public',
      summary: 'A file',
      tag: 'things',
      produces: ['text/plain'],
      handler: async () =>
        download(
          { stream: Readable.from(['héllo']) },
          { contentType: 'text/plain; charset=utf-8', filename: 'laporan "é".txt' },
        ),
    }),
    route({
      method: 'get',
      path: '/api/broken',
      access: 'public',
      summary: 'Breaks',
      tag: 'things',
      handler: async () => {
        throw new Error('password=hunter2 at db.internal');
      },
    }),
    route({
      method: 'post',
      path: '/api/cookie',
      access: 'public',
      usesCookie: true,
      summary: 'By cookie',
      tag: 'things',
      response: z.object({ seen: z.string().nullable() }),
      handler: async ({ cookies }) => ok({ seen: cookies['refreshToken'] ?? null }),
    }),
  ];

  beforeAll(async () => {
    db = await createTestDatabase();
    const app = createHttpApp({
      routes: makeRoutes(),
      authenticate: (request, response, next) => {
        const who = request.get('authorization');
        if (who && who !== 'over')
          response.locals['actor'] = actor(who.includes('permitted'), who.includes('temporary'));
        next();
      },
      corsOrigins: ['https://app.example.org'],
      trustedProxies: 0,
      production: false,
      checkResponses: true,
      rateLimits: unlimited,
      metrics: createMetrics({ service: 'test' }),
      log: testLog,
    });
    server = createServer(app).listen(0);
    await once(server, 'listening');
    const address = server.address();
    base = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  });
  afterAll(async () => {
    server.close();
    await db.close();
  });

  const permitted = { authorization: 'permitted', 'content-type': 'application/json' };
  const send = (
    method: string,
    path: string,
    init: { headers?: Record<string, string>; body?: string } = {},
  ) => fetch(base + path, { method, ...init });

  it('S0-SEC-01 names every wrong field at once, also nested and unknown ones, and changes nothing', async () => {
    const before = made;
    const response = await send('POST', '/api/things', {
      headers: permitted,
      body: JSON.stringify({ name: 'x', qty: 0.5, tags: [{ n: 1 }, { n: 'two' }], colour: 'red' }),
    });
    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    const body = JSON.parse(await response.text());
    expect(body.code).toBe('invalid_request');
    expect(body.errors.map((e: { field: string }) => e.field).sort()).toEqual(
      ['body.colour', 'body.name', 'body.qty', 'body.tags[1].n'].sort(),
    );
    expect(made).toBe(before);
  });

  it('S0-ERR-05 tells it in Indonesian to whoever prefers that', async () => {
    const response = await send('POST', '/api/things', {
      headers: { ...permitted, 'accept-language': 'id-ID, id;q=0.9, en;q=0.5' },
      body: '{}',
    });
    const body = JSON.parse(await response.text());
    expect(body.title).toBe('Permintaan tidak valid');
    expect(response.headers.get('content-language')).toBe('id');
  });

  it('refuses malformed JSON with 400, other media types with 415 and 10 MB with 413', async () => {
    const malformed = await send('POST', '/api/things', { headers: permitted, body: '{"name": ' });
    expect([malformed.status, JSON.parse(await malformed.text()).code]).toEqual([400, 'malformed_json']);
    const text = await send('POST', '/api/things', {
      headers: { ...permitted, 'content-type': 'text/plain' },
      body: 'hi',
    });
    expect(text.status).toBe(415);
    const large = await send('POST', '/api/things', {
      headers: permitted,
      body: JSON.stringify({ name: 'x'.repeat(10_000_000), qty: 1 }),
    });
    expect([large.status, JSON.parse(await large.text()).code]).toEqual([413, 'payload_too_large']);
    for (const body of ['null', '[]', '"text"', '12']) {
      expect((await send('POST', '/api/things', { headers: permitted, body })).status).toBe(400);
    }
  });

  it('S3-AUTH-09 S0-AUTH-01 denies by default: 401 without a login, 403 without the permission', async () => {
    expect(
      (await send('POST', '/api/things', { headers: { 'content-type': 'application/json' }, body: '{}' }))
        .status,
    ).toBe(401);
    expect((await send('POST', '/api/things', { headers: { authorization: 'nobody' } })).status).toBe(403);
    expect((await send('GET', '/api/things/1')).status).toBe(401);
    const temporary = await send('GET', '/api/things/1', {
      headers: { authorization: 'permitted temporary' },
    });
    expect(JSON.parse(await temporary.text()).code).toBe('password_change_required');
  });

  it('S0-AUTH-01 a public route that identifies knows who asks; who is nobody yet is nobody, and a token that is over is refused', async () => {
    const to = async (authorization?: string): Promise<unknown> => {
      const reply = await send('GET', '/api/shown', { headers: authorization ? { authorization } : {} });
      return [reply.status, (JSON.parse(await reply.text()) as { to?: number | null }).to];
    };
    expect(await to()).toEqual([200, null]);
    expect(await to('permitted')).toEqual([200, 1]);
    expect(await to('permitted temporary')).toEqual([200, null]);
    expect(await to('over')).toEqual([401, undefined]);
  });

  it('answers a repetition with the first answer, another body with 422, a running first with 409', async () => {
    const post = (key: string, qty: number) =>
      send('POST', '/api/things', {
        headers: { ...permitted, 'idempotency-key': key },
        body: JSON.stringify({ name: 'thing', qty }),
      });
    const first = await post('k1', 1);
    expect(first.status).toBe(201);
    const again = await post('k1', 1);
    expect([again.status, await again.text()]).toEqual([201, await first.text()]);
    expect((await post('k1', 2)).status).toBe(422);

    let release = (): void => undefined;
    hold = new Promise((resolve) => (release = resolve));
    const running = new Promise<void>((resolve) => (entered = resolve));
    const slow = post('k2', 1);
    await running;
    expect((await post('k2', 1)).status).toBe(409);
    release();
    hold = undefined;
    const answer = await slow;
    expect(answer.status).toBe(201);
    expect(await (await post('k2', 1)).text()).toBe(await answer.text());
    const keys = await query<{ n: string }>(
      db.database.fork(),
      `select count(*) as n from idempotency_keys where key in ('k1', 'k2')`,
    );
    expect(Number(keys[0]?.n)).toBe(2);
  });

  it('gives the version as ETag and refuses a stale If-Match with 412', async () => {
    const get = (ifMatch?: string) =>
      send('GET', '/api/things/5', {
        headers: { authorization: 'x', ...(ifMatch ? { 'if-match': ifMatch } : {}) },
      });
    const response = await get();
    expect([response.status, response.headers.get('etag')]).toEqual([200, expect.stringMatching(/^"7-/)]);
    expect((await get('"7"')).status).toBe(200);
    const stale = await get('"6"');
    expect([stale.status, JSON.parse(await stale.text()).currentVersion]).toEqual([412, 7]);
    expect((await get('soon')).status).toBe(400);
  });

  it.each([
    '/api/things/0',
    '/api/things/-1',
    '/api/things/1.5',
    '/api/things/abc',
    '/api/things/99999999999999999999',
    '/api/things/5?limit=201',
    '/api/things/5?page=0',
    '/api/things/5?color=red',
    '/api/things/%zz',
  ])('refuses %s with 400', async (path) => {
    expect((await send('GET', path, { headers: { authorization: 'x' } })).status).toBe(400);
  });

  it('S1-GW-01 says 404 for unknown paths and 405 with Allow for other methods', async () => {
    expect((await send('GET', '/api/nowhere')).status).toBe(404);
    const response = await send('DELETE', '/api/things', { headers: permitted });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST, OPTIONS']);
  });

  it('S0-ERR-01 S0-ERR-02 S1-GW-03 hides what broke behind a correlation id', async () => {
    const response = await send('GET', '/api/broken', { headers: { 'x-correlation-id': 'abc-123' } });
    const text = await response.text();
    expect(response.status).toBe(500);
    expect(text).not.toMatch(/hunter2|db\.internal|at /);
    expect(JSON.parse(text).correlationId).toBe('abc-123');
    expect(response.headers.get('x-correlation-id')).toBe('abc-123');
  });

  it('S0-SEC-02 refuses cookie requests from other sites and lets curl pass', async () => {
    const post = (headers: Record<string, string>) =>
      send('POST', '/api/cookie', { headers: { cookie: 'refreshToken=r', ...headers } });
    expect((await post({ origin: 'https://evil.example' })).status).toBe(403);
    expect((await post({ 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await post({ origin: 'null' })).status).toBe(403);
    expect((await post({ origin: 'https://app.example.org' })).status).toBe(200);
    expect((await post({ origin: base })).status).toBe(200);
    const curl = await post({});
    expect(await curl.json()).toEqual({ seen: 'r' });
  });

  it('S3-QLT-05 S0-AUTH-07 S1-GW-10 answers CORS with credentials to listed origins only', async () => {
    const preflight = (origin: string) =>
      send('OPTIONS', '/api/things', { headers: { origin, 'access-control-request-method': 'POST' } });
    const good = await preflight('https://app.example.org');
    expect(good.headers.get('access-control-allow-origin')).toBe('https://app.example.org');
    expect(good.headers.get('access-control-allow-credentials')).toBe('true');
    const bad = await preflight('https://evil.example');
    expect(bad.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('S0-AUTH-06 sends security headers with every answer, also with errors', async () => {
    for (const path of ['/api/file', '/api/broken', '/api/nowhere']) {
      const { headers } = await send('GET', path);
      const policy = headers.get('content-security-policy')?.split(';');
      for (const directive of ["frame-ancestors 'none'", "object-src 'none'", "base-uri 'none'"])
        expect(policy).toContain(directive);
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('x-powered-by')).toBeNull();
    }
  });

  it('refuses to start with a route without access or with two of the same name', () => {
    const [first] = makeRoutes();
    if (!first) throw new Error('no route');
    const build = (routes: Route[]) => () =>
      createHttpApp({
        routes,
        authenticate: pass,
        corsOrigins: [],
        trustedProxies: 0,
        production: false,
        checkResponses: false,
        rateLimits: unlimited,
        metrics: createMetrics({ service: 'test' }),
        log: testLog,
      });
    expect(build([first, first])).toThrow(RouteError);
    const { access: _, ...open } = first;
    expect(build([open as Route])).toThrow(/has no access/);
    const shown = { displayed: permissions.write };
    expect(build([{ ...first, method: 'get', access: shown }])).not.toThrow();
    for (const method of ['post', 'put', 'patch', 'delete'] as const)
      for (const access of ['display' as const, shown])
        expect(build([{ ...first, method, access }])).toThrow(/lets screens change something/);
  });

  it('documents every route in OpenAPI 3.1', () => {
    const document = JSON.parse(
      JSON.stringify(openApiDocument(makeRoutes(), { title: 't', version: '1', url: 'http://x' })),
    );
    expect(document.openapi).toBe('3.1.0');
    expect(Object.keys(document.paths)).toEqual([
      '/api/things',
      '/api/things/{id}',
      '/api/shown',
      '/api/file',
      '/api/broken',
      '/api/cookie',
    ]);
    expect(
      document.paths['/api/things'].post.requestBody.content['application/json'].schema.required,
    ).toEqual(['name', 'qty']);
    expect(document.paths['/api/things/{id}'].get.parameters.map((p: { name: string }) => p.name)).toEqual([
      'id',
      'page',
      'limit',
      'If-Match',
    ]);
    expect(document.paths['/api/file'].get.security).toEqual([]);
  });
});
