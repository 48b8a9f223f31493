import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ensureRoles } from '@antrean/access';
import { organizationEntities } from '@antrean/organization';
import { query } from '@antrean/platform/database';
import { createMailer, type Mailer } from '@antrean/platform/mail';
import { createMessageRegistry } from '@antrean/platform/messages';
import { defineNotification, notify, tellTime } from '@antrean/platform/notifications';
import { createMetrics } from '@antrean/platform/observability';
import { readSmsInbox } from '@antrean/platform/sms';
import { backgroundContext, transaction } from '@antrean/platform/transaction';
import { sessionTokens } from '@antrean/sessions';
import { accessTokenOf, createTestPrincipal } from '@antrean/sessions/testing';
import { identityEntities } from '@antrean/sign-in/testing';
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
import { z } from 'zod';
import { notificationRoutes } from './http.ts';
import { notificationRoleDefaults } from './notification.policy.ts';
import { notificationMessages, testNotifications } from './testing.ts';

const config = testConfig({ PUBLIC_URL: 'https://antrean.example' });

const facts = z.object({ userId: z.int(), word: z.string() });
const texts = {
  id: ({ word }: { word: string }) => ({ subject: `Siap: ${word}`, paragraphs: ['Silakan ambil.'] }),
  en: ({ word }: { word: string }) => ({
    subject: `Ready: ${word}`,
    paragraphs: ['Come and get it.', '<b>Now</b>'],
    action: { label: 'Open', url: 'https://antrean.example/app/things#7' },
  }),
};
const told = {
  facts,
  recipients: async (_: unknown, { userId }: { userId: number }) => [{ userId }],
  read: async (_: unknown, { word }: { word: string }) => ({ word }),
  sample: { word: 'Nasi <Goreng>' },
  texts,
};
const AT = new Date('2027-03-01T02:00:00Z');
const ready = defineNotification({
  ...told,
  name: 'thing.ready',
  summary: 'For tests',
  channels: ['email', 'sms', 'inApp'],
  choice: { id: 'Barang siap', en: 'Things that are ready' },
  sms: {
    id: ({ word }, reader) => `${word} siap ${tellTime(AT, reader)}`,
    en: ({ word }, reader) => `${word} is ready ${tellTime(AT, reader)}`,
  },
});
const locked = defineNotification({
  ...told,
  name: 'account.locked',
  summary: 'For tests',
  channels: ['email'],
});
const HOUR = 3_600_000;
const many = defineNotification({
  ...told,
  name: 'machine.full',
  summary: 'For tests',
  channels: ['email', 'inApp'],
  choice: { id: 'Mesin penuh', en: 'Full machines' },
  digest: {
    everyMs: HOUR,
    texts: {
      id: (all) => ({ subject: `${all.length} mesin penuh`, paragraphs: all.map(({ word }) => word) }),
      en: (all) => ({ subject: `${all.length} machines are full`, paragraphs: all.map(({ word }) => word) }),
    },
  },
});
const notifications = [ready, locked, many];

let test: TestDatabase;
let redis: TestRedis;
let mailbox: TestMailbox;
let mailer: Mailer;
let worker: TestWorker;
let api: TestApi;
let administrator: string;
const metrics = createMetrics({ service: 'test' });

beforeAll(async () => {
  test = await createTestDatabase([...organizationEntities, ...identityEntities]);
  await ensureRoles(test.database, notificationRoleDefaults);
  redis = await createTestRedis();
  mailbox = await startTestMailbox();
  mailer = createMailer({ smtpUrl: mailbox.smtpUrl, from: config.mail.from, log: testLog, metrics });
  const { database, unitOfWork } = test;
  worker = await startTestWorker({
    database,
    redisUrl: redis.url,
    registry: createMessageRegistry(notificationMessages),
    handlers: testNotifications({ database, mailer, config, notifications }).handlers,
  });
  const routes = notificationRoutes({ unitOfWork, database, config, notifications });
  api = await startTestApi({ tokens: sessionTokens, routes, database, config });
  administrator = accessTokenOf(await createTestPrincipal(database, { role: 'administrator' }), config);
});
beforeEach(() => mailbox.clear());
afterAll(async () => {
  await api.close();
  await worker.stop();
  await mailer.close();
  await mailbox.stop();
  await redis.stop();
  await test.close();
});

