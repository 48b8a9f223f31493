import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { organizationEntities } from '@antrean/organization';
import { createBreakers, type Breakers } from '@antrean/platform/breaker';
import { query } from '@antrean/platform/database';
import { createDiskStorage } from '@antrean/platform/files';
import { createMailer, type Mailer } from '@antrean/platform/mail';
import { createMessageRegistry } from '@antrean/platform/messages';
import { defineNotification } from '@antrean/platform/notifications';
import { createMetrics } from '@antrean/platform/observability';
import { enqueue } from '@antrean/platform/outbox';
import { createSmsSender } from '@antrean/platform/sms';
import { backgroundContext, transaction } from '@antrean/platform/transaction';
import { identityEntities } from '@antrean/sign-in/testing';
import {
  createTestDatabase,
  createTestRedis,
  freePort,
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
import { sendMail } from './messages.ts';
import { deliveryHandlers } from './send-delivery.job.ts';

const MAILS = 12;
/** More than a mail has. */
const MANY_TRIES = 10;

const greeting = defineNotification({
  name: 'greeting',
  summary: 'For tests',
  facts: z.object({ n: z.int() }),
  channels: ['email'],
  sample: { n: 1 },
  recipients: async () => [],
  read: async (_source, { n }) => ({ n }),
  texts: {
    id: ({ n }) => ({ subject: `Salam ${n}`, paragraphs: ['Halo'] }),
    en: ({ n }) => ({ subject: `Greeting ${n}`, paragraphs: ['Hello'] }),
  },
});

describe('while the mail server is away for long', () => {
  const config = testConfig();
  const metrics = createMetrics({ service: 'test' });
  let test: TestDatabase;
  let redis: TestRedis;
  let worker: TestWorker;
  let breakers: Breakers;
  let mailer: Mailer;
  let port: number;

  beforeAll(async () => {
    [test, redis, port] = await Promise.all([
      createTestDatabase([...organizationEntities, ...identityEntities]),
      createTestRedis(),
      freePort(),
    ]);
    breakers = createBreakers({ metrics, log: testLog });
    mailer = createMailer({
      smtpUrl: `smtp://127.0.0.1:${port}`,
      from: config.mail.from,
      breakers,
      timeouts: { sendMs: 2_000, restMs: 100, patienceMs: 20 },
      log: testLog,
      metrics,
    });
    const handlers = deliveryHandlers({
      ...{ config, mailer, database: test.database, reports: [], notifications: [greeting] },
      storage: createDiskStorage({ root: tmpdir() }),
      sms: createSmsSender({ config, database: test.database }),
      failPoint: async () => undefined,
    });
    worker = await startTestWorker({
      database: test.database,
      redisUrl: redis.url,
      registry: createMessageRegistry(handlers.map(({ job }) => job)),
      handlers,
    });
  });
  afterAll(async () => {
    await worker.stop();
    await mailer.close();
    breakers.shutdown();
    await redis.stop();
    await test.close();
  });

  const jobs = () =>
    query<{ attempts: number; generation: number; state: string }>(
      test.database.fork(),
      `select attempts, generation, state from outbox_jobs where name = ?`,
      [sendMail.name],
    );

  it('S1-GW-15 mails wait, no try of theirs is counted, and each arrives once when it is back', async () => {
    const smtp = breakers.of('smtp', `127.0.0.1:${port}`, { timeoutMs: 1, judge: () => 'away' });
    for (let n = 0; n < 10; n += 1) {
      await expect(smtp.run(() => Promise.reject(new Error('away')))).rejects.toThrow('away');
    }
    expect(smtp.isOpen).toBe(true);
    await transaction(worker.unitOfWork, backgroundContext(testLog, 'test'), async (tx) => {
      for (let n = 0; n < MAILS; n += 1) {
        const recipients = [{ address: `siti.${n}@antrean.test`, language: 'en' as const }];
        const told = { cause: `greeting:${n}`, facts: { n }, recipients };
        for (const { id } of await planDeliveries(tx.em, greeting, [told]))
          enqueue(tx, sendMail, { deliveryId: id });
      }
    });
    // Given back again and again, far more often than a mail may be tried.
    const hurry = `update outbox_jobs set run_at = now() where name = ? and state = 'pending'`;
    while ((await jobs()).some(({ generation }) => generation < MANY_TRIES)) {
      await query(test.database.fork(), hurry, [sendMail.name]);
      worker.unitOfWork.wakeRelay('jobs');
      await wait(20);
    }
    // Now and then one of them is used to see whether it is back.
    const counted = (await jobs()).map(({ attempts }) => attempts);
    expect(Math.max(...counted)).toBeLessThan(sendMail.attempts);
    expect((await jobs()).some(({ state }) => state === 'dead')).toBe(false);

    const arrived: string[] = [];
    const server = new SMTPServer({
      disabledCommands: ['AUTH', 'STARTTLS'],
      logger: false,
      onData: (stream, _session, done) => {
        void text(stream).then((mail) => {
          arrived.push(/^Subject: (.*)$/m.exec(mail)?.[1]?.trim() ?? '');
          done();
        });
      },
    });
    await once(server.listen(port, '127.0.0.1'), 'listening');
    while ((await jobs()).some(({ state }) => state !== 'done')) {
      await query(test.database.fork(), hurry, [sendMail.name]);
      worker.unitOfWork.wakeRelay('jobs');
      await wait(50);
    }
    const expected = Array.from({ length: MAILS }, (_, n) => `Greeting ${n}`);
    expect(arrived.toSorted()).toEqual(expected.toSorted());
    // Nor is one on record that was not made: those that failed, and the last.
    const tries = await query(
      test.database.fork(),
      `select d.attempts = j.attempts + 1 as "isEach" from deliveries d
       join outbox_jobs j on j.payload->>'deliveryId' = d.id::text group by 1`,
    );
    expect(tries).toEqual([{ isEach: true }]);
    expect(await metrics.mailsRepeated.get()).toMatchObject({ values: [{ value: 0 }] });
    expect(breakers.list()).toMatchObject([{ kind: 'smtp', state: 'closed' }]);
    // The server would wait for connections that are kept open for the next mail.
    await mailer.close();
    await new Promise<void>((resolve) => server.close(resolve));
  }, 120_000);
});
