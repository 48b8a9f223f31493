import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ensureRoles } from '@antrean/access';
import { userEvents } from '@antrean/accounts/messages';
import { createTestUser } from '@antrean/accounts/testing';
import { factors } from '@antrean/factors/domain';
import { sendSmsCode } from '@antrean/factors/messages';
import { codeOf } from '@antrean/factors/testing';
import { notificationMessages, testNotifications } from '@antrean/notifications/testing';
import { organizationEntities } from '@antrean/organization';
import { mergeRoleDefaults, type UserPrincipal } from '@antrean/platform/auth';
import { query } from '@antrean/platform/database';
import { createMailer, type Mailer } from '@antrean/platform/mail';
import { auditEntryOf, createMessageRegistry } from '@antrean/platform/messages';
import { backgroundContext, transaction } from '@antrean/platform/transaction';
import { sessionTokens } from '@antrean/sessions';
import { sessionEnded } from '@antrean/sessions/messages';
import { accessTokenOf, createTestPrincipal, createTestSession } from '@antrean/sessions/testing';
import { signIn } from '@antrean/sign-in/domain';
import { identityEntities, identityRoleDefaults, identityRoutes } from '@antrean/sign-in/testing';
import { signInWorker } from '@antrean/sign-in/worker';
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
import { recovery } from './domain.ts';
import { recoveryRoutes } from './http.ts';
import { recoveryMessages } from './messages.ts';
import { recoveryRoleDefaults } from './recovery.policy.ts';
import { MAILS_A_DAY, STARTS_A_NETWORK } from './start-recovery.ts';
import { watchRecoveries } from './watch-recoveries.ts';

const config = testConfig({ PUBLIC_URL: 'https://antrean.example', TRUST_PROXY: '1' });
const PASSWORD = 'kuda-laut-hijau-31';
const ADMIN = '/api/admin/recoveries';
let test: TestDatabase;
let redis: TestRedis;
let mailbox: TestMailbox;
let mailer: Mailer;
let worker: TestWorker;
let api: TestApi;
let administrator: UserPrincipal;

