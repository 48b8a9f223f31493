import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { createTestUser } from '@antrean/accounts/testing';
import { organizationEntities } from '@antrean/organization';
import { query } from '@antrean/platform/database';
import { createMailer, type Mailer } from '@antrean/platform/mail';
import { createMessageRegistry } from '@antrean/platform/messages';
import { defineNotification, NothingToTell, notify } from '@antrean/platform/notifications';
import { createMetrics } from '@antrean/platform/observability';
import { backgroundContext, transaction, type Tx } from '@antrean/platform/transaction';
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
import { planDeliveries } from './delivery.queries.ts';
import { sendMails } from './messages.ts';
import { notificationMessages, testNotifications } from './testing.ts';

const config = testConfig();
const metrics = createMetrics({ service: 'test' });
const READERS = 60;
const addressOf = (n: number): string => `reader${n}@example.test`;
const READER = { language: 'en' } as const;
let unreadable = 0;

const news = defineNotification({
  name: 'news',
  summary: 'For tests',
  facts: z.object({}),
  channels: ['email'],
  choice: { id: 'Kabar', en: 'News' },
  recipients: async (em) => {
    const users = await query<{ userId: number }>(em, `select id as "userId" from users`);
    return [...users, ...Array.from({ length: READERS }, (_, n) => ({ address: addressOf(n), ...READER }))];
  },
  read: async (_source, _facts, { reader }) => {
    if (reader.userId !== null && (unreadable += 1) === 1) throw new Error('what it tells cannot be read');
    return null;
  },
  sample: null,
  texts: {
    id: () => ({ subject: 'Kabar', paragraphs: ['…'] }),
    en: () => ({ subject: 'News', paragraphs: ['…'] }),
  },
});

/** What became of visits meanwhile. */
const visits = new Map<number, 'cancelled' | 'unreadable'>();
const readTogether: number[][] = [];
const visit = defineNotification({
  name: 'visit',
  summary: 'For tests',
  facts: z.object({ n: z.int() }),
  channels: ['email'],
  recipients: async () => [],
  readEach: async (_source, tries) => {
    readTogether.push(tries.map(({ facts }) => facts.n));
    return Promise.allSettled(
      tries.map(async ({ facts: { n } }) => {
        if (visits.get(n) === 'cancelled') throw new NothingToTell('The visit was cancelled.', 'ended');
        if (visits.get(n) === 'unreadable') throw new Error('what it tells cannot be read');
        return n;
      }),
    );
  },
  sample: 1,
  texts: {
    id: (n) => ({ subject: `Kunjungan ${n}`, paragraphs: ['…'] }),
    en: (n) => ({ subject: `Visit ${n}`, paragraphs: ['…'] }),
  },
});

let test: TestDatabase;
let redis: TestRedis;
let mailer: Mailer;
let worker: TestWorker;
/** Who was sent what, and by which Message-ID. */
let mails: { to: string; messageId: string | undefined }[] = [];
const busyFor = new Set<string>();
const server = new SMTPServer({
  disabledCommands: ['AUTH', 'STARTTLS'],
  logger: false,
  onRcptTo: ({ address }, _session, done) => {
    if (address === addressOf(3))
      return done(Object.assign(new Error('5.1.1 no such mailbox'), { responseCode: 550 }));
    if (busyFor.delete(address))
      return done(Object.assign(new Error('4.2.1 come again'), { responseCode: 450 }));
    done();
  },
  onData: (stream, { envelope }, done) => {
    void text(stream).then((mail) => {
      const [to] = envelope.rcptTo.map(({ address }) => address);
      mails.push({ to: to ?? '', messageId: /^Message-ID: (.+)$/im.exec(mail)?.[1] });
      done();
    }, done);
  },
});

beforeAll(async () => {
  test = await createTestDatabase([...organizationEntities, ...identityEntities]);
  redis = await createTestRedis();
  const listening = server.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  const address = listening.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const smtpUrl = `smtp://127.0.0.1:${port}`;
  mailer = createMailer({ smtpUrl, from: config.mail.from, log: testLog, metrics });
  worker = await startTestWorker({
    database: test.database,
    redisUrl: redis.url,
    registry: createMessageRegistry(notificationMessages),
    handlers: testNotifications({ database: test.database, config, mailer, notifications: [news, visit] })
      .handlers,
  });
});
beforeEach(() => {
  mails = [];
});
afterAll(async () => {
  await worker.stop();
  await mailer.close();
  await new Promise<void>((resolve) => server.close(resolve));
  await redis.stop();
  await test.close();
});

const sql = <T extends object>(statement: string, parameters: readonly (string | number)[] = []) =>
  query<T>(test.database.fork(), statement, parameters);

