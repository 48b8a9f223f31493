import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ensureRoles } from '@antrean/access';
import { createTestUser } from '@antrean/accounts/testing';
import { sendSmsCode } from '@antrean/factors/messages';
import { factorWorker } from '@antrean/factors/worker';
import { notificationMessages, testNotifications } from '@antrean/notifications/testing';
import { organizationEntities } from '@antrean/organization';
import { query } from '@antrean/platform/database';
import { createMailer, type Mailer } from '@antrean/platform/mail';
import { createMessageRegistry } from '@antrean/platform/messages';
import { createSmsSender, readSmsInbox } from '@antrean/platform/sms';
import { sessionTokens } from '@antrean/sessions';
import { accessTokenOf, createTestSession } from '@antrean/sessions/testing';
import {
  identityEntities,
  identityMessages,
  identityRoleDefaults,
  identityRoutes,
} from '@antrean/sign-in/testing';
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
import { registration } from './domain.ts';
import { registrationRoutes } from './http.ts';
import { registrationEvents } from './messages.ts';

const config = testConfig();
const PASSWORD = 'sebuah kalimat yang panjang';
let test: TestDatabase;
let redis: TestRedis;
let mailbox: TestMailbox;
let mailer: Mailer;
let worker: TestWorker;
let api: TestApi;

beforeAll(async () => {
  test = await createTestDatabase([...organizationEntities, ...identityEntities]);
  const { database } = test;
  await ensureRoles(database, identityRoleDefaults);
  redis = await createTestRedis();
  mailbox = await startTestMailbox();
  mailer = createMailer({ smtpUrl: mailbox.smtpUrl, from: config.mail.from, log: testLog });
  const notifications = registration.notifications ?? [];
  worker = await startTestWorker({
    database,
    redisUrl: redis.url,
    registry: createMessageRegistry([
      ...identityMessages,
      ...registrationEvents,
      ...notificationMessages,
      sendSmsCode,
    ]),
    handlers: [
      ...signInWorker().handlers,
      ...factorWorker({ database, config, sms: createSmsSender({ config, database }) }).handlers,
      ...testNotifications({ database, mailer, config, notifications }).handlers,
    ],
  });
  const dependencies = { unitOfWork: worker.unitOfWork, config };
  const routes = [...registrationRoutes(dependencies), ...identityRoutes(dependencies)];
  api = await startTestApi({ tokens: sessionTokens, routes, database, config });
});
afterAll(async () => {
  await api.close();
  await worker.stop();
  await mailer.close();
  await mailbox.stop();
  await redis.stop();
  await test.close();
});

const sql = (text: string, parameters: readonly (string | number)[] = []) =>
  query(test.database.fork(), text, parameters);
/** How many wait for a lock. */
const waiting = async () =>
  (await sql(`select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`))
    .length;
const logIn = (identifier: string) =>
  api.request('POST', '/api/auth/login', { body: { identifier, password: PASSWORD } });
const mailsTo = async (address: string) => {
  await worker.drain();
  return (await mailbox.emails()).filter(({ to }) => to.some((each) => each.address === address));
};
const proven = async (email: string, nik: string) => {
  const user = await createTestUser(test.database, { nik, email, password: PASSWORD });
  const session = await createTestSession(test.database, user);
  return { user, token: accessTokenOf(session, config) };
};

