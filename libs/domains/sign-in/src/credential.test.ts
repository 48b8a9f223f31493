import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { organizationEntities } from '@antrean/organization';
import { query } from '@antrean/platform/database';
import { createMailer, type Mailer } from '@antrean/platform/mail';
import { createMessageRegistry } from '@antrean/platform/messages';
import type { UserPrincipal } from '@antrean/platform/auth';
import {
  createTestDatabase,
  createTestRedis,
  startTestApi,
  startTestMailbox,
  startTestWorker,
  testConfig,
  testLog,
  type TestApi,
  type TestDatabase,
  type TestMailbox,
  type TestRedis,
  type TestWorker,
} from '@antrean/testing';
import { ensureRoles } from '@antrean/access';
import { createTestUser } from '@antrean/accounts/testing';
import { accessTokenOf, createTestPrincipal, createTestSession } from '@antrean/sessions/testing';
import { notificationMessages, testNotifications } from '@antrean/notifications/testing';
import { enqueue } from '@antrean/platform/outbox';
import { backgroundContext, transaction } from '@antrean/platform/transaction';
import { sendSecurityMail } from './credential.messages.ts';
import { passwordLink, passwordWasChanged, passwordWasReset } from './passwords/password.notification.ts';
import { sessionTokens } from '@antrean/sessions';
import { identityEntities, identityMessages, identityRoleDefaults, identityRoutes } from './testing.ts';
import { signInWorker } from './worker.ts';
import { loginLocked } from './lockout.notification.ts';
import { MAX_FAILURES } from './lockout.ts';

const config = testConfig({ PUBLIC_URL: 'https://antrean.example' });
let test: TestDatabase;
let redis: TestRedis;
let mailbox: TestMailbox;
let mailer: Mailer;
let worker: TestWorker;
let api: TestApi;
let administrator: UserPrincipal;

beforeAll(async () => {
  test = await createTestDatabase([...organizationEntities, ...identityEntities]);
  await ensureRoles(test.database, identityRoleDefaults);
  redis = await createTestRedis();
  mailbox = await startTestMailbox();
  mailer = createMailer({ smtpUrl: mailbox.smtpUrl, from: config.mail.from, log: testLog });
  worker = await startTestWorker({
    database: test.database,
    redisUrl: redis.url,
    registry: createMessageRegistry([...identityMessages, ...notificationMessages]),
    handlers: [
      ...signInWorker().handlers,
      ...testNotifications({
        ...{
          database: test.database,
          mailer,
          config,
          notifications: [passwordLink, passwordWasChanged, passwordWasReset, loginLocked],
        },
      }).handlers,
    ],
  });
  api = await startTestApi({
    tokens: sessionTokens,
    routes: identityRoutes({ unitOfWork: worker.unitOfWork, config }),
    database: test.database,
    config,
  });
  administrator = await createTestPrincipal(test.database, { role: 'administrator' });
});
afterAll(async () => {
  await api.close();
  await worker.stop();
  await mailer.close();
  await mailbox.stop();
  await redis.stop();
  await test.close();
});

const as = (actor: UserPrincipal, method: string, path: string, body?: unknown) =>
  api.request(method, path, { token: accessTokenOf(actor, config), body });
const post = (path: string, body: unknown) => api.request('POST', path, { body });
const logIn = (identifier: string, password: string) => post('/api/auth/login', { identifier, password });
const mailsTo = async (address: string) => {
  await worker.drain();
  return (await mailbox.emails()).filter(({ to }) => to.some((each) => each.address === address));
};
const linkIn = (mail: { text: string | null | undefined }): string =>
  /https:\/\/antrean\.example\/app\/reset-password#token=([\w-]+)/.exec(mail.text ?? '')![1]!;