const sql = <R extends object>(text: string, values: (string | number)[] = []) =>
  query<R>(test.database.fork(), text, values);
let serial = 0;
/** Somebody whom every channel reaches, and who reads English. */
const someone = async () => {
  serial += 1;
  const phone = `+62812000${1_000 + serial}`;
  const email = `reader${serial}@antrean.test`;
  const principal = await createTestPrincipal(test.database, { email });
  await sql(`update users set language = 'en', phone_verified_at = now(), phone = ? where id = ?`, [
    phone,
    principal.userId,
  ]);
  return { userId: principal.userId, token: accessTokenOf(principal, config), email, phone };
};
const say = (
  notification: typeof ready,
  { userId }: { userId: number },
  { word = 'Nasi', cause = randomUUID() }: { word?: string; cause?: string } = {},
): Promise<void> =>
  transaction(test.unitOfWork, backgroundContext(testLog, 'test'), async (tx) =>
    notify(tx, notification, { userId, word }, { cause }),
  );
const deliveriesOf = (userId: number) =>
  sql<{ channel: string; status: string; error: string | null }>(
    `select channel, status, error from deliveries where user_id = ? order by created_at, channel`,
    [userId],
  );
const smsTo = async (phone: string): Promise<string[]> =>
  (await readSmsInbox(test.database)).filter(({ to }) => to === phone).map(({ text }) => text);
const mailsTo = async (email: string) =>
  (await mailbox.emails()).filter(({ to }) => to[0]?.address === email);

describe('a notification', () => {
  it('comes by each channel once, in the language and the zone of the reader', async () => {
    const reader = await someone();
    await sql(`update users set time_zone = 'Asia/Makassar' where id = ?`, [reader.userId]);
    const cause = randomUUID();
    for (const _ of [1, 2]) {
      await say(ready, reader, { cause });
      await worker.drain();
    }
    expect((await mailsTo(reader.email)).map(({ subject }) => subject)).toEqual(['Ready: Nasi']);
    expect(await smsTo(reader.phone)).toEqual(['Nasi is ready 1 March 2027 at 10:00 (UTC+08:00)']);
    const { body } = await api.request('GET', '/api/notifications', { token: reader.token });
    expect(body).toMatchObject({
      unread: 1,
      total: 1,
      data: [
        {
          ...{ notification: 'thing.ready', title: 'Ready: Nasi', readAt: null },
          ...{ text: 'Come and get it.\n\n<b>Now</b>', url: 'https://antrean.example/app/things#7' },
        },
      ],
    });
    expect(await deliveriesOf(reader.userId)).toEqual(
      ['email', 'inApp', 'sms'].map((channel) => ({ channel, status: 'sent', error: null })),
    );
    const events = await sql<{ payload: object }>(
      `select payload from outbox_events where name = 'notification.shown' and payload ->> 'userId' = ?`,
      [String(reader.userId)],
    );
    expect(events).toEqual([{ payload: expect.objectContaining({ title: 'Ready: Nasi' }) }]);
  });

  it('in the application is read one by one or all up to what was seen, by its own reader alone', async () => {
    const [reader, other] = [await someone(), await someone()];
    for (const word of ['a', 'b', 'c']) await say(ready, reader, { word });
    await worker.drain();
    const list = async (query = '') =>
      (await api.request('GET', `/api/notifications${query}`, { token: reader.token })).body as {
        unread: number;
        next: string | null;
        data: { id: number; title: string }[];
      };
    const [c, b, a] = (await list()).data.map(({ id }) => id);
    const first = await list('?limit=2');
    const rest = await list(`?limit=2&after=${first.next ?? ''}`);
    expect([...first.data, ...rest.data].map(({ id }) => id)).toEqual([c, b, a]);

    const readOne = (id: number | undefined, { token }: { token: string }) =>
      api.request('POST', `/api/notifications/${id ?? 0}/read`, { token });
    expect((await readOne(a, other)).status).toBe(404);
    for (const _ of [1, 2]) expect((await readOne(b, reader)).status).toBe(204);
    expect((await list()).unread).toBe(2);
    const upTo = await api.request('POST', '/api/notifications/read', {
      token: reader.token,
      body: { upTo: b },
    });
    expect(upTo.body).toEqual({ unread: 1 });
    expect((await list('?unread=true')).data.map(({ id }) => id)).toEqual([c]);
    const all = await api.request('POST', '/api/notifications/read', { token: reader.token, body: {} });
    expect(all.body).toEqual({ unread: 0 });
    const told = await sql<{ id: number | null; unread: number }>(
      `select (payload ->> 'id')::int as id, (payload ->> 'unread')::int as unread from outbox_events
       where name = 'notification.read' and payload ->> 'userId' = ? order by id`,
      [String(reader.userId)],
    );
    expect(told.map(({ unread }) => unread)).toEqual([2, 1, 0]);
  });
});