beforeAll(async () => {
  test = await createTestDatabase([...organizationEntities, ...identityEntities]);
  await ensureRoles(test.database, mergeRoleDefaults(identityRoleDefaults, recoveryRoleDefaults));
  redis = await createTestRedis();
  mailbox = await startTestMailbox();
  mailer = createMailer({ smtpUrl: mailbox.smtpUrl, from: config.mail.from, log: testLog });
  const domains = [factors, recovery, signIn];
  const notifications = domains.flatMap((domain) => domain.notifications ?? []);
  worker = await startTestWorker({
    database: test.database,
    redisUrl: redis.url,
    registry: createMessageRegistry([
      ...userEvents,
      sessionEnded,
      ...domains.flatMap(({ messages }) => messages ?? []).filter(({ name }) => name !== sendSmsCode.name),
      ...notificationMessages,
    ]),
    handlers: [
      ...signInWorker().handlers,
      ...testNotifications({ database: test.database, mailer, config, notifications }).handlers,
    ],
  });
  const dependencies = { unitOfWork: worker.unitOfWork, config };
  api = await startTestApi({
    tokens: sessionTokens,
    routes: [
      ...recoveryRoutes({ ...dependencies, settings: { coolDownHours: 24 } }),
      ...identityRoutes(dependencies),
    ],
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

let network = 0;
/** From a network of its own each time, so that the tests do not count each other. */
const start = (identifier: string, ip = `198.51.${(network += 1)}.7`) =>
  api.request('POST', '/api/auth/recovery/start', {
    body: { identifier },
    headers: { 'X-Forwarded-For': ip },
  });
const complete = (token: string, backupCode?: string) =>
  api.request('POST', '/api/auth/recovery/complete', { body: { token, backupCode } });
const cancel = (token: string) => api.request('POST', '/api/auth/recovery/cancel', { body: { token } });
const as = (actor: UserPrincipal, method: string, path: string, body?: unknown) =>
  api.request(method, path, { token: accessTokenOf(actor, config), body });
const decide = (id: number, decision: string, actor = administrator) =>
  as(actor, 'POST', `${ADMIN}/${id}/decision`, { decision, note: 'Called back' });
const logIn = (identifier: string) =>
  api.request('POST', '/api/auth/login', { body: { identifier, password: PASSWORD } });
const sql = <T extends object>(text: string, parameters: readonly (string | number)[] = []) =>
  query<T>(test.database.fork(), text, parameters);
const mailsTo = async (address: string) => {
  await worker.drain();
  return (await mailbox.emails()).filter(({ to }) => to.some((each) => each.address === address));
};
/** The tokens of the links that an address got, the first first. */
const linksTo = async (address: string, page = 'recover') =>
  (await mailsTo(address)).flatMap(
    ({ text }) =>
      new RegExp(`https://antrean\\.example/app/${page}#token=([\\w-]+)`).exec(text ?? '')?.[1] ?? [],
  );
const tick = () => transaction(worker.unitOfWork, backgroundContext(testLog, 'test'), watchRecoveries);
/** The cool-down of 24 hours passes. */
const wait = async (userId: number) => {
  await sql(`update recoveries set due_at = due_at - interval '24 hours' where user_id = ?`, [userId]);
  await tick();
};
const actionsOf = async (userId: number) => {
  const rows = await sql<{ name: string; payload: Record<string, unknown> }>(
    `select name, payload from outbox_events where name like 'recovery.%' and payload->>'userId' = ? order by id`,
    [String(userId)],
  );
  return rows.map(({ name, payload }) => {
    const event = recoveryMessages.find((each) => each.name === name);
    return event && auditEntryOf(event, payload)?.action;
  });
};
const STANDS = `select distinct channel from deliveries where notification = 'recovery.stands' and user_id = ?`;
/** By which channels a user was told that a recovery stands. */
const channelsTo = async (userId: number) =>
  (await sql<{ channel: string }>(`${STANDS} order by 1`, [userId])).map(({ channel }) => channel);
const factorsOf = async (userId: number) =>
  (await sql(`select from factors where user_id = ?`, [userId])).length;

/** A user with an authenticator app and codes on paper. */
async function userWithApp(nik: string, role = 'employee') {
  const email = `${nik.toLowerCase()}@antrean.test`;
  const user = await createTestUser(test.database, { nik, email, password: PASSWORD, role });
  // Typed, and proven by nobody.
  await sql(`update users set phone = '+62811000' || (1000 + id) where id = ?`, [user.id]);
  const session = await createTestSession(test.database, user);
  const enrolled = await as(session, 'POST', '/api/auth/mfa/totp/enroll');
  const secret = new URL(String(enrolled.body['otpauthUrl'])).searchParams.get('secret')!;
  const confirmed = await as(session, 'POST', '/api/auth/mfa/totp/confirm', { code: codeOf(secret) });
  const { body } = await as(session, 'POST', '/api/auth/mfa/backup-codes');
  expect([enrolled.status, confirmed.status]).toEqual([200, 204]);
  return { user, session, secret, email, codes: body['codes'] as string[] };
}
/** Somebody follows the mailed link without a backup code. */
async function opened(nik: string, role?: string) {
  const scene = await userWithApp(nik, role);
  expect((await start(nik)).status).toBe(202);
  const [token] = await linksTo(scene.email);
  expect((await complete(token!)).body).toEqual({ status: 'waiting', completableAt: null });
  await worker.drain(); // That it waits is told now: once it is decided nobody says so any more.
  const [{ id } = { id: 0 }] = await sql<{ id: number }>(`select id from recoveries where user_id = ?`, [
    scene.user.id,
  ]);
  return { ...scene, token: token!, id };
}

describe('S1-AUTH-16 who has lost the second factor', () => {
  it('removes it at once by the mailed link and a code on paper, once; sessions end and the password is enough', async () => {
    const { user, session, email, codes } = await userWithApp('LOST001');
    await start('lost001@antrean.test');
    const [token] = await linksTo(email);
    const wrong = await complete(token!, 'aaaaa-aaaaa');
    expect([wrong.status, JSON.stringify(wrong.body['errors'])]).toEqual([
      400,
      expect.stringContaining('body.backupCode'),
    ]);
    const answers = await Promise.all([complete(token!, codes[0]), complete(token!, codes[0])]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400]);
    expect(answers.find(({ status }) => status === 200)!.body).toEqual({
      status: 'completed',
      completableAt: null,
    });
    expect((await complete(token!, codes[1])).body['code']).toBe('recovery_link_invalid');
    expect((await as(session, 'GET', '/api/auth/me')).status).toBe(401);
    expect((await logIn('LOST001')).body).toHaveProperty('accessToken');
    expect(await actionsOf(user.id)).toEqual([
      'RECOVERY_REQUESTED',
      'RECOVERY_CODE_REFUSED',
      'RECOVERY_COMPLETED',
    ]);
    expect((await mailsTo(email)).at(-1)!.text).toContain('Semua faktor kedua akun Anda dihapus');
  });

  it('waits for an approval and 24 hours more, is told at each step, and completes it once', async () => {
    const { user, email, token, id, session } = await opened('LOST002');
    expect(await factorsOf(user.id)).toBe(2);
    const queue = await as(administrator, 'GET', `${ADMIN}?status=waiting`);
    expect(queue.body['data']).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ id, user: expect.objectContaining({ name: 'LOST002' }) }),
      ]),
    );
    const approved = await decide(id, 'approve');
    expect(approved.body).toMatchObject({ status: 'approved', note: 'Called back', closedAt: null });
    const hours = (Date.parse(String(approved.body['completableAt'])) - Date.now()) / 3_600_000;
    expect([hours > 23.9, hours < 24.1]).toEqual([true, true]);
    // Neither too early nor by who has decided already.
    expect((await complete(token)).body).toMatchObject({ status: 'approved' });
    expect([(await decide(id, 'reject')).status, (await decide(id, 'reject')).body['code']]).toEqual([
      409,
      'recovery_decided',
    ]);
    expect(await factorsOf(user.id)).toBe(2);
    await wait(user.id);
    await tick();
    const [, ready, ...more] = await linksTo(email);
    expect(more).toEqual([]);
    const answers = await Promise.all([ready!, token, ready!].map((each) => complete(each)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400]);
    expect(await factorsOf(user.id)).toBe(0);
    expect((await as(session, 'GET', '/api/auth/me')).status).toBe(401);
    expect((await logIn('LOST002')).body).toHaveProperty('accessToken');
    expect(await actionsOf(user.id)).toEqual([
      'RECOVERY_REQUESTED',
      'RECOVERY_OPENED',
      'RECOVERY_APPROVED',
      'RECOVERY_COMPLETED',
    ]);
    expect((await linksTo(email, 'cancel-recovery')).length).toBe(2);
    expect(await channelsTo(user.id)).toEqual(['email', 'inApp']);
    const deciders = await sql(
      `select from deliveries where notification = 'recovery.waits' and user_id = ?`,
      [administrator.userId],
    );
    expect(deciders.length).toBeGreaterThan(0);
  });

  it('ends it by one click of who was told, and by a login with a factor; what was mailed opens nothing then', async () => {
    const clicked = await opened('LOST003');
    await sql(`update users set phone_verified_at = now() where id = ?`, [clicked.user.id]);
    await decide(clicked.id, 'approve');
    await worker.drain();
    expect(await channelsTo(clicked.user.id)).toEqual(['email', 'inApp', 'sms']);
    const [objection] = await linksTo(clicked.email, 'cancel-recovery');
    expect((await cancel(clicked.token)).status).toBe(400);
    const answers = await Promise.all([cancel(objection!), cancel(objection!)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400]);
    await wait(clicked.user.id);
    expect((await complete(clicked.token)).body['code']).toBe('recovery_link_invalid');

    const shown = await opened('LOST004');
    await decide(shown.id, 'approve');
    const { body } = await logIn('LOST004');
    const code = codeOf(shown.secret, 1);
    const verified = await api.request('POST', '/api/auth/mfa/verify', {
      body: { mfaToken: body['mfaToken'], method: 'totp', code },
    });
    expect(verified.status).toBe(200);
    await wait(shown.user.id);
    expect((await complete(shown.token)).status).toBe(400);
    for (const { user } of [clicked, shown]) {
      expect(await factorsOf(user.id)).toBe(2);
      expect((await actionsOf(user.id)).at(-1)).toBe('RECOVERY_CANCELLED');
    }
  });

  it('ends it by who is logged in, who needs no link; nobody else’s', async () => {
    const { user, session, token } = await opened('LOST015');
    const stranger = await createTestPrincipal(test.database);
    const end = async (by: UserPrincipal) => (await as(by, 'DELETE', '/api/auth/recovery')).status;
    expect([await end(stranger), await end(session), await end(session)]).toEqual([404, 204, 404]);
    expect((await actionsOf(user.id)).at(-1)).toBe('RECOVERY_CANCELLED');
    expect((await complete(token)).status).toBe(400);
  });

  it('finds the paper while it waits', async () => {
    const { user, token, codes } = await opened('LOST005');
    expect((await complete(token, codes[3])).body).toMatchObject({ status: 'completed' });
    expect(await factorsOf(user.id)).toBe(0);
  });

  it('is helped by nobody of lower rank, not by themselves, not without a proof, and not by who may not', async () => {
    const { id } = await opened('LOST006', 'super_admin');
    expect((await decide(id, 'approve')).body['code']).toBe('above_own_rank');
    const own = await opened('LOST007', 'administrator');
    const self = await createTestSession(test.database, own.user);
    expect((await decide(own.id, 'approve', self)).body['code']).toBe('own_account');
    const stale = await createTestPrincipal(test.database, { role: 'administrator' });
    await sql(`update sessions set proven_at = now() - interval '11 minutes' where user_id = ?`, [
      stale.userId,
    ]);
    expect((await decide(own.id, 'approve', stale)).body['code']).toBe('proof_required');
    const employee = await createTestPrincipal(test.database);
    expect((await decide(own.id, 'approve', employee)).status).toBe(403);
    expect((await decide(999_999, 'approve')).status).toBe(404);
    expect((await decide(own.id, 'reject')).body).toMatchObject({ status: 'rejected' });
    expect((await complete(own.token)).status).toBe(400);
  });

  it('has seven days for each part; what is not decided or completed by then has expired', async () => {
    const { user, id, token } = await opened('LOST008');
    await sql(`update recoveries set expires_at = now() - interval '1 second' where id = ?`, [id]);
    expect((await decide(id, 'approve')).status).toBe(409);
    expect((await complete(token)).status).toBe(400);
    await tick();
    await tick();
    expect((await actionsOf(user.id)).filter((action) => action === 'RECOVERY_EXPIRED')).toHaveLength(1);
    expect(await factorsOf(user.id)).toBe(2);
  });

  it('proves nothing by a link to an address that is not theirs any more, nor by one that is an hour old', async () => {
    const { user, email } = await userWithApp('LOST009');
    await start('LOST009');
    const [token] = await linksTo(email);
    await sql(`update users set email = 'else@antrean.test' where id = ?`, [user.id]);
    expect((await complete(token!)).status).toBe(400);
    await sql(`update users set email = ? where id = ?`, [email, user.id]);
    await sql(`update recovery_links set expires_at = now() - interval '1 second' where user_id = ?`, [
      user.id,
    ]);
    expect((await complete(token!)).status).toBe(400);
  });
});

