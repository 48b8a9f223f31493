import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import { ensureRoles } from '@antrean/access';
import { createTestUser } from '@antrean/accounts/testing';
import { createTestToken } from '@antrean/api-tokens/testing';
import { createTestClinic } from '@antrean/clinics/testing';
import { system } from '@antrean/domains';
import { createTestMealOrder } from '@antrean/meal-orders/testing';
import { createTestApplication } from '@antrean/onboarding/testing';
import type { UserPrincipal } from '@antrean/platform/auth';
import { createAddressBlocks } from '@antrean/platform/blocking';
import { createBreakers } from '@antrean/platform/breaker';
import { query } from '@antrean/platform/database';
import { openRoutes, openWork } from '@antrean/platform/domain';
import { createDiskStorage } from '@antrean/platform/files';
import { createMailer } from '@antrean/platform/mail';
import { createMessageRegistry } from '@antrean/platform/messages';
import { createMetrics } from '@antrean/platform/observability';
import { createSigner } from '@antrean/platform/signing';
import { createSmsSender } from '@antrean/platform/sms';
import { apiTokenVerifier } from '@antrean/api-tokens';
import { sessionTokens } from '@antrean/sessions';
import { accessTokenOf, createTestPrincipal, createTestSession } from '@antrean/sessions/testing';
import {
  createTestDatabase,
  createTestRedis,
  noCache,
  noServices,
  recordSignals,
  startTestApi,
  startTestMailbox,
  startTestWorker,
  testConfig,
  testLog,
  type TestReply,
} from '@antrean/testing';
import sharp from 'sharp';
import { fromBufferPromise, type ZipFile } from 'yauzl';

export const config = { ...testConfig({ PUBLIC_URL: 'https://antrean.example' }), bcryptCost: 4 };
export const PASSWORD = 'kucing-oranye-17';