describe('a forgotten password', () => {
  it('is set anew with a link that works once; all sessions end', async () => {
    const user = await createTestUser(test.database, {
      nik: 'FORGOT1',
      email: 'forgot1@antrean.test',
      password: 'secret-1',
    });
    const session = await createTestSession(test.database, user);
    const asked = await post('/api/auth/password/forgot', { identifier: 'forgot1' });
    expect(asked.status).toBe(202);
    const mails = await mailsTo('forgot1@antrean.test');
    expect(mails).toHaveLength(1);
    const token = linkIn(mails[0]!);
    const [stored] = await query<{ state: string }>(
      test.database.fork(),
      `select (select string_agg(payload::text, '') from outbox_jobs)
         || (select string_agg(t::text, '') from one_time_tokens t)
         || (select string_agg(payload::text, '') from outbox_events) as state`,
    );
    expect(stored!.state).not.toContain(token);

    const both = await Promise.all([
      post('/api/auth/password/reset', { token, newPassword: 'second-password' }),
      post('/api/auth/password/reset', { token, newPassword: 'second-password' }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([204, 400]);
    expect((await logIn('FORGOT1', 'secret-1')).status).toBe(401);
    expect((await logIn('FORGOT1', 'second-password')).status).toBe(200);
    expect((await as(session, 'GET', '/api/auth/me')).status).toBe(401);
    const again = await post('/api/auth/password/reset', { token, newPassword: 'third-password' });
    expect([again.status, again.body['code']]).toEqual([400, 'reset_link_invalid']);
  });

  it('tells a stranger nothing, and mails nobody twice in a minute', async () => {
    await createTestUser(test.database, { nik: 'FORGOT2', email: 'forgot2@antrean.test' });
    const bodies = [];
    for (const identifier of ['FORGOT2', 'nobody-at-all']) {
      const reply = await post('/api/auth/password/forgot', { identifier });
      bodies.push([reply.status, reply.body]);
    }
    expect(bodies[1]).toEqual(bodies[0]);
    expect(await mailsTo('forgot2@antrean.test')).toHaveLength(1);
    expect((await post('/api/auth/password/forgot', { identifier: 'FORGOT2' })).status).toBe(202);
    expect(await mailsTo('forgot2@antrean.test')).toHaveLength(1);
  });

  it('mails one link, however many requests come at once', async () => {
    await createTestUser(test.database, { nik: 'FORGOT5', email: 'forgot5@antrean.test' });
    const ask = () => post('/api/auth/password/forgot', { identifier: 'FORGOT5' });
    const replies = await Promise.all(Array.from({ length: 8 }, ask));
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([202]));
    expect(await mailsTo('forgot5@antrean.test')).toHaveLength(1);
    await query(
      test.database.fork(),
      `update reset_mails set requested_at = requested_at - interval '61 seconds'`,
    );
    await ask();
    expect(await mailsTo('forgot5@antrean.test')).toHaveLength(2);
  });

  it('an expired link and a made-up one are refused', async () => {
    await createTestUser(test.database, { nik: 'FORGOT3', email: 'forgot3@antrean.test' });
    await post('/api/auth/password/forgot', { identifier: 'FORGOT3' });
    const token = linkIn((await mailsTo('forgot3@antrean.test'))[0]!);
    await query(test.database.fork(), `update one_time_tokens set expires_at = now()`);
    for (const bad of [token, 'made-up']) {
      const reply = await post('/api/auth/password/reset', { token: bad, newPassword: 'second-password' });
      expect(reply.body['code']).toBe('reset_link_invalid');
    }
  });

  it('the delivery is on record with the Message-ID that the mail bears', async () => {
    await createTestUser(test.database, { nik: 'FORGOT4', email: 'forgot4@antrean.test' });
    await post('/api/auth/password/forgot', { identifier: 'FORGOT4' });
    const [mail] = await mailsTo('forgot4@antrean.test');
    const [delivery] = await query<{ status: string; message_id: string; sent_at: string | null }>(
      test.database.fork(),
      `select status, message_id, sent_at from deliveries where recipient = 'forgot4@antrean.test'`,
    );
    expect(delivery).toMatchObject({ status: 'sent', sent_at: expect.any(String) });
    expect(JSON.stringify(mail!.headers)).toContain(delivery!.message_id);
  });

  it('a mail that a process of an earlier version planned leaves once, with a link that works', async () => {
    const user = await createTestUser(test.database, { nik: 'FORGOT6', email: 'forgot6@antrean.test' });
    let jobId = '';
    await transaction(worker.unitOfWork, backgroundContext(testLog, 'test'), async (tx) => {
      jobId = enqueue(tx, sendSecurityMail, { kind: 'password-reset', userId: user.id });
    });
    await worker.drain();
    await query(
      test.database.fork(),
      `update outbox_jobs set state = 'pending', lease_id = null, lease_until = null where uid = ?`,
      [jobId],
    );
    const mails = await mailsTo('forgot6@antrean.test');
    expect(mails).toHaveLength(1);
    const reply = await post('/api/auth/password/reset', {
      ...{ token: linkIn(mails[0]!), newPassword: 'kuda-laut-hijau-31' },
    });
    expect(reply.status).toBe(204);
  });
});

describe('a password that an administrator resets', () => {
  it('S3-USR-06 is told once, opens one session, and must be changed there', async () => {
    const user = await createTestUser(test.database, {
      nik: 'RESET01',
      email: 'reset01@antrean.test',
      password: 'secret-1',
    });
    const session = await createTestSession(test.database, user);
    const reply = await as(administrator, 'POST', `/api/users/${user.id}/reset-password`);
    expect(reply.status).toBe(200);
    const temporary = String(reply.body['temporaryPassword']);
    expect(temporary).toMatch(/^\w{12}$/);
    expect(reply.headers.get('cache-control')).toBe('no-store');
    expect((await as(session, 'GET', '/api/auth/me')).status).toBe(401);
    expect((await logIn('RESET01', 'secret-1')).status).toBe(401);

    const login = await logIn('RESET01', temporary);
    expect(login.body['user']).toMatchObject({ mustChangePassword: true });
    expect((await logIn('RESET01', temporary)).status).toBe(401);
    const token = String(login.body['accessToken']);
    const refused = await api.request('GET', '/api/auth/sessions', { token });
    expect([refused.status, refused.body['code']]).toEqual([403, 'password_change_required']);
    expect((await api.request('GET', '/api/auth/me', { token })).status).toBe(200);
    const change = await api.request('POST', '/api/auth/password/change', {
      token,
      body: { currentPassword: temporary, newPassword: 'second-password' },
    });
    expect(change.status).toBe(204);
    expect((await api.request('GET', '/api/auth/sessions', { token })).status).toBe(200);
    expect((await logIn('RESET01', temporary)).status).toBe(401);
    expect((await logIn('RESET01', 'second-password')).body['user']).toMatchObject({
      mustChangePassword: false,
    });
  });

  it('the user is told by mail, with a link instead of the temporary password; no record holds it', async () => {
    const user = await createTestUser(test.database, { nik: 'RESET02', email: 'reset02@antrean.test' });
    const reply = await as(administrator, 'POST', `/api/users/${user.id}/reset-password`);
    const temporary = String(reply.body['temporaryPassword']);
    const [mail] = await mailsTo('reset02@antrean.test');
    expect(mail!.text).not.toContain(temporary);
    const set = await post('/api/auth/password/reset', {
      token: linkIn(mail!),
      newPassword: 'second-password',
    });
    expect(set.status).toBe(204);
    expect((await logIn('RESET02', 'second-password')).status).toBe(200);
    const [row] = await query<{ log: string }>(
      test.database.fork(),
      `select (select string_agg(payload::text, '') from outbox_events)
         || (select string_agg(payload::text, '') from outbox_jobs) as log`,
    );
    expect(row!.log).not.toContain(temporary);
    expect(row!.log).not.toMatch(/\$2b\$/);
  });

  it('waits three days for its user, and no longer', async () => {
    const user = await createTestUser(test.database, { nik: 'RESET04', password: 'secret-1' });
    const reply = await as(administrator, 'POST', `/api/users/${user.id}/reset-password`);
    const age = (interval: string) =>
      query(test.database.fork(), `update users set password_changed_at = now() - ?::interval where id = ?`, [
        interval,
        user.id,
      ]);
    await age('73 hours');
    expect((await logIn('RESET04', String(reply.body['temporaryPassword']))).status).toBe(401);
    await age('71 hours');
    expect((await logIn('RESET04', String(reply.body['temporaryPassword']))).status).toBe(200);
  });

  it('lets a locked user in', async () => {
    const user = await createTestUser(test.database, { nik: 'RESET03', password: 'secret-1' });
    for (let i = 0; i < MAX_FAILURES; i += 1) await logIn('RESET03', `guess-${i}`);
    expect((await logIn('RESET03', 'secret-1')).status).toBe(401);
    const reply = await as(administrator, 'POST', `/api/users/${user.id}/reset-password`);
    expect((await logIn('RESET03', String(reply.body['temporaryPassword']))).status).toBe(200);
  });
});

describe('changing the password', () => {
  it('needs the current one, ends the other sessions, and is told by mail', async () => {
    const email = 'change1@antrean.test';
    const user = await createTestUser(test.database, { nik: 'CHANGE1', email, password: 'secret-1' });
    const [here, elsewhere] = [
      await createTestSession(test.database, user),
      await createTestSession(test.database, user),
    ];
    const change = (currentPassword: string, newPassword: string) =>
      as(here, 'POST', '/api/auth/password/change', { currentPassword, newPassword });
    expect((await change('wrong', 'second-password')).body['errors']).toMatchObject([
      { field: 'body.currentPassword' },
    ]);
    expect((await change('secret-1', 'secret-1')).body['errors']).toMatchObject([
      { field: 'body.newPassword' },
    ]);
    expect((await change('secret-1', 'x'.repeat(73))).body['errors']).toMatchObject([
      { field: 'body.newPassword' },
    ]);
    expect((await change('secret-1', 'second-password')).status).toBe(204);
    expect((await as(here, 'GET', '/api/auth/me')).status).toBe(200);
    expect((await as(elsewhere, 'GET', '/api/auth/me')).status).toBe(401);
    expect((await logIn('CHANGE1', 'secret-1')).status).toBe(401);
    expect((await logIn('CHANGE1', 'second-password')).status).toBe(200);
    const mails = await mailsTo(email);
    expect(mails.map(({ subject }) => subject)).toEqual(['Kata sandi Anda telah diganti']);
    expect(mails[0]!.text).not.toContain('second-password');
  });

  it('is no way to guess the password with a stolen token', async () => {
    const user = await createTestUser(test.database, { nik: 'CHANGE2', password: 'secret-1' });
    const thief = await createTestSession(test.database, user);
    const guess = (currentPassword: string) =>
      as(thief, 'POST', '/api/auth/password/change', { currentPassword, newPassword: 'second-password' });
    for (let i = 0; i < 10; i += 1) expect((await guess(`guess-${i}`)).status).toBe(400);
    expect((await guess('secret-1')).status).toBe(400);
  });
});
