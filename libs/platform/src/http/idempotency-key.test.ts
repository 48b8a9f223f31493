import { once } from 'node:events';
import { createServer as createHttpServer, type Server } from 'node:http';
import { connect, createServer, type Server as NetServer } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { definePermissions, EVERYWHERE, type UserPrincipal } from '@antrean/platform/auth';
import { connectDatabase, query, type Database } from '@antrean/platform/database';
import { createMetrics } from '@antrean/platform/observability';
import { transaction } from '@antrean/platform/transaction';
import { createTestDatabase, testLog, type TestDatabase } from '@antrean/testing';
import { z } from 'zod';
import { created, route } from './index.ts';
import { createHttpApp } from '../http-server/index.ts';
import { unlimited } from './rate-limit.ts';

const permissions = definePermissions('widgets', ['write']);
const actor: UserPrincipal = {
  kind: 'user',
  userId: 1,
  nik: null,
  name: 'Somebody',
  role: 'x',
  roles: ['x'],
  grants: new Map([[permissions.write, EVERYWHERE]]),
  scopedRoles: [],
  muted: new Set(),
  serves: 'all',
  karyawanId: null,
  departmentId: null,
  sessionId: 's',
  tokenId: null,
  language: 'en',
  mustChangePassword: false,
};

/** What becomes of the connections through the line when one of them commits. */
type Cut = 'never' | 'before it is committed' | 'after it was committed';

let db: TestDatabase;
let line: NetServer;
let database: Database;
let server: Server;
let base: string;
let cut: Cut = 'never';

const portOf = (listening: Server | NetServer): number => {
  const address = listening.address();
  if (typeof address !== 'object' || !address) throw new Error('no port');
  return address.port;
};

beforeAll(async () => {
  db = await createTestDatabase();
  await query(db.database.fork(), 'create table widgets (id serial primary key, name text)');
  const target = new URL(db.url);
  line = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    const end = (): void => {
      client.destroy();
      upstream.destroy();
    };
    for (const socket of [client, upstream]) socket.on('error', end).on('close', end);
    let committing = false;
    client.on('data', (data) => {
      committing ||= cut !== 'never' && data.includes('commit');
      if (committing && cut === 'before it is committed') end();
      else upstream.write(data);
    });
    upstream.on('data', (data) => {
      if (committing) end();
      else client.write(data);
    });
  }).listen(0);
  await once(line, 'listening');
  const url = new URL(db.url);
  url.host = `127.0.0.1:${portOf(line)}`;
  database = await connectDatabase({
    url: url.href,
    poolSize: 4,
    applicationName: 'test',
    entities: [],
    log: testLog,
  });
  const unitOfWork = { database, wakeRelay: () => undefined };
  const app = createHttpApp({
    routes: [
      route({
        method: 'post',
        path: '/api/shelves/:shelf/widgets',
        access: permissions.write,
        summary: 'Make a widget',
        tag: 'widgets',
        params: z.object({ shelf: z.string() }),
        body: z.object({ name: z.string().trim(), size: z.object({ w: z.int(), h: z.int() }).optional() }),
        response: z.object({ id: z.int() }),
        status: 201,
        idempotent: true,
        handler: async ({ context, body }) =>
          created(
            await transaction(unitOfWork, context, async ({ em }) => {
              const [row] = await query<{ id: number }>(
                em,
                'insert into widgets (name) values (?) returning id',
                [body.name],
              );
              return { id: row!.id };
            }),
          ),
      }),
    ],
    authenticate: (_request, response, next) => {
      response.locals['actor'] = actor;
      next();
    },
    corsOrigins: '*',
    trustedProxies: 0,
    production: false,
    checkResponses: true,
    rateLimits: unlimited,
    metrics: createMetrics({ service: 'test' }),
    log: testLog,
  });
  server = createHttpServer(app).listen(0);
  await once(server, 'listening');
  base = `http://127.0.0.1:${portOf(server)}/api/shelves`;
});
afterAll(async () => {
  server.close();
  await database.close();
  line.close();
  await db.close();
});
beforeEach(async () => void (await query(db.database.fork(), 'truncate widgets')));
afterEach(() => {
  cut = 'never';
});

interface Made {
  status: number;
  key: string | null;
  body: Record<string, unknown>;
}

async function make(body: string, key?: string, shelf = 'a'): Promise<Made> {
  const response = await fetch(`${base}/${shelf}/widgets`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(key ? { 'idempotency-key': key } : {}) },
    body,
  });
  return {
    status: response.status,
    key: response.headers.get('idempotency-key'),
    body: JSON.parse(await response.text()),
  };
}
const widgets = async (): Promise<number> =>
  (await query<{ n: number }>(db.database.fork(), 'select count(*)::int as n from widgets'))[0]!.n;

it('a creation without a key is given one, with which its answer can be asked for', async () => {
  const first = await make('{"name":"bolt"}');
  expect([first.status, first.key]).toEqual([201, expect.stringMatching(/^[\w-]{36}$/)]);
  const again = await make('{"name":"bolt"}', first.key!);
  expect(again).toEqual(first);
  expect((await make('{"name":"bolt"}')).key).not.toBe(first.key);
  expect(await widgets()).toBe(2);
});

it('the same request is the same however it is written; another one, and another route, is not', async () => {
  const first = await make('{"name":"nut","size":{"w":1,"h":2}}', 'same');
  const otherwise = await make('{ "size": {"h": 2, "w": 1.0}, "name": " n\\u0075t " }', 'same');
  expect(otherwise).toEqual(first);
  const other = await make('{"name":"nut","size":{"w":2,"h":1}}', 'same');
  expect([other.status, other.body['code']]).toEqual([422, 'idempotency_key_reused']);
  expect((await make('{"name":"nut","size":{"w":1,"h":2}}', 'same', 'b')).status).toBe(422);
  expect(await widgets()).toBe(1);
});

describe('a connection that is lost during COMMIT', () => {
  it.each([
    ['before it is committed', 0],
    ['after it was committed', 1],
  ] as const)('%s: the answer says that nobody knows, and by what key to ask', async (when, kept) => {
    cut = when;
    const unknown = await make('{"name":"screw"}');
    expect([unknown.status, unknown.body['code']]).toEqual([503, 'outcome_unknown']);
    expect(unknown.body['idempotencyKey']).toBe(unknown.key);
    expect(unknown.body['detail']).not.toContain('Nothing was changed');
    cut = 'never';
    expect(await widgets()).toBe(kept);
    const asked = await make('{"name":"screw"}', unknown.key!);
    expect(asked.status).toBe(201);
    expect(await widgets()).toBe(1);
    expect((await make('{"name":"screw"}', unknown.key!)).body).toEqual(asked.body);
  });

  it('and whose transaction still runs in PostgreSQL is not done a second time beside it', async () => {
    const other = await db.database.connect();
    try {
      await other.query('begin');
      await other.query(
        `insert into idempotency_keys (user_id, key, request_hash, status, response) values (1, 'running', 'canonical:x', 201, '{}')`,
      );
      const asking = make('{"name":"rivet"}', 'running');
      for (let waiting = 0; waiting === 0;) {
        const { rows } = await other.query<{ n: number }>(
          `select count(*)::int as n from pg_stat_activity
           where datname = current_database() and wait_event_type = 'Lock'`,
        );
        waiting = rows[0]!.n;
      }
      await other.query('commit');
      const told = await asking;
      expect([told.status, told.body['code']]).toEqual([409, 'idempotency_key_in_use']);
      expect(await widgets()).toBe(0);
    } finally {
      other.release();
    }
  });
});