/** The whole system with a customer's things in every part of it, in this process. */
export async function startPersonalScene() {
  let serial = 0;
  const root = await mkdtemp(join(tmpdir(), 'antrean-personal-'));
  const [test, redis, mailbox] = await Promise.all([
    createTestDatabase(system.entities),
    createTestRedis(),
    startTestMailbox(),
  ]);
  const storage = createDiskStorage({ root });
  const { database, unitOfWork } = test;
  await ensureRoles(database, system.roleDefaults, system.muted);
  const signer = await createSigner({ keyFile: join(root, 'signing-key.pem') });
  const signals = recordSignals();
  const lent = { database, exports: database, config, storage, signer, signals };
  const registry = createMessageRegistry(system.messages);
  const work = await openWork(system, {
    ...lent,
    mailer: createMailer({
      smtpUrl: mailbox.smtpUrl,
      from: config.mail.from,
      log: testLog,
      metrics: createMetrics({ service: 'test' }),
    }),
    sms: createSmsSender({ database, config }),
    registry,
    failPoint: async () => undefined,
  });
  const worker = await startTestWorker({
    database,
    redisUrl: redis.url,
    registry,
    handlers: work.handlers,
    consumers: work.consumers,
  });
  const api = await startTestApi({
    tokens: [sessionTokens, apiTokenVerifier],
    routes: await openRoutes(system, {
      ...lent,
      unitOfWork,
      countSockets: async () => null,
      cache: noCache,
      services: noServices,
      breakers: createBreakers({ log: testLog }),
      blocks: createAddressBlocks(),
      metrics: createMetrics({ service: 'test' }),
    }),
    database,
    config,
  });

  const sql = <Row extends object>(text: string, parameters: readonly (string | number)[] = []) =>
    query<Row>(test.database.fork(), text, parameters);
  const as = (actor: UserPrincipal, method: string, path: string, body?: unknown): Promise<TestReply> =>
    api.request(method, path, { token: accessTokenOf(actor, config), body });
  const files = async (): Promise<string[]> =>
    (await readdir(root, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile() && entry.name !== 'signing-key.pem')
      .map((entry) => join(entry.parentPath, entry.name));

  const mailsTo = async (address: string): Promise<string[]> =>
    (await mailbox.emails())
      .filter(({ to }) => to.some((each) => each.address === address))
      .map(({ subject }) => subject);

  /** A customer with an address, a number and a password, as people are who registered. */
  async function createCustomer(details: { role?: string; roles?: string[] } = {}) {
    serial += 1;
    const email = `siti.${serial}@example.test`;
    const phone = `+62812${String(serial).padStart(8, '0')}`;
    const user = await createTestUser(test.database, {
      role: 'customer',
      ...{ nik: null, email, phone },
      fullName: `Siti Rahasia ${serial}`,
      password: PASSWORD,
      ...details,
    });
    return { user, email, phone, actor: await createTestSession(test.database, user) };
  }

  /** Something of theirs in each part that keeps something. */
  async function fill({ actor, user, email }: Awaited<ReturnType<typeof createCustomer>>) {
    const { database } = test;
    // They had another address before, and wanted another one still.
    await sql(`update users set email = ? where id = ?`, [`lama.${user.id}@example.test`, user.id]);
    for (const wanted of [`salah.${user.id}@example.test`, email]) {
      expect((await as(actor, 'POST', '/api/auth/email', { email: wanted })).status).toBe(202);
    }
    await worker.drain();
    const link = (await mailbox.emails()).find(({ to }) => to.some(({ address }) => address === email));
    const token = /verify#token=([\w-]+)/.exec(link?.text ?? '')?.[1];
    expect((await api.request('POST', '/api/auth/verify', { body: { token } })).status).toBe(200);
    const asStranger = (path: string, body: object) => api.request('POST', path, { body });
    await asStranger('/api/auth/login', { identifier: email, password: PASSWORD });
    await asStranger('/api/auth/login', { identifier: email, password: 'salah-sama-sekali' });
    await asStranger('/api/auth/password/forgot', { identifier: email });
    await asStranger('/api/auth/recovery/start', { identifier: email });
    const administrator = await createTestPrincipal(database, { role: 'administrator' });
    const schedule = { report: 'consumption', format: 'csv', cron: '0 7 * * *', timezone: 'Asia/Jakarta' };
    for (const recipients of [[email], [email.toUpperCase(), 'ani@example.test']]) {
      const made = await as(administrator, 'POST', '/api/report-schedules', { ...schedule, recipients });
      expect(made.status).toBe(201);
    }
    await sql(
      `insert into report_schedules (name, report, parameters, format, cron, timezone, recipients, owner_id, next_run_at)
       values ('Milik saya', 'consumption', '{}', 'csv', '0 7 * * *', 'Asia/Jakarta', '{ani@example.test}', ?, now() + interval '1 day')`,
      [user.id],
    );
    await api.request('POST', '/api/pets', {
      token: accessTokenOf(actor, config),
      headers: { 'Idempotency-Key': 'momo' },
      body: { name: `Momo si ${user.fullName}`, species: 'cat' },
    });
    expect(await sql(`select from idempotency_keys where user_id = ?`, [user.id])).toHaveLength(1);
    await as(actor, 'PATCH', '/api/profile', { bio: bioOf(user.id), birthDate: '1990-05-17' });
    await as(actor, 'PUT', '/api/preferences', { display: { theme: 'dark' }, notifications: { sms: false } });
    const clinic = await createTestClinic(database, { name: 'Klinik Sahabat' });
    await as(actor, 'PUT', `/api/preferences/favorite-vendors/${clinic.id}`);
    const image = await sharp({ create: { width: 40, height: 40, channels: 3, background: '#123456' } })
      .png()
      .toBuffer();
    const sent = await fetch(`${api.url}/api/profile/avatar`, {
      method: 'PUT',
      headers: { Authorization: `Bearer ${accessTokenOf(actor, config)}`, 'Content-Type': 'image/png' },
      body: new Uint8Array(image),
    });
    expect(sent.status).toBe(200);
    const order = await createTestMealOrder(database, actor);
    const vendor = { status: 'draft', documents: 0, name: `Klinik ${user.fullName}` } as const;
    await createTestApplication(database, actor, vendor);
    const apiToken = await createTestToken(database, user, { abilities: ['meal-orders.read'] });
    const secrets = {
      password: PASSWORD,
      hash: user.passwordHash,
      token: apiToken.token,
      tokenHash: createHash('sha256').update(apiToken.token).digest('hex'),
      totp: 'feedfacefeedface',
      credential: 'credential-of-a-passkey',
      publicKey: 'c0ffee00c0ffee00',
      backup: 'hash-of-a-backup-code',
      oneTime: 'hash-of-a-mailed-link',
      pending: 'hash-of-a-waiting-login',
      recovery: 'hash-of-a-recovery-link',
      refresh: '99999999-9999-4999-8999-999999999999',
    };
    const id = user.id;
    await sql(
      `insert into factors (user_id, kind, secret, confirmed_at) values (?, 'totp', decode(?, 'hex'), now())`,
      [id, secrets.totp],
    );
    await sql(`insert into backup_codes (user_id, code_hash) values (?, ?)`, [id, secrets.backup]);
    await sql(
      `insert into passkeys (id, user_id, credential_id, public_key, counter, transports, name)
       values (gen_random_uuid(), ?, ?, decode(?, 'hex'), 0, '{}', 'Ponsel')`,
      [id, `${secrets.credential}-${id}`, secrets.publicKey],
    );
    await sql(
      `insert into one_time_tokens (token_hash, user_id, purpose, expires_at) values (?, ?, 'password-reset', now())`,
      [`${secrets.oneTime}-${id}`, id],
    );
    await sql(
      `insert into pending_logins (token_hash, user_id, way, expires_at) values (?, ?, 'password', now() + interval '1 day')`,
      [`${secrets.pending}-${id}`, id],
    );
    await sql(
      `insert into refresh_tokens (id, session_id, expires_at) values (?, ?, now() + interval '1 day') on conflict do nothing`,
      [secrets.refresh, actor.sessionId],
    );
    await sql(`insert into identities (provider, subject, user_id, email) values ('google', ?, ?, ?)`, [
      `google-${id}`,
      id,
      `siti.${id}@gmail.test`,
    ]);
    await sql(
      `insert into login_failures (user_id, source, failures, failed_at) values (?, 'strangers', 2, now())`,
      [id],
    );
    await sql(
      `insert into in_app_notifications (user_id, delivery_id, notification, title, text)
       values (?, gen_random_uuid(), 'thing.ready', 'Siap', 'Silakan ambil')`,
      [id],
    );
    return { clinic, order, secrets, image };
  }

  return {
    ...{ test, api, worker, mailbox, sql, as, files, mailsTo, createCustomer, fill },
    close: async () => {
      await worker.stop();
      await api.close();
      await mailbox.stop();
      await redis.stop();
      await test.close();
      await rm(root, { recursive: true, force: true });
    },
  };
}
export type PersonalScene = Awaited<ReturnType<typeof startPersonalScene>>;

export const bioOf = (id: number): string => `Pemilik dua kucing nomor ${id}.`;

/** The files in a zip, by name. */
export async function readZip(zip: Buffer): Promise<Map<string, Buffer>> {
  const archive: ZipFile = await fromBufferPromise(zip);
  const found = new Map<string, Buffer>();
  for await (const entry of archive.eachEntry()) {
    const stream = await archive.openReadStreamPromise(entry);
    found.set(entry.fileName, Buffer.concat(await Array.fromAsync(stream)));
  }
  return found;
}
