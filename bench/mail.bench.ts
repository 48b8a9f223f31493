import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { setTimeout as pause } from 'node:timers/promises';
import { testNotifications, notificationMessages } from '@antrean/notifications/testing';
import { system as domains } from '@antrean/domains';
import { connectDatabase, query } from '@antrean/platform/database';
import { createMailer } from '@antrean/platform/mail';
import { createMessageRegistry } from '@antrean/platform/messages';
import { defineNotification, notify, renderMail } from '@antrean/platform/notifications';
import { createMetrics, type Metrics } from '@antrean/platform/observability';
import { startWorkerRuntime } from '@antrean/platform/queue';
import { backgroundContext, transaction } from '@antrean/platform/transaction';
import { testConfig } from '@antrean/testing';
import { createTransport, type SendMailOptions } from 'nodemailer';
import { z } from 'zod';
import { benchLog } from './bench-database.ts';
import { interleave, median, seconds, type Comparison } from './measure.ts';
import type { BenchSystem } from './bench-system.ts';

const MAILS = 10_000;
const GOAL = 0.7;
/** The mail worker's connections in use at once. */
const CONNECTIONS = 5;

const addressOf = (n: number): string => `reader${n}@example.test`;
const CONTENT = { title: 'Laporan', paragraphs: ['Laporan Anda telah selesai dibuat.'], footer: 'Antrean' };

const told = defineNotification({
  name: 'bench.told',
  summary: 'For the benchmark',
  facts: z.object({}),
  channels: ['email'],
  recipients: async () =>
    Array.from({ length: MAILS }, (_, n) => ({ address: addressOf(n), language: 'id' as const })),
  read: async () => CONTENT,
  sample: CONTENT,
  texts: {
    id: ({ title, paragraphs }) => ({ subject: title, paragraphs }),
    en: ({ title, paragraphs }) => ({ subject: title, paragraphs }),
  },
});

/** A mail server that takes everything at once. */
export async function startSink() {
  const sink = spawn(
    process.execPath,
    ['--conditions=@antrean/source', fileURLToPath(new URL('smtp-sink.ts', import.meta.url))],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const [port] = (await once(createInterface({ input: sink.stdout }), 'line')) as [string];
  return { smtpUrl: `smtp://127.0.0.1:${port}`, stop: () => sink.kill() };
}

/** Mails per second by nodemailer alone, over as many connections: no row, no job, nothing to be found again. */
export async function bareRound(
  smtpUrl: string,
  mails = MAILS,
  mail: SendMailOptions = { subject: CONTENT.title, ...renderMail(CONTENT) },
): Promise<number> {
  const transport = createTransport({ pool: true, url: smtpUrl, maxConnections: CONNECTIONS });
  let next = 0;
  const took = await seconds(() =>
    Promise.all(
      Array.from({ length: CONNECTIONS }, async () => {
        while (next < mails) {
          const to = addressOf(next);
          next += 1;
          await transport.sendMail({ from: 'no-reply@antrean.test', to, ...mail });
        }
      }),
    ),
  );
  transport.close();
  return mails / took;
}

/** Waits until so many more mails are on record as sent, as the worker counts them: to ask the database would slow it. */
export function countSent({ deliveriesEnded }: Metrics) {
  let before = 0;
  return {
    more: async (mails: number): Promise<void> => {
      for (;;) {
        const { values } = await deliveriesEnded.get();
        const sent = values.find(({ labels }) => labels.channel === 'email' && labels.outcome === 'sent');
        if ((sent?.value ?? 0) >= before + mails) break;
        await pause(20);
      }
      before += mails;
    },
  };
}

/** Ten thousand mails of one cause, from its commit to the last outcome on record, beside nodemailer that sends the same. */
export async function benchMail(system: BenchSystem, rounds: number): Promise<Comparison[]> {
  const sink = await startSink();
  const metrics = createMetrics({ service: 'bench' });
  const database = await connectDatabase({
    ...{ url: system.databaseUrl, poolSize: 20, applicationName: 'bench-mail', entities: domains.entities },
    ...{ log: benchLog, work: 'background' as const },
  });
  const config = testConfig();
  const mailer = createMailer({ smtpUrl: sink.smtpUrl, from: config.mail.from, log: benchLog, metrics });
  const worker = await startWorkerRuntime({
    ...{ database, redisUrl: system.redisUrl, registry: createMessageRegistry(notificationMessages) },
    handlers: testNotifications({ database, config, mailer, notifications: [told] }).handlers,
    ...{ consumers: [], schedules: [], failPoint: async () => undefined, metrics, log: benchLog },
    raise: () => undefined,
  });
  const sent = countSent(metrics);
  const ourRound = async (): Promise<number> => {
    const cause = `bench:${crypto.randomUUID()}`;
    const took = await seconds(async () => {
      await transaction(worker.unitOfWork, backgroundContext(benchLog, cause), async (tx) =>
        notify(tx, told, {}, { cause }),
      );
      await sent.more(MAILS);
    });
    const [row] = await query<{ n: number }>(
      database.fork(),
      `select count(*)::int as n from deliveries where cause = ? and status = 'sent'`,
      [cause],
    );
    if (row?.n !== MAILS) throw new Error(`${row?.n} of ${MAILS} mails are on record as sent`);
    return MAILS / took;
  };
  try {
    const result = await interleave(Math.min(rounds, 3), ourRound, () => bareRound(sink.smtpUrl));
    return [
      {
        name: 'mails: 10,000, each on record before and after ÷ nodemailer alone',
        ...result,
        unit: 'mails/s',
        goal: `≥ ${GOAL}`,
        met: median(result.ratios) >= GOAL,
      },
    ];
  } finally {
    await worker.stop();
    await mailer.close();
    await database.close();
    sink.stop();
  }
}
