import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { organizationEntities } from '@antrean/organization';
import { query } from '@antrean/platform/database';
import { createMailer, type Mailer } from '@antrean/platform/mail';
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
import { createTestUser } from '@antrean/accounts/testing';
import { identityEntities } from './testing.ts';
import { handleSecurityMail } from './send-security-mail.job.ts';

const config = testConfig();
const metrics = createMetrics({ service: 'test' });
const count = async (counter: 'mailsRepeated' | 'mailOutcomesRewritten'): Promise<number> =>
  (await metrics[counter].get()).values[0]?.value ?? 0;
let test: TestDatabase;
let mailbox: TestMailbox;
let mailer: Mailer;

beforeAll(async () => {
  test = await createTestDatabase([...organizationEntities, ...identityEntities]);
  mailbox = await startTestMailbox();
  mailer = createMailer({ smtpUrl: mailbox.smtpUrl, from: config.mail.from, log: testLog, metrics });
});
afterAll(async () => {
  await mailer.close();
  await mailbox.stop();
  await test.close();
});

/** One try at the job; `killed` ends it where a killed worker would: after the mail left, before the commit. */
const tryAt = (
  jobId: string,
  userId: number,
  options: { killed?: boolean; superseded?: boolean; cuts?: number; mailer?: Mailer; attempt?: number } = {},
) => {
  const context = backgroundContext(testLog, jobId);
  const attempt = options.attempt ?? 1;
  let cuts = options.cuts ?? 0;
  return handleSecurityMail({ database: test.database, mailer: options.mailer ?? mailer, config }).perform({
    id: jobId,
    payload: { kind: 'password-reset', userId },
    attempt,
    lastAttempt: attempt === 8,
    context,
    log: testLog,
    signal: new AbortController().signal,
    uninterrupted: (work) => work(),
    again: () => Promise.reject(new Error('this mail comes once')),
    finish: <T>(effects: (tx: Tx) => Promise<T>) =>
      options.killed || options.superseded
        ? Promise.reject(options.killed ? new Error('killed') : new JobSuperseded(jobId))
        : transaction(test.host, context, async (tx) => {
            const result = await effects(tx);
            cuts -= 1;
            if (cuts >= 0) await query(tx.em, `select pg_terminate_backend(pg_backend_pid())`);
            return result;
          }),
  });
};
const deliveries = (recipient: string) =>
  query<{ status: string; error: string | null }>(
    test.database.fork(),
    `select status, error from deliveries where recipient = ?`,
    [recipient],
  );

describe('the mail with a link', () => {
  it('is the same in every try: one link, one Message-ID, one delivery', async () => {
    const user = await createTestUser(test.database, { email: 'retry@antrean.test' });
    const jobId = randomUUID();
    await expect(tryAt(jobId, user.id, { killed: true })).rejects.toThrow('killed');
    expect(await deliveries('retry@antrean.test')).toMatchObject([{ status: 'sending' }]);
    await tryAt(jobId, user.id, { attempt: 2 });
    const mails = (await mailbox.emails()).filter(({ to }) => to[0]?.address === 'retry@antrean.test');
    expect(mails).toHaveLength(2);
    expect(mails[0]!.text).toBe(mails[1]!.text);
    expect(mails[0]!.headers['message-id']).toEqual(mails[1]!.headers['message-id']);
    expect(await deliveries('retry@antrean.test')).toMatchObject([{ status: 'sent' }]);
    expect(await count('mailsRepeated')).toBe(1);
    const tokens = await query(test.database.fork(), `select from one_time_tokens where user_id = ?`, [
      user.id,
    ]);
    expect(tokens).toHaveLength(1);
  });

  it('is one mail when PostgreSQL cuts the connection between the acceptance and the commit', async () => {
    const user = await createTestUser(test.database, { email: 'cut@antrean.test' });
    const jobId = randomUUID();
    await tryAt(jobId, user.id, { cuts: 3 });
    expect(await count('mailOutcomesRewritten')).toBe(1);
    expect(await deliveries('cut@antrean.test')).toMatchObject([{ status: 'sent', error: null }]);
    await tryAt(jobId, user.id, { attempt: 2 });
    const mails = (await mailbox.emails()).filter(({ to }) => to[0]?.address === 'cut@antrean.test');
    expect(mails).toHaveLength(1);
  });

  it('is one mail when its job was given to another try while the mail server took it', async () => {
    const user = await createTestUser(test.database, { email: 'lost@antrean.test' });
    const jobId = randomUUID();
    const repeated = await count('mailsRepeated');
    await tryAt(jobId, user.id, { superseded: true });
    expect(await deliveries('lost@antrean.test')).toMatchObject([{ status: 'sent', error: null }]);
    await tryAt(jobId, user.id, { attempt: 2 });
    const mails = (await mailbox.emails()).filter(({ to }) => to[0]?.address === 'lost@antrean.test');
    expect(mails).toHaveLength(1);
    expect(await count('mailsRepeated')).toBe(repeated);
  });

  it('is one mail, however often its job runs', async () => {
    const user = await createTestUser(test.database, { email: 'once@antrean.test' });
    const jobId = randomUUID();
    for (const attempt of [1, 2]) await tryAt(jobId, user.id, { attempt });
    const mails = (await mailbox.emails()).filter(({ to }) => to[0]?.address === 'once@antrean.test');
    expect(mails).toHaveLength(1);
    expect(await deliveries('once@antrean.test')).toMatchObject([{ status: 'sent', error: null }]);
  });

  it('is tried again while the mail server is away, and recorded as failed after the last try', async () => {
    const user = await createTestUser(test.database, { email: 'away@antrean.test' });
    const away = createMailer({ smtpUrl: 'smtp://127.0.0.1:1', from: config.mail.from, log: testLog });
    const jobId = randomUUID();
    const repeated = await count('mailsRepeated');
    await expect(tryAt(jobId, user.id, { mailer: away })).rejects.toThrow('mail server');
    expect(await deliveries('away@antrean.test')).toMatchObject([{ status: 'sending' }]);
    await expect(tryAt(jobId, user.id, { mailer: away, attempt: 8 })).rejects.toThrow('mail server');
    expect(await deliveries('away@antrean.test')).toMatchObject([
      { status: 'failed', error: expect.stringContaining('ECONNREFUSED') },
    ]);
    await away.close();
    // What the server refused is no unknown outcome.
    await tryAt(jobId, user.id, { attempt: 2 });
    expect(await count('mailsRepeated')).toBe(repeated);
  });

  it('is not sent to who has no address or was deactivated meanwhile', async () => {
    const user = await createTestUser(test.database, { email: 'gone@antrean.test' });
    await query(test.database.fork(), `update users set is_active = false where id = ?`, [user.id]);
    await tryAt(randomUUID(), user.id);
    expect(await deliveries('gone@antrean.test')).toEqual([]);
  });
});
