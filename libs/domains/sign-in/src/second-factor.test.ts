import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { organizationEntities } from '@antrean/organization';
import { query } from '@antrean/platform/database';
import { createMailer, type Mailer } from '@antrean/platform/mail';
import { createSmsSender, readSmsInbox } from '@antrean/platform/sms';
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
  type TestReply,
  type TestWorker,
} from '@antrean/testing';
import { ensureRoles } from '@antrean/access';
import { createTestUser } from '@antrean/accounts/testing';
import { factors } from '@antrean/factors/domain';
import { codeOf, STEP_MS, wrongCode } from '@antrean/factors/testing';
import { factorWorker } from '@antrean/factors/worker';
import { accessTokenOf, createTestPrincipal, createTestSession } from '@antrean/sessions/testing';
import { notificationMessages, testNotifications } from '@antrean/notifications/testing';
import { sessionTokens } from '@antrean/sessions';
import { statuses } from './factor-test.factory.ts';
import { sendSmsCode } from '@antrean/factors/messages';
import { identityEntities, identityMessages, identityRoleDefaults, identityRoutes } from './testing.ts';
import { signInWorker } from './worker.ts';

const config = testConfig();
let test: TestDatabase;
let redis: TestRedis;
let mailbox: TestMailbox;
let mailer: Mailer;
let worker: TestWorker;
let api: TestApi;

beforeAll(async () => {
  test = await createTestDatabase([...organizationEntities, ...identityEntities]);
  await ensureRoles(test.database, identityRoleDefaults);
  redis = await createTestRedis();
  mailbox = await startTestMailbox();
  mailer = createMailer({ smtpUrl: mailbox.smtpUrl, from: config.mail.from, log: testLog });
  const { notifications = [] } = factors;
  worker = await startTestWorker({
    database: test.database,
    redisUrl: redis.url,
    registry: createMessageRegistry([...identityMessages, sendSmsCode, ...notificationMessages]),
    handlers: [
      ...signInWorker().handlers,
      ...factorWorker({
        ...{ database: test.database, config, sms: createSmsSender({ config, database: test.database }) },
      }).handlers,
      ...testNotifications({ database: test.database, mailer, config, notifications }).handlers,
    ],
  });
  api = await startTestApi({
    tokens: sessionTokens,
    routes: identityRoutes({ unitOfWork: worker.unitOfWork, config }),
    database: test.database,
    config,
  });
});
afterAll(async () => {
  await api.close();
  await worker.stop();
  await mailer.close();
  await mailbox.stop();
  await redis.stop();
  await test.close();
});

const PASSWORD = 'kuda-laut-hijau-31';
const as = (actor: UserPrincipal, method: string, path: string, body?: unknown) =>
  api.request(method, path, { token: accessTokenOf(actor, config), body });
const post = (path: string, body: unknown) => api.request('POST', path, { body });
const logIn = (identifier: string) => post('/api/auth/login', { identifier, password: PASSWORD });
const mfaTokenOf = async (identifier: string): Promise<string> => {
  const { body } = await logIn(identifier);
  return String(body['mfaToken']);
};
const verify = (mfaToken: string, code: string, method = 'totp') =>
  post('/api/auth/mfa/verify', { mfaToken, method, code });
const codesOf = ({ body }: TestReply): string[] => body['codes'] as string[];
/** Codes that were used before, or never were, count from now on as if nothing had been shown. */
const forgetSteps = (userId: number) =>
  query(test.database.fork(), `update factors set last_step = 0, failures = 0 where user_id = ?`, [userId]);

/** A user with an authenticator app. */
async function userWithApp(nik: string) {
  const user = await createTestUser(test.database, {
    ...{ nik, password: PASSWORD, email: `${nik.toLowerCase()}@antrean.test` },
  });
  const session = await createTestSession(test.database, user);
  const enrolled = await as(session, 'POST', '/api/auth/mfa/totp/enroll');
  const secret = new URL(String(enrolled.body['otpauthUrl'])).searchParams.get('secret')!;
  const confirmed = await as(session, 'POST', '/api/auth/mfa/totp/confirm', { code: codeOf(secret) });
  expect([enrolled.status, confirmed.status]).toEqual([200, 204]);
  await forgetSteps(user.id);
  return { user, session, secret, enrolled };
}

