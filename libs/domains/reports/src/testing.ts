import { mergeRoleDefaults } from '@antrean/platform/auth';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { auditReports } from '@antrean/audit/report';
import { auditWorker } from '@antrean/audit/worker';
import { mealOrderEntities, mealOrderRoleDefaults } from '@antrean/meal-orders';
import { mealOrderRoutes } from '@antrean/meal-orders/http';
import { mealOrderMessages } from '@antrean/meal-orders/messages';
import { mealOrderReports } from '@antrean/meal-orders/report';
import { organizationEntities } from '@antrean/organization';
import { reportJobEntities, reportRoleDefaults } from '@antrean/report-jobs';
import { reportJobRoutes } from '@antrean/report-jobs/http';
import { reportJobMessages } from '@antrean/report-jobs/messages';
import { reportJobWorker } from '@antrean/report-jobs/worker';
import { reportScheduleEntities } from '@antrean/report-schedules';
import { reportScheduleRoutes } from '@antrean/report-schedules/http';
import { scheduleMessages } from '@antrean/report-schedules/messages';
import { reportScheduleWorker } from '@antrean/report-schedules/worker';
import { notificationMessages } from '@antrean/notifications/messages';
import { notificationWorker } from '@antrean/notifications/worker';
import { reportSchedules } from '@antrean/report-schedules/domain';
import { openExports, query } from '@antrean/platform/database';
import { createMailer } from '@antrean/platform/mail';
import { CONCURRENCY } from '@antrean/platform/queue';
import { createMessageRegistry } from '@antrean/platform/messages';
import type { FailPoints } from '@antrean/platform/outbox';
import type { UserPrincipal } from '@antrean/platform/auth';
import type { Report } from '@antrean/platform/report';
import { createSigner } from '@antrean/platform/signing';
import { createDiskStorage, fileMessages, fileWorker } from '@antrean/platform/files';
import { createSmsSender } from '@antrean/platform/sms';
import {
  createTestDatabase,
  createTestRedis,
  startTestApi,
  recordSignals,
  startTestMailbox,
  startTestWorker,
  testConfig,
  testLog,
} from '@antrean/testing';
import { ensureRoles } from '@antrean/access';
import { sessionTokens } from '@antrean/sessions';
import { accessTokenOf } from '@antrean/sessions/testing';
import {
  identityEntities,
  identityMessages,
  identityRoleDefaults,
  identityRoutes,
} from '@antrean/sign-in/testing';
import { signIn } from '@antrean/sign-in/domain';
import { signInWorker } from '@antrean/sign-in/worker';
import { reportRoutes } from './http.ts';
import { reportSettings } from './report.settings.ts';
import { reportWorker } from './worker.ts';

export const DOWNLOADS_AT_ONCE = 4;

export const messages = [
  ...fileMessages,
  ...identityMessages,
  ...mealOrderMessages,
  ...reportJobMessages,
  ...scheduleMessages,
  ...notificationMessages,
];

/**
 * Identity, meal orders, audit and reports as in production: an HTTP server, workers, PostgreSQL, Redis, a mailbox
 * and a folder for the files, all of the test's own.
 */
