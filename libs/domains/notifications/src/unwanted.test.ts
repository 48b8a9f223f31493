import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createTestUser } from '@antrean/accounts/testing';
import { organizationEntities } from '@antrean/organization';
import { query } from '@antrean/platform/database';
import { createMailer, type Mailer } from '@antrean/platform/mail';
import { createMessageRegistry } from '@antrean/platform/messages';
import { defineNotification, notify } from '@antrean/platform/notifications';
import { backgroundContext, transaction, type Tx } from '@antrean/platform/transaction';
import { identityEntities } from '@antrean/sign-in/testing';
import {
  createTestDatabase,
  createTestRedis,
  startTestMailbox,
  startTestWorker,
  testConfig,
  testLog,
  type TestDatabase,
  type TestMailbox,
  type TestRedis,
  type TestWorker,
} from '@antrean/testing';
import { z } from 'zod';
import { notificationData } from './personal-data.ts';
import { choose } from './preferences.ts';
import { notificationMessages, testNotifications } from './testing.ts';

const text = () => ({ subject: 'Outside', paragraphs: ['…'] });
const outside = defineNotification({
  name: 'thing.outside',
  summary: 'For tests: of others’ wish, to an address as such.',
  facts: z.object({ address: z.string() }),
  channels: ['email'],
  choice: { id: 'Untuk luar', en: 'For outside' },
  recipients: async (_, { address }) => [{ address, language: 'en' as const }],
  read: async () => ({}),
  texts: { id: text, en: text },
  sample: {},
});

let test: TestDatabase;
let redis: TestRedis;
let mailbox: TestMailbox;
let mailer: Mailer;
let worker: TestWorker;
beforeAll(async () => {
  test = await createTestDatabase([...organizationEntities, ...identityEntities]);
  [redis, mailbox] = await Promise.all([createTestRedis(), startTestMailbox()]);
  const config = testConfig({ PUBLIC_URL: 'https://antrean.example' });
  mailer = createMailer({ smtpUrl: mailbox.smtpUrl, from: config.mail.from, log: testLog });
  const { database } = test;
  worker = await startTestWorker({
    database,
    redisUrl: redis.url,
    registry: createMessageRegistry(notificationMessages),
    handlers: testNotifications({ database, mailer, config, notifications: [outside] }).handlers,
  });
});
beforeEach(() => mailbox.clear());
afterAll(async () => {
  await worker.stop();
  await mailer.close();
  await mailbox.stop();
  await redis.stop();
  await test.close();
});

const sql = (statement: string, values: (string | number)[]) =>
  query(test.database.fork(), statement, values);
const inTransaction = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
  transaction(test.unitOfWork, backgroundContext(testLog, 'test'), work);
/** How many mails come to an address as others have it told something. */
const tell = async (address: string): Promise<number> => {
  await inTransaction(async (tx) => notify(tx, outside, { address }));
  await worker.drain();
  return (await mailbox.emails()).filter(({ to }) => to[0]?.address.toLowerCase() === address.toLowerCase())
    .length;
};
let serial = 0;
const someone = async () => {
  serial += 1;
  const email = `Reader${serial}@antrean.test`;
  return { email, id: (await createTestUser(test.database, { email })).id };
};
const want = (id: number, isWanted: boolean) =>
  inTransaction((tx) =>
    choose(tx, [outside], id, { notifications: { 'thing.outside': { email: isWanted } } }),
  );
/** Twice, as it happens behind a deletion; the account loses its address last. */
const leave = async (id: number) => {
  for (const _ of [1, 2]) {
    await inTransaction((tx) => notificationData.erase(tx, id));
    await sql(`update users set email = null where id = ?`, [id]);
  }
};

describe('what somebody did not want to be mailed', () => {
  it('stays unwanted when they have left, and nothing names them; who has the address later may want it', async () => {
    const leaver = await someone();
    expect(await tell(leaver.email)).toBe(1);
    await mailbox.clear();
    await want(leaver.id, false);
    expect(await tell(leaver.email)).toBe(0);
    await leave(leaver.id);
    expect(await tell(leaver.email.toUpperCase())).toBe(0);
    expect(await sql(`select from declined_notifications where user_id = ?`, [leaver.id])).toEqual([]);
    expect(
      await sql(`select from unsubscribed_addresses a where position('reader' in lower(a::text)) > 0`, []),
    ).toEqual([]);

    const successor = await someone();
    await sql(`update users set email = ? where id = ?`, [leaver.email, successor.id]);
    expect(await want(successor.id, true)).toBe(true);
    expect(await tell(leaver.email)).toBe(1);
  });

  it('stays unwanted, too, when they said so before they had the account, or of all kinds', async () => {
    const [one, all] = [await someone(), await someone()];
    await sql(
      `insert into unsubscribed_addresses (address, notification) values (lower(?), 'thing.outside')`,
      [one.email],
    );
    await inTransaction((tx) => choose(tx, [outside], all.id, { channels: { email: false } }));
    for (const { id, email } of [one, all]) {
      expect(await tell(email)).toBe(0);
      await leave(id);
      expect(await tell(email)).toBe(0);
    }
  });
});