describe('S1-AUTH-14 an authenticator app', () => {
  it('counts after its first code; then a login waits for a code, and the user is told', async () => {
    const user = await createTestUser(test.database, {
      ...{ nik: 'APP0001', password: PASSWORD, email: 'app0001@antrean.test' },
    });
    const session = await createTestSession(test.database, user);
    const enrolled = await as(session, 'POST', '/api/auth/mfa/totp/enroll');
    expect(enrolled.body['qr']).toMatch(/^data:image\/png;base64,/);
    expect(enrolled.headers.get('cache-control')).toBe('no-store');
    const secret = new URL(String(enrolled.body['otpauthUrl'])).searchParams.get('secret')!;
    const wrong = await as(session, 'POST', '/api/auth/mfa/totp/confirm', { code: wrongCode(secret) });
    expect(wrong.status).toBe(400);
    expect((await logIn('APP0001')).body).toHaveProperty('accessToken');
    const code = codeOf(secret);
    const confirmed = await as(session, 'POST', '/api/auth/mfa/totp/confirm', { code });
    expect(confirmed.status).toBe(204);

    const login = await logIn('APP0001');
    expect(login.body).toEqual({ mfaRequired: true, mfaToken: expect.any(String), methods: ['totp'] });
    expect(login.refreshToken).toBeUndefined();
    const mfaToken = String(login.body['mfaToken']);
    // The code that confirmed is used up.
    expect((await verify(mfaToken, code)).body['code']).toBe('code_refused');
    const spaced = codeOf(secret, 1).replace(/^\d{3}/, '$& ');
    const done = await verify(mfaToken, spaced);
    expect([done.status, done.refreshToken]).toEqual([200, expect.any(String)]);
    const me = await api.request('GET', '/api/auth/me', { token: String(done.body['accessToken']) });
    expect(me.status).toBe(200);
    expect((await as(session, 'GET', '/api/auth/mfa')).body).toMatchObject({
      methods: [{ method: 'totp' }],
      passkeys: 0,
    });

    await worker.drain();
    const mails = (await mailbox.emails()).filter(({ to }) => to[0]?.address === 'app0001@antrean.test');
    expect(mails).toHaveLength(1);
    const [kept] = await query<{ text: string; actions: string[] }>(
      test.database.fork(),
      `select (select string_agg(f::text, '') from factors f)
           || (select string_agg(payload::text, '') from outbox_events)
           || (select string_agg(payload::text, '') from outbox_jobs) as text`,
    );
    for (const form of [secret, Buffer.from(secret).toString('hex'), mfaToken]) {
      expect(kept!.text).not.toContain(form);
    }
  });

  it('has codes that work once: of twenty logins at once one, and in the next window none', async () => {
    const { secret, user } = await userWithApp('APP0002');
    const tokens = await Promise.all(Array.from({ length: 20 }, () => mfaTokenOf('APP0002')));
    const code = codeOf(secret);
    const replies = await Promise.all(tokens.map((mfaToken) => verify(mfaToken, code)));
    const lucky = replies.findIndex(({ status }) => status === 200);
    expect(statuses(replies)).toEqual({ 200: 1, 401: 19 });
    await query(test.database.fork(), `update factors set failures = 0 where user_id = ?`, [user.id]);
    const next = Date.now() + STEP_MS;
    const clock = jest.spyOn(Date, 'now').mockImplementation(() => next);
    try {
      const waiting = tokens[lucky === 0 ? 1 : 0]!;
      expect((await verify(waiting, code)).status).toBe(401);
      expect((await verify(waiting, codeOf(secret))).status).toBe(200);
    } finally {
      clock.mockRestore();
    }
  });

  it('finishes a login once, however many codes are right', async () => {
    const { secret, session } = await userWithApp('APP0003');
    const codes = codesOf(await as(session, 'POST', '/api/auth/mfa/backup-codes'));
    const mfaToken = await mfaTokenOf('APP0003');
    const replies = await Promise.all([
      verify(mfaToken, codeOf(secret)),
      ...codes.slice(0, 4).map((code) => verify(mfaToken, code, 'backup')),
    ]);
    expect(statuses(replies)).toEqual({ 200: 1, 401: 4 });
    // A code that came too late for its login is not used up.
    const { body } = await as(session, 'GET', '/api/auth/mfa');
    expect(body['backupCodesLeft']).toBeGreaterThanOrEqual(9);
  });

  it('closes for a while after wrong codes, says of a right one what it says of a wrong one, and opens again', async () => {
    const { secret, session, user } = await userWithApp('APP0004');
    const [backup] = codesOf(await as(session, 'POST', '/api/auth/mfa/backup-codes'));
    const mfaToken = await mfaTokenOf('APP0004');
    const wrong = await verify(mfaToken, wrongCode(secret));
    for (let n = 1; n < 5; n += 1) await verify(mfaToken, wrongCode(secret));
    const right = await verify(mfaToken, codeOf(secret));
    const said = ({ status, body: { correlationId: _, ...body } }: TestReply) => ({ status, body });
    expect(said(right)).toEqual(said(wrong));
    const later = (seconds: number) =>
      query(
        test.database.fork(),
        `update factors set failed_at = failed_at - ? * interval '1 second' where user_id = ? and kind = 'totp'`,
        [seconds, user.id],
      );
    await later(31);
    // The sixth closes it for a minute.
    await verify(mfaToken, wrongCode(secret));
    await later(31);
    expect((await verify(mfaToken, codeOf(secret))).status).toBe(401);
    // The user is not locked, and neither is another factor.
    const other = await mfaTokenOf('APP0004');
    expect((await verify(other, backup!, 'backup')).status).toBe(200);
    await later(31);
    expect((await verify(mfaToken, codeOf(secret))).status).toBe(200);
  });

  it('lets nobody in whose login has expired or who was deactivated meanwhile', async () => {
    const { secret, user } = await userWithApp('APP0005');
    const [old, mfaToken] = [await mfaTokenOf('APP0005'), await mfaTokenOf('APP0005')];
    const em = test.database.fork();
    await query(
      em,
      `update pending_logins set expires_at = now()
       where created_at = (select min(created_at) from pending_logins where user_id = ?)`,
      [user.id],
    );
    expect((await verify(old, codeOf(secret))).body['code']).toBe('login_expired');
    await query(em, `update users set is_active = false where id = ?`, [user.id]);
    const refused = await verify(mfaToken, codeOf(secret));
    expect([refused.status, refused.body['code']]).toEqual([401, 'login_expired']);
  });

  it('is changed with a proof of the last ten minutes alone; who has a factor proves by it', async () => {
    const { secret, session, user } = await userWithApp('APP0006');
    const age = () =>
      query(test.database.fork(), `update sessions set proven_at = now() - interval '11 minutes'`);
    await age();
    for (const [method, path, body] of [
      ['POST', 'totp/enroll', undefined],
      ['POST', 'totp/confirm', { code: codeOf(secret) }],
      ['POST', 'backup-codes', undefined],
      ['DELETE', 'totp', undefined],
    ] as const) {
      const reply = await as(session, method, `/api/auth/mfa/${path}`, body);
      expect([path, reply.status, reply.body['code']]).toEqual([path, 403, 'proof_required']);
    }
    const prove = (body: object) => as(session, 'POST', '/api/auth/prove', body);
    expect((await prove({ password: PASSWORD })).status).toBe(400);
    expect((await prove({ method: 'totp', code: wrongCode(secret) })).status).toBe(400);
    expect((await prove({ method: 'totp', code: codeOf(secret) })).status).toBe(200);
    expect((await as(session, 'DELETE', '/api/auth/mfa/totp')).status).toBe(204);
    expect((await logIn('APP0006')).body).toHaveProperty('accessToken');

    await age();
    expect((await prove({ password: 'not-it-at-all' })).status).toBe(400);
    expect((await prove({ password: PASSWORD })).status).toBe(200);
    expect((await as(session, 'POST', '/api/auth/mfa/totp/enroll')).status).toBe(200);
    const audited = await query<{ name: string }>(
      test.database.fork(),
      `select name from outbox_events where name like 'factor.%' and (payload->>'userId')::int = ? order by id`,
      [user.id],
    );
    expect(audited.map(({ name }) => name)).toEqual(['factor.added', 'factor.removed']);
  });
});

