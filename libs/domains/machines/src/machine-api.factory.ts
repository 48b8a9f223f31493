import { randomUUID } from 'node:crypto';
import { assignPlacedRoles, ensureRoles } from '@antrean/access';
import { createTestUser } from '@antrean/accounts/testing';
import { apiTokenEntities, apiTokenVerifier } from '@antrean/api-tokens';
import { testNotifications, notificationMessages } from '@antrean/notifications/testing';
import { organizationEntities } from '@antrean/organization';
import { mergeRoleDefaults, type SessionPrincipal, type UserPrincipal } from '@antrean/platform/auth';
import { query } from '@antrean/platform/database';
import { createMailer } from '@antrean/platform/mail';
import { createMessageRegistry, type JsonObject } from '@antrean/platform/messages';
import { MORE } from '@antrean/platform/queue';
import { backgroundContext, transaction } from '@antrean/platform/transaction';
import { sessionTokens } from '@antrean/sessions';
import { accessTokenOf, createTestPrincipal, createTestSession } from '@antrean/sessions/testing';
import { identityEntities, identityRoleDefaults } from '@antrean/sign-in/testing';
import {
  createTestDatabase,
  createTestRedis,
  recordSignals,
  startTestApi,
  startTestMailbox,
  startTestWorker,
  takeEvents,
  testConfig,
  testLog,
  type TakenEvent,
  type TestDatabase,
  type TestMailbox,
  type TestReply,
  type TestWorker,
} from '@antrean/testing';
import { workOrderEntities, workOrderRoleDefaults } from '@antrean/work-orders';
import { workOrderMessages } from '@antrean/work-orders/messages';
import { machineAlarms } from './alarms/alarm.notification.ts';
import { machineRoutes } from './http.ts';
import { machineEntities, machineRoleDefaults } from './index.ts';
import type { MachineSettings } from './machine.settings.ts';
import { machineMessages } from './messages.ts';
import { sweep } from './reports/sweep.ts';
import { createTestDeviceToken, createTestMachine } from './testing.ts';
import { machineWorker } from './worker.ts';

const address = (): string => `${randomUUID()}@antrean.test`;

/** A machine, and the token by which it speaks. */
export interface Device {
  readonly id: number;
  readonly code: string;
  readonly token: string;
}

