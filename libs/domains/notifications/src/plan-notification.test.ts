import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestUser } from '@antrean/accounts/testing';
import { identityEntities } from '@antrean/sign-in/testing';
import { organizationEntities } from '@antrean/organization';
import { query } from '@antrean/platform/database';
import { createDiskStorage } from '@antrean/platform/files';
import { createMailer } from '@antrean/platform/mail';
import type { JsonObject } from '@antrean/platform/messages';
import { defineNotification, notify, type AnyNotification } from '@antrean/platform/notifications';
import { UnknownToWorker, type JobHandler } from '@antrean/platform/queue';
import { createSmsSender } from '@antrean/platform/sms';
import { backgroundContext, transaction, type Tx } from '@antrean/platform/transaction';
import { createTestDatabase, testConfig, testLog, type TestDatabase } from '@antrean/testing';
import { z } from 'zod';
import { planNotificationHandler } from './plan-notification.job.ts';
import { deliveryHandlers } from './send-delivery.job.ts';

const about = (name: string, isUrgent: boolean) =>
  defineNotification({
    ...{ name, summary: 'For tests', channels: ['email'] as const, isUrgent },
    facts: z.object({ addresses: z.array(z.string()).max(3) }),
    recipients: async (_em, { addresses }) =>
      addresses.map((address) => ({ address, language: 'en' as const })),
    read: async () => null,
    sample: null,
    texts: { id: () => ({ subject: 'x', paragraphs: [] }), en: () => ({ subject: 'x', paragraphs: [] }) },
  });
const calm = about('calm', false);
const urgent = about('urgent', true);
const byAll = defineNotification({
  ...{ name: 'by-all', summary: 'For tests', channels: ['email', 'sms'] as const },
  facts: z.object({ userId: z.int() }),
  recipients: async (_em, { userId }) => [{ userId }],
  read: async () => null,
  sample: null,
  texts: { id: () => ({ subject: 'x', paragraphs: [] }), en: () => ({ subject: 'x', paragraphs: [] }) },
  sms: { id: () => 'x', en: () => 'x' },
});

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase([...organizationEntities, ...identityEntities]);
});
afterAll(() => test.close());

const background = () => backgroundContext(testLog, 'test');
/** What a use case says, and one run of the job that this enqueues. */
const say = (notification: typeof calm, addresses: string[], cause: string) =>
  transaction(test.unitOfWork, background(), async (tx) =>
    notify(tx, notification, { addresses }, { cause }),
  );
const run = async (cause: string, notifications: readonly AnyNotification[] = [calm, urgent, byAll]) => {
  const [job] = await query<{ id: string; payload: JsonObject }>(
    test.database.fork(),
    `select uid as id, payload from outbox_jobs where name = 'notification.plan' and payload ->> 'cause' = ?
     order by created_at desc limit 1`,
    [cause],
  );
  await perform(planNotificationHandler({ notifications }), job!);
};
const perform = (handler: JobHandler, job: { id: string; payload: JsonObject }) =>
  handler.perform({
    ...{ id: job.id, payload: job.payload, attempt: 1, lastAttempt: false, context: background() },
    ...{ log: testLog, signal: new AbortController().signal },
    uninterrupted: (work) => work(),
    again: () => Promise.reject(new Error('this job comes once')),
    finish: <T>(effects: (tx: Tx) => Promise<T>) => transaction(test.unitOfWork, background(), effects),
  });
const jobsOf = async (cause: string): Promise<string[]> =>
  (
    await query<{ name: string }>(
      test.database.fork(),
      `select j.name from outbox_jobs j join deliveries d on j.payload ->> 'deliveryId' = d.id::text
       where d.cause = ? order by d.recipient`,
      [cause],
    )
  ).map(({ name }) => name);

describe('a notification', () => {
  it('is planned with its cause or not at all', async () => {
    const cause = randomUUID();
    await expect(
      transaction(test.unitOfWork, background(), async (tx) => {
        notify(tx, calm, { addresses: [] }, { cause });
        throw new Error('the use case failed');
      }),
    ).rejects.toThrow('failed');
    expect(
      await query(test.database.fork(), `select 1 from outbox_jobs where payload ->> 'cause' = ?`, [cause]),
    ).toEqual([]);
  });

  it('becomes a delivery for each recipient once, though its job runs twice and its cause says it again', async () => {
    const cause = randomUUID();
    await say(calm, ['a@example.test', 'b@example.test'], cause);
    await run(cause);
    await run(cause);
    await say(calm, ['b@example.test', 'c@example.test'], cause);
    await run(cause);
    expect(await jobsOf(cause)).toEqual(Array(3).fill('notification.send-mail'));
  });

  it('that a newer version declares waits for a worker of that version, and no try of its deliveries is counted', async () => {
    const cause = randomUUID();
    await say(calm, ['a@example.test'], cause);
    await expect(run(cause, [urgent])).rejects.toThrow(UnknownToWorker);
    await run(cause);
    const delivery = () =>
      query<{ id: string }>(
        test.database.fork(),
        `select id, status, attempts from deliveries where cause = ?`,
        [cause],
      );
    const [{ id: deliveryId }] = (await delivery()) as [{ id: string }];
    const mailer = createMailer({ smtpUrl: 'smtp://localhost:1', from: 'a@example.test', log: testLog });
    const send = deliveryHandlers({
      ...{ database: test.database, config: testConfig(), notifications: [urgent], reports: [], mailer },
      sms: createSmsSender({ config: testConfig(), database: test.database }),
      storage: createDiskStorage({ root: tmpdir() }),
      failPoint: async () => undefined,
    }).find(({ job }) => job.name === 'notification.send-mail')!;
    await expect(perform(send, { id: randomUUID(), payload: { deliveryId } })).rejects.toThrow(
      UnknownToWorker,
    );
    await mailer.close();
    expect(await delivery()).toMatchObject([{ status: 'sending', attempts: 0 }]);
  });

  it('goes by the channels that its cause names, of those that it has', async () => {
    const { id: userId } = await createTestUser(test.database, { email: 'two-ways@antrean.test' });
    await query(
      test.database.fork(),
      `update users set phone_verified_at = now(), phone = '+628111000111' where id = ?`,
      [userId],
    );
    const cause = randomUUID();
    await transaction(test.unitOfWork, background(), async (tx) =>
      notify(tx, byAll, { userId }, { cause, channels: ['sms', 'inApp'] }),
    );
    await run(cause);
    expect(await jobsOf(cause)).toEqual(['notification.send-sms']);
  });

  it('that somebody waits for does not queue behind those that can wait', async () => {
    const cause = randomUUID();
    await say(urgent, ['a@example.test'], cause);
    await run(cause);
    expect(await jobsOf(cause)).toEqual(['notification.send-urgent-mail']);
  });

  it('whose facts are not what was declared is refused where it is said', async () => {
    await expect(say(calm, ['1', '2', '3', '4'], randomUUID())).rejects.toThrow('addresses');
  });
});
