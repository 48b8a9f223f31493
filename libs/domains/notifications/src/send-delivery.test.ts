import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { identityEntities } from '@antrean/sign-in/testing';
import { organizationEntities } from '@antrean/organization';
import { query } from '@antrean/platform/database';
import { createDiskStorage } from '@antrean/platform/files';
import { createMailer, type Mailer } from '@antrean/platform/mail';
import { defineNotification, NothingToTell, type Recipient } from '@antrean/platform/notifications';
import { createSmsSender } from '@antrean/platform/sms';
import { createMetrics } from '@antrean/platform/observability';
import { JobSuperseded } from '@antrean/platform/outbox';
import { backgroundContext, transaction, type Tx } from '@antrean/platform/transaction';
import {
  createTestDatabase,
  startTestMailbox,
  testConfig,
  testLog,
  type TestDatabase,
  type TestMailbox,
} from '@antrean/testing';
import { SMTPServer } from 'smtp-server';
import { z } from 'zod';
import { createTestUser } from '@antrean/accounts/testing';
import { planDeliveries, takeOverDelivery } from './delivery.queries.ts';
import { sendMail } from './messages.ts';
import { deliveryHandlers } from './send-delivery.job.ts';

const config = testConfig();
const metrics = createMetrics({ service: 'test' });
const count = async (counter: 'mailsRepeated' | 'mailOutcomesRewritten'): Promise<number> =>
  (await metrics[counter].get()).values[0]?.value ?? 0;

const greeting = defineNotification({
  name: 'greeting',
  summary: 'For tests',
  facts: z.object({ word: z.string() }),
  channels: ['email'],
  choice: { id: 'Salam', en: 'Greetings' },
  sample: { word: 'hai', secret: 'secret' },
  expiresAfterMs: 3_600_000,
  recipients: async () => [],
  read: async (_source, { word }, { deliveryId }) => {
    if (word === 'nothing') throw new NothingToTell('There is nothing to say.');
    return { word, secret: `secret of ${deliveryId}` };
  },
  texts: {
    id: ({ word, secret }) => ({ subject: `Salam: ${word}`, paragraphs: [secret, '<b>tebal</b>'] }),
    en: ({ word, secret }) => ({
      subject: `Greeting: ${word}`,
      paragraphs: [secret],
      action: { label: 'Answer', url: 'https://antrean.test/answer' },
    }),
  },
});

/** The same, of the security of an account. */
const always = { ...greeting, name: 'always', choice: null };

let test: TestDatabase;
let mailbox: TestMailbox;
let mailer: Mailer;

beforeAll(async () => {
  test = await createTestDatabase([...organizationEntities, ...identityEntities]);
  mailbox = await startTestMailbox();
  mailer = createMailer({ smtpUrl: mailbox.smtpUrl, from: config.mail.from, log: testLog, metrics });
});
beforeEach(() => mailbox.clear());
afterAll(async () => {
  await mailer.close();
  await mailbox.stop();
  await test.close();
});

const background = () => backgroundContext(testLog, 'test');
const plan = (
  recipients: readonly Recipient[],
  {
    word = 'hai',
    cause,
    notification = greeting,
  }: { word?: string; cause?: string; notification?: typeof greeting } = {},
) =>
  transaction(test.unitOfWork, background(), (tx) =>
    planDeliveries(tx.em, notification, [{ cause: cause ?? randomUUID(), facts: { word }, recipients }]),
  );
/** A user and the delivery that he is to get. */
const planFor = async (email: string, language: 'id' | 'en' = 'en') => {
  const { id: userId } = await createTestUser(test.database, { email });
  await query(test.database.fork(), `update users set language = ? where id = ?`, [language, userId]);
  const [{ id: deliveryId } = { id: '' }] = await plan([{ userId }]);
  return { userId, deliveryId };
};