describe('another phone number', () => {
  const change = (token: string, phone: string | null) =>
    api.request('PUT', '/api/auth/phone', { token, body: { phone } });
  const confirm = (token: string, code: string) =>
    api.request('POST', '/api/auth/phone/confirm', { token, body: { code } });
  const codesTo = async (phone: string): Promise<string[]> => {
    await worker.drain();
    const inbox = await readSmsInbox(test.database);
    return inbox.flatMap(({ to, text }) => (to === phone ? [text.slice(0, 6)] : []));
  };

  it('is had when the code that was sent there is shown, once, and is told by mail', async () => {
    const { token } = await proven('phone@antrean.test', 'PHONE01');
    const asked = await change(token, '+62 812-3456-0001');
    expect([asked.status, asked.body]).toEqual([202, { sentTo: '+62••••••••001' }]);
    expect((await logIn('+6281234560001')).status).toBe(401);
    const [code] = await codesTo('+6281234560001');
    const other = await proven('phone2@antrean.test', 'PHONE02');
    expect((await confirm(other.token, code!)).status).toBe(400);
    const replies = await Promise.all([1, 2, 3].map(() => confirm(token, code!)));
    expect(replies.map(({ status }) => status).sort()).toEqual([204, 400, 400]);
    expect((await logIn('+6281234560001')).status).toBe(200);
    expect((await mailsTo('phone@antrean.test')).map(({ subject }) => subject)).toEqual([
      'Nomor telepon akun Anda telah diubah',
    ]);
    expect((await change(token, null)).status).toBe(204);
    expect((await logIn('+6281234560001')).status).toBe(401);
  });

  it('takes five guesses, no late code, and of two wishes the last', async () => {
    const { user, token } = await proven('phone3@antrean.test', 'PHONE03');
    await change(token, '+6281234560003');
    await change(token, '+6281234560004');
    const [first] = await codesTo('+6281234560003');
    const [last] = await codesTo('+6281234560004');
    expect((await confirm(token, first!)).status).toBe(400);
    for (let n = 0; n < 4; n += 1) {
      expect((await confirm(token, last === '000000' ? '111111' : '000000')).status).toBe(400);
    }
    expect((await confirm(token, last!)).status).toBe(400);
    await sql(`update sms_codes set created_at = created_at - interval '2 minutes' where user_id = ?`, [
      user.id,
    ]);
    await change(token, '+6281234560004');
    const late = (await codesTo('+6281234560004')).find((code) => code !== last)!;
    await sql(`update sms_codes set created_at = created_at - interval '6 minutes' where user_id = ?`, [
      user.id,
    ]);
    expect((await confirm(token, late)).status).toBe(400);
  });

  it('is counted with all text messages, of no dear country, and nobody else’s, which only its owner is told', async () => {
    const { token } = await proven('phone5@antrean.test', 'PHONE05');
    expect((await change(token, '+9001234567')).body['code']).toBe('invalid_request');
    const { user } = await proven('phone6@antrean.test', 'PHONE06');
    await sql(`update users set phone = '+6281234560006', phone_verified_at = now() where id = ?`, [user.id]);
    const asked = await Promise.all([1, 2, 3].map(() => change(token, '+6281234560006')));
    expect(asked.map(({ status }) => status).sort()).toEqual([202, 429, 429]);
    const [code] = await codesTo('+6281234560006');
    expect((await confirm(token, code!)).body['code']).toBe('identifier_taken');
  });

  it('is theirs who shows the code, whoever has only typed it; that one is told', async () => {
    const { user: typist, token: typed } = await proven('phone7@antrean.test', 'PHONE07');
    await sql(`update users set phone = '+6281234560007' where id = ?`, [typist.id]);
    const { user, token } = await proven('phone8@antrean.test', 'PHONE08');
    await change(token, '+6281234560007');
    const [code] = await codesTo('+6281234560007');
    expect((await confirm(token, code!)).status).toBe(204);
    expect((await logIn('+6281234560007')).body['user']).toMatchObject({ id: user.id });
    expect((await api.request('GET', '/api/auth/me', { token: typed })).body['phone']).toBeNull();
    expect((await mailsTo('phone7@antrean.test')).map(({ subject }) => subject)).toEqual([
      'Nomor telepon akun Anda telah dilepas',
    ]);
  });

  it('is had by two who show codes at once for numbers that each other typed', async () => {
    const [one, two] = ['+6281234560010', '+6281234560011'];
    const first = await proven('phone10@antrean.test', 'PHONE10');
    const second = await proven('phone11@antrean.test', 'PHONE11');
    for (const [{ user, token }, typed, wanted] of [
      [first, two, one],
      [second, one, two],
    ] as const) {
      await sql(`update users set phone = ? where id = ?`, [typed, user.id]);
      await change(token, wanted);
    }
    const codes = [(await codesTo(one))[0]!, (await codesTo(two))[0]!] as const;
    const users = [first.user.id, second.user.id];
    const answers = await test.database.fork().transactional(async (em) => {
      await query(em, `select from sms_codes where user_id in (?, ?) for update`, users);
      const confirmed = [confirm(first.token, codes[0]), confirm(second.token, codes[1])];
      while ((await waiting()) < 2);
      return { confirmed };
    });
    expect((await Promise.all(answers.confirmed)).map(({ status }) => status)).toEqual([204, 204]);
    expect(await sql(`select phone from users where id in (?, ?) order by id`, users)).toEqual([
      { phone: one },
      { phone: two },
    ]);
  });

  it('is where text messages go from then on, and none to one that was only typed', async () => {
    const { user, token } = await proven('phone9@antrean.test', 'PHONE09');
    const reached = () => sql(`select phone from user_contacts_v where id = ?`, [user.id]);
    await sql(`update users set phone = '+6281234560009' where id = ?`, [user.id]);
    expect(await reached()).toEqual([{ phone: null }]);
    await change(token, '+6281234560009');
    const [code] = await codesTo('+6281234560009');
    expect((await confirm(token, code!)).status).toBe(204);
    expect(await reached()).toEqual([{ phone: '+6281234560009' }]);
    // Nothing has changed that they would be warned of.
    expect(await mailsTo('phone9@antrean.test')).toEqual([]);
  });
});
