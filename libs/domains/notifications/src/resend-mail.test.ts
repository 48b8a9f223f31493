import { randomUUID } from 'node:crypto';
import { ensureRoles } from '@antrean/access';
import { organizationEntities } from '@antrean/organization';
import { query } from '@antrean/platform/database';
import { createMailer, type Mailer } from '@antrean/platform/mail';
import { createMessageRegistry } from '@antrean/platform/messages';
import { defineNotification, notify } from '@antrean/platform/notifications';
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
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { deliveryRoutes } from './delivery.routes.ts';
import { notificationRoleDefaults } from './notification.policy.ts';
import { notificationMessages, testNotifications } from './testing.ts';

const config = testConfig();
const told = {
  summary: 'For tests',
  facts: z.object({ userId: z.int(), word: z.string() }),
  channels: ['email'] as const,
  recipients: async (_: unknown, { userId }: { userId: number }) => [{ userId }],
  read: async (_: unknown, { word }: { word: string }) => ({ word }),
  sample: { word: 'Nasi' },
  texts: {
    id: ({ word }: { word: string }) => ({ subject: word, paragraphs: [word] }),
    en: ({ word }: { word: string }) => ({ subject: word, paragraphs: [word] }),
  },
};
const locked = defineNotification({ ...told, name: 'account.locked' });
const many = defineNotification({
  ...told,
  name: 'machine.full',
  choice: { id: 'Mesin penuh', en: 'Full machines' },
  digest: {
    everyMs: 3_600_000,
    texts: {
      id: (all) => ({ subject: `${all.length} mesin penuh`, paragraphs: [] }),
      en: (all) => ({ subject: `${all.length} machines are full`, paragraphs: [] }),
    },
  },
});
const notifications = [locked, many];

let test: TestDatabase;
let redis: TestRedis;
let mailbox: TestMailbox;
let mailer: Mailer;
let worker: TestWorker;
let api: TestApi;
let administrator: string;

beforeAll(async () => {
  [test, redis, mailbox] = await Promise.all([
    createTestDatabase([...organizationEntities, ...identityEntities]),
    createTestRedis(),
    startTestMailbox(),
  ]);
  const { database, unitOfWork } = test;
  await ensureRoles(database, notificationRoleDefaults);
  mailer = createMailer({ smtpUrl: mailbox.smtpUrl, from: config.mail.from, log: testLog });
  worker = await startTestWorker({
    database,
    redisUrl: redis.url,
    registry: createMessageRegistry(notificationMessages),
    handlers: testNotifications({ database, mailer, config, notifications }).handlers,
  });
  const routes = deliveryRoutes({ unitOfWork, database, config, notifications });
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
/** Somebody who reads English. */
const someone = async () => {
  const email = `reader${(serial += 1)}@antrean.test`;
  const principal = await createTestPrincipal(test.database, { email });
  await sql(`update users set language = 'en' where id = ?`, [principal.userId]);
  return { userId: principal.userId, token: accessTokenOf(principal, config), email };
};
const say = (notification: typeof locked, userId: number, word = 'Nasi'): Promise<void> =>
  transaction(test.unitOfWork, backgroundContext(testLog, 'test'), async (tx) =>
    notify(tx, notification, { userId, word }),
  );
const mailsTo = async (email: string) =>
  (await mailbox.emails()).filter(({ to }) => to[0]?.address === email);
const get = (path: string, token = administrator) => api.request('GET', path, { token });

describe('administrators', () => {
  it('have a mail sent again: one that failed, and one that was sent, as another message; it is on record', async () => {
    const reader = await someone();
    const post = (id: string, token = administrator) =>
      api.request('POST', `/api/admin/mails/${id}/resend`, { token });
    await sql(`update users set email = 'no address either' where id = ?`, [reader.userId]);
    await say(locked, reader.userId);
    await worker.drain();
    const listed = await get(`/api/admin/mails?userId=${reader.userId}`);
    expect(listed.body).toMatchObject({ total: 1, data: [{ status: 'failed', channel: 'email' }] });
    const [{ id } = { id: '' }] = listed.body['data'] as { id: string }[];
    expect((await post(id, reader.token)).status).toBe(403);
    expect((await get('/api/admin/mails', reader.token)).status).toBe(403);
    expect((await post(randomUUID())).status).toBe(404);

    await sql(`update users set email = ? where id = ?`, [reader.email, reader.userId]);
    expect((await post(id)).body).toMatchObject({ id, status: 'planned', attempts: 0, error: null });
    expect(await post(id)).toMatchObject({ status: 409, body: { code: 'mail_under_way' } });
    await worker.drain();
    expect(await mailsTo(reader.email)).toHaveLength(1);
    expect((await post(id)).status).toBe(200);
    await worker.drain();
    const mails = await mailsTo(reader.email);
    expect(mails).toHaveLength(2);
    const ids = await sql<{ before: string }>(
      `select payload ->> 'before' as before from outbox_events where name = 'mail.resent' order by id`,
    );
    expect(ids.map(({ before }) => before)).toEqual(['failed', 'sent']);
    await sql(`update deliveries set expires_at = now() where id = ?`, [id]);
    expect(await post(id)).toMatchObject({ status: 409, body: { code: 'mail_out_of_date' } });
  });

  it('have mails that were told together sent together again', async () => {
    const reader = await someone();
    for (const word of ['A', 'B', 'C']) await say(many, reader.userId, word);
    await worker.drain();
    const mails = await sql<{ id: string }>(
      `select id from deliveries where user_id = ? and channel = 'email' order by created_at`,
      [reader.userId],
    );
    await sql(`update outbox_jobs set run_at = now() where state = 'pending'`);
    await worker.drain();
    expect(await mailsTo(reader.email)).toHaveLength(1);
    const answer = await api.request('POST', `/api/admin/mails/${mails[2]!.id}/resend`, {
      token: administrator,
    });
    expect(answer.status).toBe(200);
    await worker.drain();
    expect((await mailsTo(reader.email)).map(({ subject }) => subject)).toEqual(
      Array(2).fill('3 machines are full'),
    );
    const left = await sql(`select from deliveries where user_id = ? and status <> 'sent'`, [reader.userId]);
    expect(left).toEqual([]);
  });
});