/** One try; `killed` ends it where a killed worker would: after the mail left, before the commit. */
const tryAt = (
  deliveryId: string,
  options: { killed?: boolean; superseded?: boolean; cuts?: number; mailer?: Mailer; attempt?: number } = {},
) => {
  const attempt = options.attempt ?? 1;
  let cuts = options.cuts ?? 0;
  const [handler] = deliveryHandlers({
    ...{ config, reports: [], storage: createDiskStorage({ root: tmpdir() }) },
    database: test.database,
    sms: createSmsSender({ config, database: test.database }),
    failPoint: async () => undefined,
    mailer: options.mailer ?? mailer,
    notifications: [greeting, always],
  });
  expect(handler!.job).toBe(sendMail);
  return handler!.perform({
    id: randomUUID(),
    payload: { deliveryId },
    attempt,
    lastAttempt: attempt === 8,
    context: background(),
    log: testLog,
    signal: new AbortController().signal,
    uninterrupted: (work) => work(),
    again: () => Promise.reject(new Error('this mail comes once')),
    finish: <T>(effects: (tx: Tx) => Promise<T>) =>
      options.killed || options.superseded
        ? Promise.reject(options.killed ? new Error('killed') : new JobSuperseded(deliveryId))
        : transaction(test.unitOfWork, background(), async (tx) => {
            const result = await effects(tx);
            cuts -= 1;
            if (cuts >= 0) await query(tx.em, `select pg_terminate_backend(pg_backend_pid())`);
            return result;
          }),
  });
};
const outcome = async (deliveryId: string) =>
  (
    await query<{ status: string; error: string | null; why: string | null; recipient: string }>(
      test.database.fork(),
      `select d.status, d.error, v.skipped_for as why, d.recipient
       from deliveries d join deliveries_v v on v.id = d.id where d.id = ?`,
      [deliveryId],
    )
  )[0];

