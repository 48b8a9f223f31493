import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ensureRoles } from '@antrean/access';
import { createTestUser } from '@antrean/accounts/testing';
import { organizationEntities } from '@antrean/organization';
import { defineAbilities, type UserPrincipal } from '@antrean/platform/auth';
import { query } from '@antrean/platform/database';
import { ok, route } from '@antrean/platform/http';
import { auditEntryOf } from '@antrean/platform/messages';
import { disconnectsOf } from '@antrean/platform/realtime';
import { backgroundContext, transaction, type Tx } from '@antrean/platform/transaction';
import { sessionTokens } from '@antrean/sessions';
import { accessTokenOf, createTestPrincipal, createTestSession } from '@antrean/sessions/testing';
import { identityEntities, identityRoleDefaults, identityRoutes } from '@antrean/sign-in/testing';
import {
  createTestDatabase,
  startTestApi,
  testConfig,
  testLog,
  type TestApi,
  type TestDatabase,
} from '@antrean/testing';
import { z } from 'zod';
import { apiTokenEntities, apiTokenVerifier, issueDeviceToken, revokeDeviceTokens } from './index.ts';
import { apiTokenCreated, apiTokenRevoked } from './api-token.messages.ts';
import { tokenWasCreated } from './api-token.notification.ts';
import { apiTokenRoutes } from './api-token.routes.ts';
import { createTestToken } from './testing.ts';
import { FIND_BY_HASH } from './api-token-verifier.ts';
import { hashToken } from './token-secret.ts';

const PATH = '/api/auth/tokens';
const MANAGE = 'identity.manage-users';
const ABILITIES = defineAbilities('machines', ['report', 'open']);
const config = testConfig();
let test: TestDatabase;
let api: TestApi;
let administrator: UserPrincipal;

const machineRoute = (name: keyof typeof ABILITIES) =>
  route({
    method: 'post',
    path: `/api/machines/${name}`,
    access: { device: ABILITIES[name] },
    tag: 'Machines',
    summary: 'What a machine does',
    response: z.object({ kind: z.string(), id: z.int() }),
    handler: async ({ actor }) => ok(actor.subject),
  });

beforeAll(async () => {
  test = await createTestDatabase([...organizationEntities, ...identityEntities, ...apiTokenEntities]);
  await ensureRoles(test.database, identityRoleDefaults);
  api = await startTestApi({
    tokens: [sessionTokens, apiTokenVerifier],
    routes: [
      ...identityRoutes({ ...test, config }),
      ...apiTokenRoutes(test),
      machineRoute('report'),
      machineRoute('open'),
    ],
    database: test.database,
    config,
  });
  administrator = await createTestPrincipal(test.database, { role: 'administrator' });
});
afterAll(async () => {
  await api.close();
  await test.close();
});

const as = (actor: UserPrincipal, method: string, path: string, body?: unknown) =>
  api.request(method, path, { token: accessTokenOf(actor, config), body });
const by = (token: string, method: string, path: string, body?: unknown) =>
  api.request(method, path, { token, body });
const make = async (actor: UserPrincipal, details: Record<string, unknown> = {}) => {
  const { status, body } = await as(actor, 'POST', PATH, {
    name: 'Payroll',
    abilities: [MANAGE],
    ...details,
  });
  expect([status, body['code']]).toEqual([201, undefined]);
  return { id: String(body['id']), token: String(body['token']), body };
};
const eventsOf = (name: string, userId: number) =>
  query<{ payload: Record<string, unknown> }>(
    test.database.fork(),
    `select payload from outbox_events where name = ? and payload->>'userId' = ? order by id`,
    [name, String(userId)],
  );
const codeOf = async (token: string, method: string, path: string) => {
  const { status, body } = await by(token, method, path);
  return [status, body['code']];
};