describe('what somebody wants', () => {
  const PATH = '/api/preferences/notifications';
  const put = (token: string, body: object) => api.request('PUT', PATH, { token, body });

  it('S1-PREF-01 is chosen by channel and by notification among what can be chosen, and kept', async () => {
    const { token } = await someone();
    const { body } = await api.request('GET', PATH, { token });
    expect(body).toEqual({
      channels: { email: true, sms: true, inApp: true },
      notifications: {
        'thing.ready': { email: true, sms: true, inApp: true },
        'machine.full': { email: true, inApp: true },
      },
      choices: [
        { name: 'thing.ready', title: 'Things that are ready', channels: ['email', 'sms', 'inApp'] },
        { name: 'machine.full', title: 'Full machines', channels: ['email', 'inApp'] },
      ],
    });
    const changed = await put(token, {
      channels: { sms: false },
      notifications: { 'thing.ready': { email: false } },
    });
    expect(changed.body).toMatchObject({
      channels: { email: true, sms: false },
      notifications: { 'thing.ready': { email: false, inApp: true } },
    });
    // What is not said stays; what was declined can be wanted again.
    const again = await put(token, { channels: { sms: true } });
    expect(again.body).toMatchObject({
      channels: { sms: true },
      notifications: { 'thing.ready': { email: false } },
    });
    for (const [name, channel] of [
      ['account.locked', 'email'],
      ['machine.full', 'sms'],
      ['no.such', 'email'],
    ] as const)
      expect((await put(token, { notifications: { [name]: { [channel]: false } } })).status).toBe(400);
  });

  it('is asked when it is sent: who has turned a channel off meanwhile is not told by it', async () => {
    const reader = await someone();
    await put(reader.token, { channels: { sms: false }, notifications: { 'thing.ready': { email: false } } });
    await say(ready, reader);
    await say(locked, reader);
    await worker.drain();
    // Security is not for choice.
    expect((await mailsTo(reader.email)).map(({ text }) => text.split('\n')[0])).toEqual(['Ready: Nasi']);
    expect(await smsTo(reader.phone)).toEqual([]);
    const skipped = { status: 'skipped', error: expect.stringContaining('does not want it') };
    expect(await deliveriesOf(reader.userId)).toEqual(
      expect.arrayContaining([
        { channel: 'email', ...skipped },
        { channel: 'sms', ...skipped },
        { channel: 'inApp', status: 'sent', error: null },
      ]),
    );
  });
});