export interface MachineApi extends TestDatabase {
  readonly administrator: SessionPrincipal;
  readonly operator: SessionPrincipal;
  readonly settings: MachineSettings;
  /** What was signalled, the oldest first. */
  readonly signals: { name: string; payload: JsonObject }[];
  /** As an actor, with a device's token, or as nobody. */
  send(
    actor: UserPrincipal | string | null,
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<TestReply>;
  person(role: string): Promise<SessionPrincipal>;
  /** Somebody who operates the machines of one outlet. */
  operatorAt(outletId: number): Promise<SessionPrincipal>;
  plug(details?: { outletId?: number }): Promise<Device>;
  /** What the machine says of itself; it must be taken. */
  say(device: Device, report: object): Promise<Record<string, unknown>>;
  beat(device: Device): Promise<Record<string, unknown>>;
  read(device: Pick<Device, 'id'>): Promise<Record<string, unknown>>;
  /** Changes of statuses since the events were taken last, in order. */
  changes(): Promise<[from: string, to: string, cause: string][]>;
  /** As if the machines had been silent for so long. */
  silence(ids: readonly number[], seconds: number): Promise<unknown>;
  /** As if the api had been there since so long ago, and until so long ago. */
  listening(sinceSeconds: number, untilSeconds?: number): Promise<unknown>;
  /** Turns of the sweep until nothing is left to do. */
  sweep(): Promise<void>;
  takeEvents(): Promise<TakenEvent[]>;
  sql<Row extends object>(text: string): Promise<Row[]>;
  /** The worker of machines and notifications, and where its mails arrive. Both stop with the api. */
  work(): Promise<{
    worker: TestWorker;
    mailbox: TestMailbox;
    mailsTo: (person: UserPrincipal) => Promise<string[]>;
  }>;
}

/** The endpoints of machines on a real server with real sessions and tokens, on a database of their own. */
export async function startMachineApi(options: { poolSize?: number } = {}): Promise<MachineApi> {
  const config = testConfig({ PUBLIC_URL: 'https://antrean.example' });
  const settings: MachineSettings = { reportEveryS: 20, offlineAfterS: 60 };
  const signals = recordSignals();
  const test = await createTestDatabase(
    [
      ...organizationEntities,
      ...identityEntities,
      ...apiTokenEntities,
      ...workOrderEntities,
      ...machineEntities,
    ],
    options,
  );
  const { database, unitOfWork } = test;
  await ensureRoles(
    database,
    mergeRoleDefaults(identityRoleDefaults, machineRoleDefaults, workOrderRoleDefaults),
  );
  const api = await startTestApi({
    tokens: [sessionTokens, apiTokenVerifier],
    routes: machineRoutes({ ...test, signals, settings }),
    database,
    config,
  });
  const ends: (() => Promise<unknown>)[] = [() => test.close(), () => api.close()];
  const sql = <Row extends object>(text: string) => query<Row>(database.fork(), text);
  const send: MachineApi['send'] = (actor, method, path, body, headers = {}) =>
    api.request(method, path, {
      ...(body === undefined ? {} : { body }),
      ...(actor === null ? {} : { token: typeof actor === 'string' ? actor : accessTokenOf(actor, config) }),
      headers,
    });
  const taken = async (reply: Promise<TestReply>): Promise<Record<string, unknown>> => {
    const { status, body } = await reply;
    if (status !== 200) throw new Error(`${status}: ${JSON.stringify(body)}`);
    return body;
  };
  const person: MachineApi['person'] = (role) =>
    createTestPrincipal(database, { role, departmentId: null, email: address() });
  const administrator = await person('administrator');
  const operator = await person('rvm_operator');
  return {
    ...test,
    ...{ administrator, operator, settings, sql, send, person },
    signals: signals.emitted,
    operatorAt: async (outletId) => {
      const user = await createTestUser(database, { role: 'customer', departmentId: null, email: address() });
      const role = 'rvm_operator';
      await assignPlacedRoles(database.fork(), user.id, [
        { role, outletId, clinicId: null, departmentId: null },
      ]);
      return createTestSession(database, user);
    },
    plug: async (details = {}) => {
      const machine = await createTestMachine(database, { id: administrator.userId }, details);
      return { id: machine.id, code: machine.code, token: await createTestDeviceToken(database, machine) };
    },
    say: ({ id, token }, report) => taken(send(token, 'POST', `/api/rvms/${id}/status`, report)),
    beat: ({ id, token }) => taken(send(token, 'POST', `/api/rvms/${id}/heartbeat`)),
    read: ({ id }) => taken(send(administrator, 'GET', `/api/rvms/${id}`)),
    changes: async () =>
      (await takeEvents(database))
        .filter(({ name }) => name === 'rvm.status.changed')
        .map(({ payload }) => [
          String(payload['oldStatus']),
          String(payload['newStatus']),
          String(payload['cause']),
        ]),
    silence: (ids, seconds) =>
      sql(
        `update rvm_states set last_heard_at = now() - interval '${seconds} seconds', silent_at = now()
         where rvm_id in (${ids.join(',')})`,
      ),
    listening: (since, until = 0) =>
      sql(
        `insert into rvm_listening (since, until)
         values (now() - interval '${since} seconds', now() - interval '${until} seconds')
         on conflict (only_row) do update set since = excluded.since, until = excluded.until`,
      ),
    sweep: async () => {
      const context = backgroundContext(testLog, 'sweep');
      while ((await transaction(unitOfWork, context, (tx) => sweep(tx, settings))) === MORE);
    },
    takeEvents: () => takeEvents(database),
    work: async () => {
      const [redis, mailbox] = await Promise.all([createTestRedis(), startTestMailbox()]);
      const mailer = createMailer({ smtpUrl: mailbox.smtpUrl, from: config.mail.from, log: testLog });
      const worker = await startTestWorker({
        database,
        redisUrl: redis.url,
        registry: createMessageRegistry([
          ...machineMessages,
          ...workOrderMessages.filter(({ kind }) => kind === 'event'),
          ...notificationMessages,
        ]),
        handlers: [
          ...machineWorker({ config, settings }).handlers,
          ...testNotifications({ database, mailer, config, notifications: [machineAlarms] }).handlers,
        ],
      });
      ends.push(
        () => redis.stop(),
        () => mailbox.stop(),
        async () => mailer.close(),
        () => worker.stop(),
      );
      const mailsTo = async ({ userId }: UserPrincipal): Promise<string[]> => {
        await worker.drain();
        // As if the time in which notices are gathered were over.
        await sql(`update outbox_jobs set run_at = now() where state = 'pending' and queue = 'mail'`);
        await sql(`update deliveries set send_at = now() where status = 'planned'`);
        await worker.drain();
        const [user] = await sql<{ email: string }>(`select email from users where id = ${userId}`);
        const mails = await mailbox.emails();
        return mails
          .filter(({ to }) => to.some(({ address }) => address === user?.email))
          .map(({ subject, text }) => `${subject}\n${text}`);
      };
      return { worker, mailbox, mailsTo };
    },
    close: async () => {
      for (const end of ends.reverse()) await end();
    },
  };
}