describe('S1-AUTH-13 codes by SMS', () => {
  const smsTo = async (phone: string): Promise<string[]> => {
    await worker.drain();
    const inbox = await readSmsInbox(test.database);
    return inbox.flatMap(({ to, text }) => (to === phone ? [/\d{6}/.exec(text)![0]] : []));
  };
  /** As if so much time had passed since all codes were asked for. */
  const later = (minutes: number) =>
    query(test.database.fork(), `update sms_codes set created_at = created_at - ? * interval '1 minute'`, [
      minutes,
    ]);
  const send = (mfaToken: string) => post('/api/auth/mfa/sms/send', { mfaToken });

  it('come to the phone that was set up, finish the login that asked for them, and no other', async () => {
    const phone = '+6281234567001';
    const user = await createTestUser(test.database, { nik: 'SMS0001', password: PASSWORD });
    const session = await createTestSession(test.database, user);
    const enrolled = await as(session, 'POST', '/api/auth/mfa/sms/enroll', { phone: '+62 812-3456-7001' });
    expect([enrolled.status, enrolled.body['sentTo']]).toEqual([202, '+62••••••••001']);
    const [first] = await smsTo(phone);
    const confirm = (code: string) => as(session, 'POST', '/api/auth/mfa/sms/confirm', { code });
    expect((await confirm('12345x')).status).toBe(400);
    expect((await confirm(first!)).status).toBe(204);
    await later(2);

    const [mine, other] = [await mfaTokenOf('SMS0001'), await mfaTokenOf('SMS0001')];
    expect((await verify(mine, first!, 'sms')).status).toBe(401);
    expect((await send(mine)).status).toBe(202);
    const [code] = (await smsTo(phone)).filter((each) => each !== first);
    expect((await verify(other, code!, 'sms')).status).toBe(401);
    const replies = await Promise.all([mine, mine, mine].map((token) => verify(token, code!, 'sms')));
    expect(statuses(replies)).toEqual({ 200: 1, 401: 2 });

    // An old one does not count any more.
    await later(2);
    await send(other);
    const late = (await smsTo(phone)).find((each) => ![first, code].includes(each));
    await later(6);
    expect((await verify(other, late!, 'sms')).status).toBe(401);
    // Who has only this proves by it, too.
    expect((await as(session, 'POST', '/api/auth/prove/sms')).status).toBe(202);
    const proof = (await smsTo(phone)).find((each) => ![first, code, late].includes(each));
    expect((await as(session, 'POST', '/api/auth/prove', { method: 'sms', code: proof })).status).toBe(200);

    const [kept] = await query<{ text: string }>(
      test.database.fork(),
      `select (select string_agg(payload::text, '') from outbox_jobs)
           || (select string_agg(payload::text, '') from outbox_events)
           || (select string_agg(c::text, '') from sms_codes c) as text`,
    );
    for (const each of [first, code, late, proof]) {
      expect(kept!.text).not.toMatch(new RegExp(`(?<!\\d)${each!}(?!\\d)`));
    }
  });

  it('are so many and no more, also when many are asked for at once, and go to no country that is not allowed', async () => {
    const user = await createTestUser(test.database, { nik: 'SMS0002', password: PASSWORD });
    const session = await createTestSession(test.database, user);
    const enroll = (phone: string) => as(session, 'POST', '/api/auth/mfa/sms/enroll', { phone });
    expect((await enroll('+8821234567890')).status).toBe(400);
    const phone = '+6281234567002';
    const replies = await Promise.all(Array.from({ length: 6 }, () => enroll(phone)));
    expect(statuses(replies)).toEqual({ 202: 1, 429: 5 });
    expect(replies.find(({ status }) => status === 429)!.body).toMatchObject({
      ...{ code: 'sms_unavailable', detail: expect.stringContaining('authenticator app') },
    });
    let sent = 1;
    for (; sent < 10; sent += 1) {
      await later(2);
      if ((await enroll(phone)).status !== 202) break;
    }
    expect(sent).toBe(5);
    expect(await smsTo(phone)).toHaveLength(5);
    // With other numbers a user gets twenty a day, and no more.
    await later(61);
    let numbers = 0;
    for (; numbers < 30; numbers += 1) {
      if ((await enroll(`+62812000${String(numbers).padStart(4, '0')}`)).status !== 202) break;
    }
    expect(numbers).toBe(15);
  });
});