it('many are mailed by a few jobs, each once; what does not go smoothly holds up nobody else', async () => {
  const { id: moody } = await createTestUser(test.database, { email: 'moody@example.test' });
  const { id: declining } = await createTestUser(test.database, { email: 'declining@example.test' });
  await sql(
    `insert into declined_notifications (user_id, channel, notification) values (?, 'email', 'news')`,
    [declining],
  );
  busyFor.add(addressOf(7));
  await transaction(worker.unitOfWork, backgroundContext(testLog, 'test'), async (tx) =>
    notify(tx, news, {}, { cause: 'news:1' }),
  );
  await worker.drain(20_000);
  const expected = [...Array.from({ length: READERS }, (_, n) => addressOf(n)), 'moody@example.test'];
  const arriving = expected.filter((address) => address !== addressOf(3)).sort();
  expect(mails.map(({ to }) => to).sort()).toEqual(arriving);
  expect(
    await sql(
      `select status, count(*)::int as n from deliveries where cause = 'news:1' group by status order by status`,
    ),
  ).toEqual([
    { status: 'failed', n: 1 },
    { status: 'sent', n: arriving.length },
    { status: 'skipped', n: 1 },
  ]);
  expect(await sql(`select address from refused_addresses`)).toEqual([{ address: addressOf(3) }]);
  const [jobs] = await sql<{ n: number }>(
    `select count(*)::int as n from outbox_jobs where name = 'notification.send-mails'`,
  );
  expect(jobs).toEqual({ n: 3 });
  expect([unreadable, moody > 0]).toEqual([2, true]);
  // None of them left without being on record: no try is one that may have left.
  expect((await metrics.mailsRepeated.get()).values[0]?.value ?? 0).toBe(0);
});

/** Runs the job of some deliveries as a worker does; `failPoint` may stop it where a killed one would. */
const run = async (deliveryIds: string[], failPoint: (name: string) => Promise<void>): Promise<void> => {
  const dependencies = { database: test.database, config, mailer, notifications: [news, visit], failPoint };
  const handler = testNotifications(dependencies).handlers.find(({ job }) => job === sendMails);
  await handler!.perform({
    ...{ id: randomUUID(), payload: { deliveryIds }, attempt: 1, lastAttempt: false, log: testLog },
    context: backgroundContext(testLog, 'test'),
    signal: new AbortController().signal,
    uninterrupted: (work) => work(),
    again: () => Promise.reject(new Error('this job comes once')),
    finish: <T>(effects: (tx: Tx) => Promise<T>) =>
      transaction(test.unitOfWork, backgroundContext(testLog, 'test'), effects),
  });
};

it('a worker that is killed between an acceptance and its record repeats those mails alone, as the same ones', async () => {
  const recipients = Array.from({ length: 20 }, (_, n) => ({ address: `k${n}@example.test`, ...READER }));
  const planned = await transaction(test.unitOfWork, backgroundContext(testLog, 'test'), (tx) =>
    planDeliveries(tx.em, news, [{ cause: 'killed', facts: {}, recipients }]),
  );
  const ids = planned.map(({ id }) => id);
  let accepted = 0;
  const killed = Promise.withResolvers<void>();
  void run(ids, (name) => {
    if (name === 'mail.after-acceptance' && (accepted += 1) === 8) killed.resolve();
    return name === 'mail.after-acceptance' && accepted >= 8
      ? new Promise(() => undefined)
      : Promise.resolve();
  });
  await killed.promise;
  await worker.drain();
  const before = mails.length;
  expect(before).toBe(8);
  await run(ids, async () => undefined);
  const byReader = Map.groupBy(mails, ({ to }) => to);
  expect(byReader.size).toBe(20);
  const repeated = [...byReader.values()].filter((each) => each.length > 1);
  expect(repeated).toHaveLength(1);
  for (const each of repeated) expect(new Set(each.map(({ messageId }) => messageId)).size).toBe(1);
  await run(ids, async () => undefined);
  expect(mails).toHaveLength(21);
});

it('what the next few tell is read in one go shortly before they leave, and each of them has nothing to tell, or fails, alone', async () => {
  const planned = await transaction(test.unitOfWork, backgroundContext(testLog, 'test'), (tx) =>
    planDeliveries(
      tx.em,
      visit,
      Array.from({ length: 12 }, (_, n) => ({
        ...{ cause: `visit:${n}`, facts: { n }, recipients: [{ address: `v${n}@example.test`, ...READER }] },
      })),
    ),
  );
  const rows = await sql<{ id: string; n: number }>(
    `select id, (facts ->> 'n')::int as n from deliveries where notification = 'visit' order by id`,
  );
  expect(planned).toHaveLength(12);
  const order = rows.map(({ n }) => n);
  const [, second = 0, third = 0, fourth = 0] = order;
  visits.set(second, 'cancelled');
  visits.set(third, 'unreadable');
  let sending = 0;
  await run(
    rows.map(({ id }) => id),
    async (name) => {
      if (name !== 'mail.before-sending' || (sending += 1) > 1) return;
      // While the first waits for its server, the fourth is cancelled, and a good deal less than a second passes.
      visits.set(fourth, 'cancelled');
      await pause(200);
    },
  );
  expect(readTogether[0]).toEqual(order.slice(0, 5));
  expect(readTogether.length).toBeLessThan(order.length);
  const leaving = order.filter((n) => ![second, third, fourth].includes(n)).map((n) => `v${n}@example.test`);
  expect(mails.map(({ to }) => to)).toEqual(leaving);
  visits.delete(third);
  await worker.drain();
  expect(mails.map(({ to }) => to)).toEqual([...leaving, `v${third}@example.test`]);
  expect(
    await sql(`select (facts ->> 'n')::int as n, skipped_for as word from deliveries
               where notification = 'visit' and status <> 'sent' order by id`),
  ).toEqual([second, fourth].map((n) => ({ n, word: 'ended' })));
});