describe('the link in a mail that ends such mails', () => {
  const linkOf = (headers: Record<string, unknown>): string =>
    /^<(https:\S+)>$/.exec(String(headers['list-unsubscribe']))?.[1] ?? '';
  const call = (link: string, init: RequestInit = {}) =>
    fetch(link.replace(config.publicUrl, api.url), { redirect: 'manual', ...init });
  // As mail programs do it.
  const oneClick: RequestInit = {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: 'List-Unsubscribe=One-Click',
  };

  it('is in those that can be chosen: opening it changes nothing, one POST ends them for that reader', async () => {
    const reader = await someone();
    await say(ready, reader);
    await say(locked, reader, { word: 'locked' });
    await worker.drain();
    const mails = await mailsTo(reader.email);
    const [choosable, security] = ['Ready: Nasi', 'Ready: locked'].map((subject) =>
      mails.find((mail) => mail.subject === subject)!,
    );
    expect(security!.headers['list-unsubscribe']).toBeUndefined();
    expect(choosable!.headers['list-unsubscribe-post']).toBe('List-Unsubscribe=One-Click');
    const link = linkOf(choosable!.headers);
    expect(choosable!.text).toContain(link);

    for (const method of ['GET', 'HEAD', 'GET']) {
      const opened = await call(link, { method });
      expect([opened.status, opened.headers.get('location')]).toEqual([
        303,
        expect.stringMatching(/^https:\/\/antrean\.example\/app\/unsubscribe#token=/),
      ]);
    }
    expect(await sql(`select from declined_notifications where user_id = ?`, [reader.userId])).toEqual([]);
    for (const _ of [1, 2]) expect((await call(link, oneClick)).status).toBe(204);
    const { body } = await api.request('GET', '/api/preferences/notifications', { token: reader.token });
    expect(body['notifications']).toMatchObject({ 'thing.ready': { email: false, sms: true } });
    const forged = link.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
    expect((await call(forged, oneClick)).status).toBe(404);
  });
});

describe('what comes to one reader at once', () => {
  it('goes in one message when its time has come, and what comes later in the next', async () => {
    const reader = await someone();
    const say3 = async (words: string[]) => {
      for (const word of words) await say(many, reader, { word });
      await worker.drain();
    };
    const come = async () => {
      await sql(
        `update outbox_jobs set run_at = now() where run_at > now() and payload ->> 'together' = 'true'`,
      );
      await worker.drain();
    };
    await say3(['A', 'B', 'C']);
    expect(await mailsTo(reader.email)).toEqual([]);
    await come();
    expect((await mailsTo(reader.email)).map(({ subject }) => subject)).toEqual(['3 machines are full']);
    const { body } = await api.request('GET', '/api/notifications', { token: reader.token });
    expect(body).toMatchObject({ total: 1, data: [{ title: '3 machines are full' }] });
    const [shown] = body['data'] as { text: string }[];
    expect(shown!.text.split('\n\n').sort()).toEqual(['A', 'B', 'C']);
    expect((await deliveriesOf(reader.userId)).map(({ status }) => status)).toEqual(Array(6).fill('sent'));
    await say3(['D']);
    await come();
    expect((await mailsTo(reader.email)).map(({ subject }) => subject).sort()).toEqual([
      '3 machines are full',
      'Ready: D',
    ]);
  });
});

describe('administrators', () => {
  const get = (path: string, token = administrator) => api.request('GET', path, { token });

  it('see what became of whose notifications, by state, channel and user', async () => {
    const reader = await someone();
    await sql(`update users set email = 'no address' where id = ?`, [reader.userId]);
    await say(ready, reader);
    await worker.drain();
    const failed = await get(`/api/admin/deliveries?userId=${reader.userId}&status=failed`);
    expect(failed.body).toMatchObject({
      total: 1,
      data: [
        {
          ...{ notification: 'thing.ready', channel: 'email', recipient: 'no address', status: 'failed' },
          ...{ attempts: 1, error: expect.stringContaining('not an e-mail address'), sentAt: null },
        },
      ],
    });
    const first = await get(`/api/admin/deliveries?userId=${reader.userId}&limit=2`);
    const second = await get(
      `/api/admin/deliveries?userId=${reader.userId}&limit=2&after=${String(first.body['next'])}`,
    );
    const channels = [first, second].flatMap(({ body }) =>
      (body['data'] as { channel: string }[]).map(({ channel }) => channel),
    );
    expect(channels.sort()).toEqual(['email', 'inApp', 'sms']);
    expect((await get('/api/admin/deliveries', reader.token)).status).toBe(403);
    const ended = (await metrics.deliveriesEnded.get()).values;
    expect(ended).toContainEqual(
      expect.objectContaining({
        labels: expect.objectContaining({ channel: 'email', outcome: 'failed' }),
        value: 1,
      }),
    );
  });
});