describe('S1-AUTH-15 backup codes', () => {
  it('are ten, of which each works once, also in parallel; new ones void the old', async () => {
    const { session } = await userWithApp('PAPER01');
    const old = codesOf(await as(session, 'POST', '/api/auth/mfa/backup-codes'));
    const codes = codesOf(await as(session, 'POST', '/api/auth/mfa/backup-codes'));
    expect(new Set(codes).size).toBe(10);
    const tokens = await Promise.all(Array.from({ length: 8 }, () => mfaTokenOf('PAPER01')));
    expect((await verify(tokens[0]!, old[0]!, 'backup')).status).toBe(401);
    const replies = await Promise.all(tokens.map((token) => verify(token, codes[0]!, 'backup')));
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1);
    const [kept] = await query<{ text: string }>(
      test.database.fork(),
      `select string_agg(b::text, '') as text from backup_codes b`,
    );
    for (const code of codes) {
      expect(kept!.text).not.toContain(code);
      expect(kept!.text).not.toContain(code.replace('-', ''));
    }
    expect((await as(session, 'GET', '/api/auth/mfa')).body['backupCodesLeft']).toBe(9);
  });

  it('stand in for something: without it there are none, and they go with it', async () => {
    const actor = await createTestPrincipal(test.database);
    const none = await as(actor, 'POST', '/api/auth/mfa/backup-codes');
    expect([none.status, none.body['code']]).toEqual([409, 'second_factor_missing']);
    const { session } = await userWithApp('PAPER02');
    await as(session, 'POST', '/api/auth/mfa/backup-codes');
    expect((await as(session, 'DELETE', '/api/auth/mfa/totp')).status).toBe(204);
    expect((await as(session, 'GET', '/api/auth/mfa')).body).toEqual({
      ...{ methods: [], passkeys: 0, backupCodesLeft: 0 },
    });
  });
});

describe('S1-AUTH-16 who has lost a factor', () => {
  it('is helped by an administrator of higher rank, and told', async () => {
    const { user } = await userWithApp('LOST001');
    const administrator = await createTestPrincipal(test.database, { role: 'administrator' });
    const reset = (id: number) => as(administrator, 'DELETE', `/api/admin/users/${id}/mfa`);
    expect((await reset(administrator.userId)).body['code']).toBe('own_account');
    const superior = await createTestPrincipal(test.database, { role: 'super_admin' });
    expect((await reset(superior.userId)).body['code']).toBe('above_own_rank');
    expect((await reset(user.id)).status).toBe(204);
    expect((await logIn('LOST001')).body).toHaveProperty('accessToken');
    await worker.drain();
    const mails = (await mailbox.emails()).filter(({ to }) => to[0]?.address === 'lost001@antrean.test');
    expect(mails).toHaveLength(2);
    expect(mails.some(({ text }) => /dministrator/.test(text ?? ''))).toBe(true);
  });
});