describe('S1-AUTH-16 whoever asks', () => {
  it('learns nothing of whether there is an account: the same answer, rows and jobs', async () => {
    await userWithApp('LOST010');
    const traces = async (identifier: string) => {
      const rows = async () =>
        sql<{ kept: number; jobs: number; events: number }>(
          `select (select count(*)::int from recovery_requests) as kept, (select count(*)::int from outbox_jobs) as jobs,
             (select count(*)::int from outbox_events) as events`,
        );
      await worker.drain();
      const [before] = await rows();
      const { status, body, headers } = await start(identifier);
      const [after] = await rows();
      const names = [...headers.keys()].sort();
      const { kept, jobs, events } = after!;
      const added = [kept - before!.kept, events - before!.events, jobs > before!.jobs];
      return { status, body, names, added };
    };
    const known = await traces('LOST010');
    expect(known).toMatchObject({ status: 202, body: { accepted: true }, added: [1, 1, true] });
    expect(await traces('nobody-at-all')).toEqual(known);
  });

  it(`has ${MAILS_A_DAY} mails a day sent to an account, one a minute, and asks ${STARTS_A_NETWORK} times an hour from a network`, async () => {
    const { user, email } = await userWithApp('LOST011');
    await Promise.all([start('LOST011'), start('LOST011'), start('LOST011')]);
    expect(await linksTo(email)).toHaveLength(1);
    for (let n = 0; n < MAILS_A_DAY + 2; n += 1) {
      await sql(
        `update recovery_requests set created_at = created_at - interval '61 seconds' where user_id = ?`,
        [user.id],
      );
      await start('LOST011');
    }
    expect(await linksTo(email)).toHaveLength(MAILS_A_DAY);
    const statuses = await Promise.all(
      Array.from({ length: STARTS_A_NETWORK + 3 }, (_, n) => start(`nobody-${n}`, '203.0.113.9')),
    );
    expect(statuses.filter(({ status }) => status === 429)).toHaveLength(3);
  });

  it('for an account without a second factor, or an inactive one, gets no link', async () => {
    const plain = await createTestUser(test.database, { nik: 'LOST012', email: 'lost012@antrean.test' });
    const inactive = await userWithApp('LOST013');
    await sql(`update users set is_active = false where id = ?`, [inactive.user.id]);
    await start('LOST012');
    await start('LOST013');
    expect((await mailsTo(plain.email!))[0]!.text).toContain('akun Anda tidak memilikinya');
    expect(await linksTo(plain.email!)).toEqual([]);
    expect((await mailsTo(inactive.email)).filter(({ subject }) => subject.includes('hilang'))).toEqual([]);
  });
});

it('S3-AUTH-11 no token of a recovery is in what is stored, but hashes', async () => {
  const { email, token } = await opened('LOST014');
  const [objection] = await linksTo(email, 'cancel-recovery');
  const [stored] = await sql<{ state: string }>(
    `select concat((select string_agg(payload::text, '') from outbox_jobs),
       (select string_agg(payload::text, '') from outbox_events), (select string_agg(facts::text, '') from deliveries),
       (select string_agg(l::text, '') from recovery_links l), (select string_agg(r::text, '') from recoveries r)) as state`,
  );
  for (const secret of [token, objection!]) expect(stored!.state).not.toContain(secret);
  // What the application shows is stored and pushed: it has no token of its own either.
  const [shown] = await sql(
    `select (select count(*)::int from outbox_events where payload::text like '%cancel-recovery#token=%') as pushed,
       array_agg(distinct url) as urls from in_app_notifications where notification = 'recovery.stands'`,
  );
  expect(shown).toEqual({ pushed: 0, urls: ['https://antrean.example/app/cancel-recovery'] });
});