describe('a personal token', () => {
  it('S0-AUTH-02 is shown once, kept as a hash, listed, recorded and told by e-mail', async () => {
    const actor = await createTestPrincipal(test.database, { role: 'administrator' });
    const { token, body, id } = await make(actor);
    const { token: _, ...shown } = body;
    expect(token).toMatch(/^antr_[\w-]{43}$/);
    expect((await as(actor, 'GET', PATH)).body).toMatchObject({ data: [shown], total: 1 });
    expect(shown).toMatchObject({ kind: 'personal', abilities: [MANAGE], subject: null, lastUsedAt: null });
    const days = (Date.parse(String(shown['expiresAt'])) - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(89);
    expect(days).toBeLessThan(91);
    const [row] = await query<{ hash: string; written: string }>(
      test.database.fork(),
      `select encode(token_hash, 'hex') as hash,
              (select string_agg(payload::text, '') from outbox_events) || (select string_agg(payload::text, '') from outbox_jobs)
              || to_jsonb(t)::text as written
       from api_tokens t where id = ?`,
      [id],
    );
    expect(row?.hash).toBe(createHash('sha256').update(token).digest('hex'));
    expect(row?.written).not.toContain(token.slice('antr_'.length));
    const [event] = await eventsOf('api-token.created', actor.userId);
    expect(auditEntryOf(apiTokenCreated, event!.payload)).toMatchObject({ action: 'API_TOKEN_CREATED' });
    const source = { database: test.database, config } as Parameters<typeof tokenWasCreated.write>[0];
    for (const language of ['id', 'en'] as const) {
      const reader = { userId: actor.userId, language, timeZone: 'Asia/Jakarta' };
      const mail = await tokenWasCreated.write(source, [{ tokenId: id, userId: actor.userId }], {
        ...{ deliveryId: '', channel: 'email' as const },
        reader,
      });
      expect(mail.paragraphs.join()).toContain(MANAGE);
      expect(mail.paragraphs.join()).not.toContain(token);
    }
  });

  it('S0-AUTH-02 may what is among its abilities, and nothing that concerns the account', async () => {
    const { token } = await make(administrator);
    expect((await by(token, 'GET', '/api/users')).status).toBe(200);
    expect(await codeOf(token, 'GET', '/api/admin/roles')).toEqual([403, 'forbidden']);
    expect((await by(token, 'GET', '/api/auth/me')).body).toMatchObject({
      id: administrator.userId,
      sid: null,
      permissions: [MANAGE],
    });
    for (const [method, path] of [
      ['POST', '/api/auth/password/change'],
      ['PATCH', '/api/auth/me'],
      ['GET', '/api/auth/sessions'],
      ['DELETE', '/api/auth/sessions'],
      ['POST', PATH],
      ['GET', PATH],
      ['DELETE', `${PATH}/00000000-0000-4000-8000-000000000000`],
    ] as const) {
      expect([path, ...(await codeOf(token, method, path))]).toEqual([path, 403, 'session_required']);
    }
  });

  it('S0-AUTH-02 never may more than its user at that moment', async () => {
    const user = await createTestUser(test.database, { role: 'administrator' });
    const { token } = await make(await createTestSession(test.database, user));
    const set = (body: object) => as(administrator, 'PATCH', `/api/users/${user.id}/role`, body);
    expect((await set({ role: 'employee' })).status).toBe(200);
    expect(await codeOf(token, 'GET', '/api/users')).toEqual([403, 'forbidden']);
    expect((await set({ role: 'administrator' })).status).toBe(200);
    expect((await by(token, 'GET', '/api/users')).status).toBe(200);
    await query(test.database.fork(), `update users set must_change_password = true where id = ?`, [user.id]);
    expect(await codeOf(token, 'GET', '/api/users')).toEqual([403, 'password_change_required']);
    const status = (isActive: boolean) =>
      as(administrator, 'PATCH', `/api/users/${user.id}/status`, { isActive });
    expect((await status(false)).status).toBe(200);
    expect(await codeOf(token, 'GET', '/api/users')).toEqual([401, 'unauthenticated']);
  });

  it('S0-AUTH-02 has only abilities that its user has, and an end within a year', async () => {
    const employee = await createTestPrincipal(test.database);
    for (const ability of [MANAGE, 'no.such-thing']) {
      const reply = await as(employee, 'POST', PATH, { name: 'x', abilities: [ability] });
      expect([reply.status, reply.body['code']]).toEqual([403, 'permission_not_held']);
    }
    for (const days of [-1, 367]) {
      const expiresAt = new Date(Date.now() + days * 86_400_000).toISOString();
      const reply = await as(administrator, 'POST', PATH, { name: 'x', abilities: [MANAGE], expiresAt });
      expect(reply.body['errors']).toMatchObject([{ field: 'body.expiresAt' }]);
    }
    const soon = await make(administrator, { expiresAt: new Date(Date.now() + 60_000).toISOString() });
    expect((await by(soon.token, 'GET', '/api/users')).status).toBe(200);
    await query(test.database.fork(), `update api_tokens set expires_at = now() where id = ?`, [soon.id]);
    expect((await by(soon.token, 'GET', '/api/users')).status).toBe(401);
  });

  it('S0-AUTH-02 is made only by who has shown a short while ago who they are', async () => {
    const actor = await createTestPrincipal(test.database, { role: 'administrator' });
    const prove = (ago: string) =>
      query(test.database.fork(), `update sessions set proven_at = now() - ?::interval where id = ?`, [
        ago,
        actor.sessionId,
      ]);
    await prove('11 minutes');
    const reply = await as(actor, 'POST', PATH, { name: 'x', abilities: [MANAGE] });
    expect([reply.status, reply.body['code']]).toEqual([403, 'proof_required']);
    await prove('9 minutes');
    await make(actor);
  });

  it('S0-AUTH-02 twenty are valid at once, however many are made at the same moment', async () => {
    const actor = await createTestPrincipal(test.database, { role: 'administrator' });
    const replies = await Promise.all(
      Array.from({ length: 24 }, () => as(actor, 'POST', PATH, { name: 'x', abilities: [MANAGE] })),
    );
    expect(replies.filter(({ status }) => status === 201)).toHaveLength(20);
    expect(replies.filter(({ body }) => body['code'] === 'too_many_tokens')).toHaveLength(4);
    const first = replies.find(({ status }) => status === 201)!;
    await as(actor, 'DELETE', `${PATH}/${String(first.body['id'])}`);
    await make(actor);
  });

  it('S0-AUTH-02 opens nothing once it is revoked, by its owner, by nobody else, or by an administrator', async () => {
    const owner = await createTestPrincipal(test.database, { role: 'administrator' });
    const [first, second] = [await make(owner), await make(owner)];
    const end = (actor: UserPrincipal) => as(actor, 'DELETE', `${PATH}/${first.id}`);
    expect((await end(administrator)).status).toBe(404);
    expect((await end(owner)).status).toBe(204);
    expect((await by(first.token, 'GET', '/api/users')).status).toBe(401);
    expect((await end(owner)).status).toBe(404);
    const [event] = await eventsOf('api-token.revoked', owner.userId);
    const record = { payload: event!.payload } as Parameters<typeof disconnectsOf>[1];
    expect(disconnectsOf(apiTokenRevoked, record)).toEqual([`token:${first.id}`]);
    expect(auditEntryOf(apiTokenRevoked, event!.payload)).toMatchObject({ action: 'API_TOKEN_REVOKED' });

    const all = await as(administrator, 'DELETE', `/api/admin/users/${owner.userId}/tokens`);
    expect(all.status).toBe(204);
    expect((await by(second.token, 'GET', '/api/users')).status).toBe(401);
    const superAdmin = await createTestPrincipal(test.database, { role: 'super_admin' });
    const above = await as(administrator, 'DELETE', `/api/admin/users/${superAdmin.userId}/tokens`);
    expect(above.body['code']).toBe('above_own_rank');
  });

  it('notes its last use to the minute, and never holds the request up for it', async () => {
    const { id, token } = await make(administrator);
    const lastUse = async () => {
      const sql = `select last_used_at as at, last_used_at > now() - interval '1 minute' as fresh from api_tokens where id = ?`;
      const [row] = await query<{ at: string | null; fresh: boolean }>(test.database.fork(), sql, [id]);
      return row!;
    };
    const noted = async (): Promise<string> => {
      for (;;) {
        const { at, fresh } = await lastUse();
        if (at !== null && fresh) return at;
      }
    };
    // Somebody holds its row: the use cannot be noted, and the request is answered all the same.
    await test.database.fork().transactional(async (em) => {
      await query(em, `select from api_tokens where id = ? for update`, [id]);
      expect((await by(token, 'GET', '/api/users')).status).toBe(200);
      expect((await lastUse()).at).toBeNull();
    });
    const first = await noted();
    expect((await by(token, 'GET', '/api/users')).status).toBe(200);
    expect(await noted()).toBe(first);
    await query(
      test.database.fork(),
      `update api_tokens set last_used_at = now() - interval '61 seconds' where id = ?`,
      [id],
    );
    expect((await by(token, 'GET', '/api/users')).status).toBe(200);
    expect(await noted()).not.toBe(first);
  });

  it('is known by one look into an index, as a session is', async () => {
    const { token } = await make(administrator);
    const em = test.database.fork();
    await query(
      em,
      `insert into api_tokens (token_hash, name, abilities, created_by, expires_at)
       select sha256(n::text::bytea), 'x', '{}', ?, now() + interval '1 day' from generate_series(1, 3000) n`,
      [administrator.userId],
    );
    await query(
      em,
      `insert into sessions (user_id, expires_at, ended_at) select ?, now(), now() from generate_series(1, 3000)`,
      [administrator.userId],
    );
    await query(
      em,
      `insert into users (username, full_name, password_hash, primary_role)
                     select 'many' || n, 'x', '!', 'employee' from generate_series(1, 3000) n`,
    );
    for (const table of ['api_tokens', 'sessions', 'users']) await query(em, `analyze ${table}`);
    const verifiers = [sessionTokens, apiTokenVerifier].map(
      (knows) => (database: typeof test.database) => knows({ database, config, log: testLog }),
    );
    for (const shown of [accessTokenOf(administrator, config), token]) {
      await em.transactional(async (tx) => {
        const whole = () =>
          query<{ relname: string; scans: string }>(
            tx,
            `select relname, seq_scan as scans from pg_stat_xact_user_tables
             where relname in ('api_tokens', 'sessions', 'users') order by 1`,
          );
        // What the connection read, also inside of functions, and has not reported yet.
        const before = await whole();
        const database = { ...test.database, fork: () => tx };
        const holders = await Promise.all(verifiers.map((knows) => knows(database).identify(shown)));
        expect(holders.filter((holder) => holder !== null)).toHaveLength(1);
        expect(await whole()).toEqual(before);
      });
    }
  });
});

describe('the token of a machine', () => {
  const subject = { kind: 'machine', id: 7 };
  const within = <T>(work: (tx: Tx) => Promise<T>) =>
    transaction(test.unitOfWork, backgroundContext(testLog, 'test'), work);
  const device = { subject, name: 'Machine 7', abilities: [ABILITIES.report], expiresAt: null };

  it('S0-AUTH-02 may what its abilities say as that machine, and 403 everywhere else', async () => {
    const { token } = await within((tx) => issueDeviceToken(tx, administrator, device));
    const done = await by(token, 'POST', '/api/machines/report');
    expect([done.status, done.body]).toEqual([200, subject]);
    for (const [method, path] of [
      ['POST', '/api/machines/open'],
      ['GET', '/api/users'],
      ['GET', '/api/admin/roles'],
      ['GET', '/api/auth/me'],
      ['GET', '/api/auth/sessions'],
      ['POST', PATH],
    ] as const) {
      expect([path, ...(await codeOf(token, method, path))]).toEqual([path, 403, 'forbidden']);
    }
    // Nor is a user let in where machines are, whatever they may.
    const superAdmin = await createTestPrincipal(test.database, { role: 'super_admin' });
    expect((await as(superAdmin, 'POST', '/api/machines/report')).status).toBe(403);
    const pretender = await createTestToken(
      test.database,
      { id: superAdmin.userId },
      { abilities: [ABILITIES.report] },
    );
    expect((await by(pretender.token, 'POST', '/api/machines/report')).status).toBe(403);
  });

  it('S0-PERF-01 is known without anybody being looked up: there are ten thousand of them, each every ten seconds', async () => {
    const { token } = await within((tx) => issueDeviceToken(tx, administrator, { ...device, name: 'Known' }));
    const hash = `'${hashToken(token).toString('hex')}'`;
    const plan = await query<{ 'QUERY PLAN': string }>(
      test.database.fork(),
      `explain (analyze) ${FIND_BY_HASH.text.replace('$1', hash)}`,
    );
    const lines = plan.map((line) => line['QUERY PLAN']);
    expect(lines.filter((line) => line.includes('on user_principal'))).toEqual([
      expect.stringContaining('(never executed)'),
    ]);
  });

  it('S0-AUTH-02 outlives who made it, and ends when the machine loses it', async () => {
    const user = await createTestUser(test.database, { role: 'administrator' });
    const actor = await createTestSession(test.database, user);
    const other = { ...device, subject: { kind: 'machine', id: 8 } };
    const { token } = await within((tx) => issueDeviceToken(tx, actor, other));
    await query(test.database.fork(), `update users set is_active = false where id = ?`, [user.id]);
    expect((await by(token, 'POST', '/api/machines/report')).status).toBe(200);
    expect(await within((tx) => revokeDeviceTokens(tx, other.subject))).toBe(1);
    expect((await by(token, 'POST', '/api/machines/report')).status).toBe(401);
  });
});
