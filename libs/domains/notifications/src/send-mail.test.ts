import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { identityEntities } from '@antrean/sign-in/testing';
import { organizationEntities } from '@antrean/organization';
import { query } from '@antrean/platform/database';
import { createFileStorage } from '@antrean/platform/files';
import { createMailer, type Mailer } from '@antrean/platform/mail';
import { defineNotification, NothingToTell, type Recipient } from '@antrean/platform/notifications';
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
import { z } from 'zod';
import { createTestUser } from '@antrean/accounts/testing';
import { planDeliveries, takeOverDelivery } from './delivery.queries.ts';
import { sendMail } from './messages.ts';
import { sendMailHandlers } from './send-mail.job.ts';

const config = testConfig();
const metrics = createMetrics({ service: 'test' });
const count = async (counter: 'mailsRepeated' | 'mailOutcomesRewritten'): Promise<number> =>
  (await metrics[counter].get()).values[0]?.value ?? 0;

const greeting = defineNotification({
  name: 'greeting',
  summary: 'For tests',
  facts: z.object({ word: z.string() }),
  channels: ['email'],
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
  { word = 'hai', cause }: { word?: string; cause?: string } = {},
) =>
  transaction(test.host, background(), (tx) =>
    planDeliveries(
      tx.em,
      { notification: greeting, cause: cause ?? randomUUID(), facts: { word } },
      recipients,
    ),
  );
/** A user and the delivery that he is to get. */
const planFor = async (email: string, language: 'id' | 'en' = 'en') => {
  const { id: userId } = await createTestUser(test.database, { email });
  await query(test.database.fork(), `update users set language = ? where id = ?`, [language, userId]);
  const [deliveryId = ''] = await plan([{ userId }]);
  return { userId, deliveryId };
};

/** One try; `killed` ends it where a killed worker would: after the mail left, before the commit. */
const tryAt = (
  deliveryId: string,
  options: { killed?: boolean; superseded?: boolean; cuts?: number; mailer?: Mailer; attempt?: number } = {},
) => {
  const attempt = options.attempt ?? 1;
  let cuts = options.cuts ?? 0;
  const [handler] = sendMailHandlers({
    ...{ config, reports: [], storage: createFileStorage({ root: tmpdir() }) },
    database: test.database,
    mailer: options.mailer ?? mailer,
    notifications: [greeting],
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
        : transaction(test.host, background(), async (tx) => {
            const result = await effects(tx);
            cuts -= 1;
            if (cuts >= 0) await query(tx.em, `select pg_terminate_backend(pg_backend_pid())`);
            return result;
          }),
  });
};
const outcome = async (deliveryId: string) =>
  (
    await query<{ status: string; error: string | null; recipient: string }>(
      test.database.fork(),
      `select status, error, recipient from deliveries where id = ?`,
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
    const [deliveryId = ''] = await plan([{ address: 'no address', language: 'id' }]);
    await tryAt(deliveryId);
    expect(await outcome(deliveryId)).toMatchObject({
      status: 'failed',
      error: expect.stringContaining('not an e-mail address'),
    });
  });

  it.each<[string, (about: { userId: number; deliveryId: string }) => Promise<unknown>, string]>([
    [
      'whose user was deactivated meanwhile',
      ({ userId }) =>
        query(test.database.fork(), `update users set is_active = false where id = ?`, [userId]),
      'inactive',
    ],
    [
      'whose user has no address any more',
      ({ userId }) => query(test.database.fork(), `update users set email = null where id = ?`, [userId]),
      'no address',
    ],
    [
      'that is not worth sending any more',
      ({ deliveryId }) =>
        query(test.database.fork(), `update deliveries set expires_at = now() where id = ?`, [deliveryId]),
      'too late',
    ],
    [
      'whose cause is gone',
      ({ deliveryId }) =>
        query(test.database.fork(), `update deliveries set facts = '{"word":"nothing"}' where id = ?`, [
          deliveryId,
        ]),
      'nothing to say',
    ],
  ])('%s is skipped, says why and stays so', async (_, change, reason) => {
    const planned = await planFor(`${randomUUID()}@antrean.test`);
    await change(planned);
    for (const attempt of [1, 2]) await tryAt(planned.deliveryId, { attempt });
    expect(await outcome(planned.deliveryId)).toMatchObject({
      status: 'skipped',
      error: expect.stringContaining(reason),
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
    for (const deliveryId of planned) await tryAt(deliveryId);
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
      transaction(test.host, background(), (tx) =>
        takeOverDelivery(
          tx.em,
          { notification: greeting, cause, facts: { word: 'hai' } },
          { address, language: 'en' },
        ),
      );
    // Whoever is told by the cause anew finds them on record.
    expect(await plan([{ address: 'planned@example.test', language: 'en' }], { cause })).toEqual([]);
    const [deliveryId = ''] = await takeOver('planned@example.test');
    expect(await takeOver('planned@example.test')).toEqual([]);
    expect(await takeOver('sent@example.test')).toEqual([]);
    await tryAt(deliveryId);
    const [mail] = await mailbox.emails();
    expect(mail!.headers['message-id']).toBe('<planned.example.test@antrean>');
  });
});