describe('a delivery', () => {
  it('is the same mail in every try: one text, one Message-ID, one row', async () => {
    const { deliveryId } = await planFor('retry@antrean.test');
    await expect(tryAt(deliveryId, { killed: true })).rejects.toThrow('killed');
    expect(await outcome(deliveryId)).toMatchObject({ status: 'sending' });
    await tryAt(deliveryId, { attempt: 2 });
    const mails = await mailbox.emails();
    expect(mails).toHaveLength(2);
    expect(mails[0]!.text).toBe(mails[1]!.text);
    expect(mails[0]!.text).toContain(`secret of ${deliveryId}`);
    expect(mails[0]!.headers['message-id']).toEqual(mails[1]!.headers['message-id']);
    expect(await outcome(deliveryId)).toMatchObject({ status: 'sent' });
    expect(await count('mailsRepeated')).toBe(1);
  });

  it('is one mail when PostgreSQL cuts the connection between the acceptance and the commit', async () => {
    const { deliveryId } = await planFor('cut@antrean.test');
    await tryAt(deliveryId, { cuts: 3 });
    expect(await count('mailOutcomesRewritten')).toBe(1);
    expect(await outcome(deliveryId)).toMatchObject({ status: 'sent', error: null });
    await tryAt(deliveryId, { attempt: 2 });
    expect(await mailbox.emails()).toHaveLength(1);
  });

  it('is one mail when its job was given to another try while the mail server took it', async () => {
    const { deliveryId } = await planFor('lost@antrean.test');
    const repeated = await count('mailsRepeated');
    await tryAt(deliveryId, { superseded: true });
    expect(await outcome(deliveryId)).toMatchObject({ status: 'sent', error: null });
    await tryAt(deliveryId, { attempt: 2 });
    expect(await mailbox.emails()).toHaveLength(1);
    expect(await count('mailsRepeated')).toBe(repeated);
  });

  it('is one mail, however often its job runs', async () => {
    const { deliveryId } = await planFor('once@antrean.test');
    for (const attempt of [1, 2]) await tryAt(deliveryId, { attempt });
    expect(await mailbox.emails()).toHaveLength(1);
    expect(await outcome(deliveryId)).toMatchObject({ status: 'sent', error: null });
  });

  it('is tried again while the mail server is away, and recorded as failed after the last try', async () => {
    const { deliveryId } = await planFor('away@antrean.test');
    const away = createMailer({ smtpUrl: 'smtp://127.0.0.1:1', from: config.mail.from, log: testLog });
    const repeated = await count('mailsRepeated');
    await expect(tryAt(deliveryId, { mailer: away })).rejects.toThrow('mail server');
    expect(await outcome(deliveryId)).toMatchObject({ status: 'sending' });
    await expect(tryAt(deliveryId, { mailer: away, attempt: 8 })).rejects.toThrow('mail server');
    expect(await outcome(deliveryId)).toMatchObject({
      status: 'failed',
      error: expect.stringContaining('ECONNREFUSED'),
    });
    await away.close();
    // What the server refused is no unknown outcome.
    await tryAt(deliveryId, { attempt: 2 });
    expect(await count('mailsRepeated')).toBe(repeated);
  });

  it('that the server refuses for good is not tried again and says why', async () => {
    const [{ id: deliveryId } = { id: '' }] = await plan([{ address: 'no address', language: 'id' }]);
    await tryAt(deliveryId);
    expect(await outcome(deliveryId)).toMatchObject({
      status: 'failed',
      error: expect.stringContaining('not an e-mail address'),
    });
  });

  it('to an address that a server refuses for good marks it: what can be chosen goes there no more, until something arrives', async () => {
    let isRefusing = true;
    const server = new SMTPServer({
      disabledCommands: ['AUTH', 'STARTTLS'],
      logger: false,
      onRcptTo: (_address, _session, done) =>
        isRefusing ? done(Object.assign(new Error('5.1.1 no such user'), { responseCode: 550 })) : done(),
      onData: (stream, _session, done) => {
        stream.on('end', () => done());
        stream.resume();
      },
    });
    const listening = server.listen(0, '127.0.0.1');
    await once(listening, 'listening');
    const { port } = listening.address() as AddressInfo;
    const refusing = createMailer({
      smtpUrl: `smtp://127.0.0.1:${port}`,
      from: config.mail.from,
      log: testLog,
    });
    const { userId, deliveryId } = await planFor('gone@antrean.test');
    const tryNext = async (notification = greeting) => {
      const [{ id } = { id: '' }] = await plan([{ userId }], { notification });
      await tryAt(id, { mailer: refusing });
      return outcome(id);
    };
    await tryAt(deliveryId, { mailer: refusing });
    expect(await outcome(deliveryId)).toMatchObject({ status: 'failed' });
    isRefusing = false;
    expect(await tryNext()).toMatchObject({ status: 'skipped', why: 'address_refused' });
    expect(await tryNext(always)).toMatchObject({ status: 'sent' });
    expect(await tryNext()).toMatchObject({ status: 'sent' });
    await refusing.close();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  });

  it.each<[string, (about: { userId: number; deliveryId: string }) => Promise<unknown>, string, string]>([
    [
      'whose user was deactivated meanwhile',
      ({ userId }) =>
        query(test.database.fork(), `update users set is_active = false where id = ?`, [userId]),
      'inactive',
      'unreachable',
    ],
    [
      'whose user has no address any more',
      ({ userId }) => query(test.database.fork(), `update users set email = null where id = ?`, [userId]),
      'no address',
      'unreachable',
    ],
    [
      'that is not worth sending any more',
      ({ deliveryId }) =>
        query(test.database.fork(), `update deliveries set expires_at = now() where id = ?`, [deliveryId]),
      'too late',
      'too_late',
    ],
    [
      'whose cause is gone',
      ({ deliveryId }) =>
        query(test.database.fork(), `update deliveries set facts = '{"word":"nothing"}' where id = ?`, [
          deliveryId,
        ]),
      'nothing to say',
      'nothing_to_tell',
    ],
  ])('%s is skipped, says why and stays so', async (_, change, reason, why) => {
    const planned = await planFor(`${randomUUID()}@antrean.test`);
    await change(planned);
    for (const attempt of [1, 2]) await tryAt(planned.deliveryId, { attempt });
    expect(await outcome(planned.deliveryId)).toMatchObject({
      status: 'skipped',
      error: expect.stringContaining(reason),
      why,
    });
    expect(await mailbox.emails()).toEqual([]);
  });

  it('goes where the user is reached now, in the language of the account and in the one layout', async () => {
    const { userId, deliveryId } = await planFor('before@antrean.test', 'id');
    await query(test.database.fork(), `update users set email = 'now@antrean.test' where id = ?`, [userId]);
    await tryAt(deliveryId);
    const [mail] = await mailbox.emails();
    expect(mail!.to[0]?.address).toBe('now@antrean.test');
    expect(mail!.subject).toBe('Salam: hai');
    expect(mail!.html).toContain('&lt;b&gt;tebal&lt;/b&gt;');
    expect(mail!.html).toContain(config.organisationName);
    expect(await outcome(deliveryId)).toMatchObject({ status: 'sent', recipient: 'now@antrean.test' });
  });
});

