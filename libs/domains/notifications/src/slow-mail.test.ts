import { once } from 'node:events';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createTestUser } from '@antrean/accounts/testing';
import { organizationEntities } from '@antrean/organization';
import { query } from '@antrean/platform/database';
import { createMailer, type Mailer } from '@antrean/platform/mail';
import { createMessageRegistry } from '@antrean/platform/messages';
import { defineNotification, notify } from '@antrean/platform/notifications';
import { backgroundContext, transaction } from '@antrean/platform/transaction';
import { identityEntities } from '@antrean/sign-in/testing';
import {
  createTestDatabase,
  createTestRedis,
  startTestWorker,
  testConfig,
  testLog,
  type TestDatabase,
  type TestRedis,
  type TestWorker,
} from '@antrean/testing';
import { SMTPServer } from 'smtp-server';
import { z } from 'zod';
import { notificationMessages, testNotifications } from './testing.ts';

const config = testConfig();
const about = {
  summary: 'For tests',
  facts: z.object({ userIds: z.array(z.int()) }),
  recipients: async (_: unknown, { userIds }: { userIds: number[] }) => userIds.map((userId) => ({ userId })),
  read: async () => null,
  sample: null,
};
const text = (subject: string) => ({ subject, paragraphs: [] });
const calm = defineNotification({
  ...about,
  name: 'calm',
  channels: ['email', 'sms', 'inApp'],
  texts: { id: () => text('calm'), en: () => text('calm') },
  sms: { id: () => 'calm', en: () => 'calm' },
});
const urgent = defineNotification({
  ...about,
  name: 'urgent',
  channels: ['email'],
  isUrgent: true,
  texts: { id: () => text('urgent'), en: () => text('urgent') },
});

let test: TestDatabase;
let redis: TestRedis;
let worker: TestWorker;
let mailer: Mailer;
/** Mails that the server has and does not answer. */
const held: (() => void)[] = [];
let isSlow = true;
const server = new SMTPServer({
  disabledCommands: ['AUTH', 'STARTTLS'],
  logger: false,
  onData: (stream, _session, done) => {
    let mail = '';
    stream.on('data', (chunk: Buffer) => (mail += chunk.toString()));
    stream.on('end', () => {
      if (isSlow && mail.includes('Subject: calm')) held.push(() => done());
      else done();
    });
  },
});

beforeAll(async () => {
  test = await createTestDatabase([...organizationEntities, ...identityEntities]);
  redis = await createTestRedis();
  const listening = server.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  const address = listening.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  mailer = createMailer({ smtpUrl: `smtp://127.0.0.1:${port}`, from: config.mail.from, log: testLog });
  worker = await startTestWorker({
    database: test.database,
    redisUrl: redis.url,
    registry: createMessageRegistry(notificationMessages),
    handlers: testNotifications({
      ...{ database: test.database, mailer, config, notifications: [calm, urgent] },
    }).handlers,
  });
});
afterAll(async () => {
  await worker.stop();
  await mailer.close();
  await new Promise<void>((resolve) => server.close(() => resolve()));
  await redis.stop();
  await test.close();
});

const say = (notification: typeof calm, userIds: number[]): Promise<void> =>
  transaction(test.unitOfWork, backgroundContext(testLog, 'test'), async (tx) =>
    notify(tx, notification, { userIds }),
  );
/** How many left, by notification and channel. */
const sent = async (): Promise<Record<string, number>> =>
  Object.fromEntries(
    (
      await query<{ what: string; n: number }>(
        test.database.fork(),
        `select notification || ' ' || channel as what, count(*)::int as n from deliveries where status = 'sent' group by 1`,
      )
    ).map(({ what, n }) => [what, n]),
  );
const until = async (condition: () => Promise<boolean>): Promise<void> => {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 20));
};

it('a mail server that does not answer holds up neither other channels nor mails that somebody waits for', async () => {
  const ids: number[] = [];
  for (let n = 0; n < 8; n += 1)
    ids.push((await createTestUser(test.database, { email: `slow${n}@antrean.test` })).id);
  await query(
    test.database.fork(),
    `update users set phone_verified_at = now(), phone = '+62811000' || (1000 + id)`,
  );
  await say(calm, ids);
  // As many as are sent at once.
  await until(async () => held.length === 5);
  await say(urgent, ids);
  const others = { 'urgent email': 8, 'calm sms': 8, 'calm inApp': 8 };
  await until(async () => Object.values(await sent()).reduce((sum, n) => sum + n, 0) === 24);
  expect(await sent()).toEqual(others);
  isSlow = false;
  for (const answer of held) answer();
  await worker.drain();
  expect(await sent()).toEqual({ ...others, 'calm email': 8 });
}, 30_000);