export async function startReportApi(
  options: {
    variables?: Record<string, string>;
    reports?: readonly Report[];
    failPoint?: FailPoints;
    poolSize?: number;
    downloadWithinMs?: number;
  } = {},
) {
  const reports = [...mealOrderReports, ...auditReports(messages, {}), ...(options.reports ?? [])];
  const db = await createTestDatabase(
    [
      ...organizationEntities,
      ...identityEntities,
      ...mealOrderEntities,
      ...reportJobEntities,
      ...reportScheduleEntities,
    ],
    options.poolSize === undefined ? {} : { poolSize: options.poolSize },
  );
  const { database, unitOfWork } = db;
  const exports = openExports(database, {
    url: db.url,
    size: DOWNLOADS_AT_ONCE,
    applicationName: 'antrean-test-exports',
    whenFull: 'refuse',
    log: testLog,
  });
  const workExports = openExports(database, {
    url: db.url,
    size: CONCURRENCY,
    applicationName: 'antrean-test-exports',
    whenFull: 'wait',
    log: testLog,
  });
  const mailbox = await startTestMailbox();
  const redis = await createTestRedis();
  const root = await mkdtemp(join(tmpdir(), 'antrean-reports-'));
  const config = testConfig({ SMTP_URL: mailbox.smtpUrl, ...options.variables });
  const storage = createDiskStorage({ root });
  const mailer = createMailer({ smtpUrl: mailbox.smtpUrl, from: config.mail.from, log: testLog });
  await ensureRoles(
    database,
    mergeRoleDefaults(identityRoleDefaults, mealOrderRoleDefaults, reportRoleDefaults(reports)),
  );
  const registry = createMessageRegistry(messages);
  const signer = await createSigner({ privateKeyPem: newPrivateKey(), keyFile: 'none' });
  const failPoint: FailPoints = options.failPoint ?? (async () => undefined);
  const signals = recordSignals();
  const settings = reportSettings.read(options.variables ?? {});
  const dependencies = {
    unitOfWork,
    database,
    config,
    settings,
    storage,
    reports,
    signer,
    signals,
    failPoint,
  };
  const api = await startTestApi({
    tokens: sessionTokens,
    routes: [
      ...identityRoutes(dependencies),
      ...mealOrderRoutes(dependencies),
      ...reportJobRoutes(dependencies),
      ...reportScheduleRoutes(dependencies),
      ...reportRoutes({
        ...dependencies,
        exports,
        ...(options.downloadWithinMs === undefined ? {} : { downloadWithinMs: options.downloadWithinMs }),
      }),
    ],
    database,
    config,
  });
  const work = [
    fileWorker(dependencies),
    signInWorker(),
    auditWorker({ registry }),
    reportJobWorker(),
    reportWorker({ ...dependencies, exports: workExports }),
    reportScheduleWorker(dependencies),
    notificationWorker({
      ...dependencies,
      mailer,
      sms: createSmsSender({ config, database }),
      notifications: [...(signIn.notifications ?? []), ...(reportSchedules.notifications ?? [])],
    }),
  ];
  const startWorker = () =>
    startTestWorker({
      database,
      redisUrl: redis.url,
      registry,
      handlers: work.flatMap(({ handlers }) => handlers),
      consumers: work.flatMap(({ consumers }) => consumers),
      failPoint,
    });
  let worker = await startWorker();
  const files = async (): Promise<string[]> =>
    (await readdir(root, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();

  return {
    reports,
    database,
    exports,
    settings,
    unitOfWork,
    storage,
    signer,
    signals,
    failPoint,
    config,
    mailbox,
    mailer,
    redis,
    url: api.url,
    /** A request as the actor, without a token as null. */
    fetch: (
      actor: UserPrincipal | null,
      path: string,
      init: { method?: string; body?: unknown; headers?: Record<string, string> } = {},
    ) =>
      fetch(`${api.url}${path}`, {
        method: init.method ?? 'GET',
        headers: {
          ...(actor ? { authorization: `Bearer ${accessTokenOf(actor, config)}` } : {}),
          ...(init.body === undefined ? {} : { 'content-type': 'application/json' }),
          ...init.headers,
        },
        ...(init.body === undefined ? {} : { body: JSON.stringify(init.body) }),
      }),
    /** Every file in the storage, drafts too. */
    files,
    /** Resolves when everything that was committed has had its effect. */
    drain: () => worker.drain(),
    stopWorker: () => worker.stop(),
    startWorker: async () => {
      worker = await startWorker();
    },
    /** One more beside it; whoever starts it stops it. */
    startAnotherWorker: startWorker,
    events: (name: string) =>
      query<{ payload: Record<string, unknown>; actor_id: string | null }>(
        database.fork(),
        `select payload, actor_id from outbox_events where name = ? order by id`,
        [name],
      ),
    sql: <Row extends object>(text: string) => query<Row>(database.fork(), text),
    close: async () => {
      await worker.stop();
      await api.close();
      await mailer.close();
      await redis.stop();
      await mailbox.stop();
      await exports.close();
      await workExports.close();
      await db.close();
      await rm(root, { recursive: true, force: true });
    },
  };
}

const newPrivateKey = (): string =>
  generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

export type ReportApi = Awaited<ReturnType<typeof startReportApi>>;