describe('deliveries', () => {
  it('are one for each recipient of a cause, however often it is said and by which name he is called', async () => {
    const { id: userId } = await createTestUser(test.database, { email: 'both@antrean.test' });
    const cause = `cause:${randomUUID()}`;
    const recipients: Recipient[] = [
      { userId },
      { address: 'both@antrean.test', language: 'id' },
      { address: 'outside@example.test', language: 'id' },
      { userId: 999_999 },
    ];
    expect(await plan(recipients, { cause })).toHaveLength(2);
    expect(await plan(recipients, { cause })).toEqual([]);
    expect(await plan(recipients)).toHaveLength(2);
  });

  it('to an address are in the language of the user who has it, else in the given one', async () => {
    const { userId } = await planFor('english@antrean.test', 'en');
    expect(userId).toBeGreaterThan(0);
    const planned = await plan([
      { address: 'English@antrean.test', language: 'id' },
      { address: 'nobody@example.test', language: 'id' },
    ]);
    for (const { id } of planned) await tryAt(id);
    const subjects = (await mailbox.emails()).map(({ to, subject }) => [to[0]?.address, subject]);
    expect(subjects).toEqual(
      expect.arrayContaining([
        ['English@antrean.test', 'Greeting: hai'],
        ['nobody@example.test', 'Salam: hai'],
      ]),
    );
  });

  it('that an earlier version put on record are sent by their row, unless they have come to their end', async () => {
    const cause = `cause:${randomUUID()}`;
    const earlier = (recipient: string, status: string) =>
      query(
        test.database.fork(),
        `insert into deliveries (cause, recipient, channel, message_id, status) values (?, ?, 'email', ?, ?)`,
        [cause, recipient, `<${recipient.replace('@', '.')}@antrean>`, status],
      );
    await earlier('planned@example.test', 'planned');
    await earlier('sent@example.test', 'sent');
    const takeOver = (address: string) =>
      transaction(test.unitOfWork, background(), (tx) =>
        takeOverDelivery(tx.em, greeting, {
          ...{ cause, facts: { word: 'hai' } },
          recipients: [{ address, language: 'en' }],
        }),
      );
    // Whoever is told by the cause anew finds them on record.
    expect(await plan([{ address: 'planned@example.test', language: 'en' }], { cause })).toEqual([]);
    const [{ id: deliveryId } = { id: '' }] = await takeOver('planned@example.test');
    expect(await takeOver('planned@example.test')).toEqual([]);
    expect(await takeOver('sent@example.test')).toEqual([]);
    await tryAt(deliveryId);
    const [mail] = await mailbox.emails();
    expect(mail!.headers['message-id']).toBe('<planned.example.test@antrean>');
  });
});
