import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestUser } from '@antrean/accounts/testing';
import { createTestClinic, createTestStaff } from '@antrean/clinics/testing';
import { system } from '@antrean/domains';
import type { SessionPrincipal, UserPrincipal } from '@antrean/platform/auth';
import { auditEntryOf } from '@antrean/platform/messages';
import { accessTokenOf, createTestPrincipal, createTestSession } from '@antrean/sessions/testing';
import { takeEvents } from '@antrean/testing';
import sharp from 'sharp';
import {
  bioOf,
  config,
  PASSWORD,
  readZip,
  startPersonalScene,
  type PersonalScene,
} from './personal-scene.ts';

const EXPORT = '/api/profile/export';

let scene: PersonalScene;
beforeAll(async () => {
  scene = await startPersonalScene();
}, 60_000);
afterAll(() => scene.close());

const sql: PersonalScene['sql'] = (text, parameters) => scene.sql(text, parameters);
const as: PersonalScene['as'] = (...request) => scene.as(...request);
const download = (actor: UserPrincipal): Promise<Response> =>
  fetch(`${scene.api.url}${EXPORT}`, {
    headers: { Authorization: `Bearer ${accessTokenOf(actor, config)}` },
  });

describe('what is kept about somebody', () => {
  it('is put into a zip by a worker: everything of everybody who keeps something, their files, and no secret', async () => {
    const customer = await scene.createCustomer();
    const { actor, email } = customer;
    const { secrets, image, order } = await scene.fill(customer);
    expect((await as(actor, 'GET', EXPORT)).body).toMatchObject({ status: 404, code: 'no_export' });
    const asked = await as(actor, 'POST', EXPORT);
    expect([asked.status, asked.headers.get('location'), asked.body]).toMatchObject([
      202,
      EXPORT,
      { status: 'pending', size: null },
    ]);
    await scene.worker.drain();

    const answer = await download(actor);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('application/zip');
    expect(answer.headers.get('content-disposition')).toContain('attachment');
    expect(answer.headers.get('cache-control')).toContain('no-store');
    const zip = Buffer.from(await answer.arrayBuffer());
    const found = await readZip(zip);
    const json = (name: string) => JSON.parse(String(found.get(name))) as Record<string, unknown>[];
    expect(json('profile.json')).toMatchObject({ email, bio: bioOf(actor.userId) });
    expect(json('account/account.json')).toMatchObject([{ email, roles: ['customer'] }]);
    expect(json('profile/favoriteVendors.json')).toMatchObject([{ name: 'Klinik Sahabat' }]);
    expect(json('profile/display.json')).toMatchObject([{ theme: 'dark' }]);
    expect(json('vendor-applications/applications.json')).toMatchObject([{ status: 'draft' }]);
    expect(json('meal-orders/orders.json')).toMatchObject([{ kodePesanan: order.code }]);
    expect(json('factors/factors.json')).toMatchObject([{ kind: 'totp' }]);
    expect(json('factors/passkeys.json')).toMatchObject([{ name: 'Ponsel' }]);
    expect(json('identities/identities.json')).toMatchObject([{ provider: 'google' }]);
    expect(json('registration/emailChanges.json')).toMatchObject([
      { from: `lama.${actor.userId}@example.test`, to: `salah.${actor.userId}@example.test` },
      { from: `lama.${actor.userId}@example.test`, to: email },
    ]);
    expect(json('notifications/declined.json')).toMatchObject([{ channel: 'sms', notification: '*' }]);
    expect(json('notifications/inApp.json')).toMatchObject([{ title: 'Siap' }]);
    expect(json('sessions/sessions.json')).toHaveLength(2);
    expect(json('api-tokens/tokens.json')).toMatchObject([{ abilities: ['meal-orders.read'] }]);
    expect(json('contents.json')).toMatchObject({
      userId: actor.userId,
      counts: { 'account/account.json': 1 },
    });
    const picture = [...found].find(([name]) => name.startsWith('profile/avatar.'));
    expect((await sharp(picture?.[1]).metadata()).width).toBe((await sharp(image).metadata()).width);

    const written = [...found].map(([name, bytes]) => name + bytes.toString('latin1')).join('\n');
    for (const [name, secret] of Object.entries(secrets))
      expect([name, written.includes(secret)]).toEqual([name, false]);
    expect(written).not.toMatch(/password_?hash|token_?hash|avatars\//i);
  });

  it('is told when it is ready, on both channels, and kept for seven days', async () => {
    const { actor, email } = await scene.createCustomer();
    await as(actor, 'POST', EXPORT);
    await scene.worker.drain();
    expect(await scene.mailsTo(email)).toEqual(['Data Anda siap diunduh']);
    const told = await as(actor, 'GET', '/api/notifications');
    expect(told.body['data']).toMatchObject([{ notification: 'profile.export-ready' }]);
    await sql(`update personal_exports set expires_at = now() where user_id = ?`, [actor.userId]);
    expect((await as(actor, 'GET', EXPORT)).body).toMatchObject({ code: 'no_export' });
  });

  it('is made once, however often it is asked for at once, and again only when it is an hour old', async () => {
    const { actor } = await scene.createCustomer();
    const mine = async () =>
      (await scene.files()).filter((name) => name.includes(`/exports/${actor.userId}/`));
    const answers = await Promise.all([1, 2, 3, 4].map(() => as(actor, 'POST', EXPORT)));
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202, 202]);
    expect(
      await sql(`select 1 from outbox_jobs where name = 'people.make-export' and payload ->> 'userId' = ?`, [
        String(actor.userId),
      ]),
    ).toHaveLength(1);
    await scene.worker.drain();
    const [first, ...others] = await mine();
    expect([first, others]).toEqual([expect.any(String), []]);
    expect((await as(actor, 'POST', EXPORT)).body).toMatchObject({ status: 'ready' });
    await sql(`update personal_exports set finished_at = now() - interval '2 hours' where user_id = ?`, [
      actor.userId,
    ]);
    expect((await as(actor, 'POST', EXPORT)).body).toMatchObject({ status: 'pending' });
    await scene.worker.drain();
    const [second, ...more] = await mine();
    expect([second === first, more]).toEqual([false, []]);
  });

  it('is for its owner, who has just shown who they are', async () => {
    const { actor } = await scene.createCustomer();
    const stranger = await scene.createCustomer();
    await as(actor, 'POST', EXPORT);
    await scene.worker.drain();
    expect((await as(stranger.actor, 'GET', EXPORT)).status).toBe(404);
    await sql(`update sessions set proven_at = now() - interval '11 minutes' where user_id = ?`, [
      actor.userId,
    ]);
    for (const method of ['GET', 'POST']) {
      expect((await as(actor, method, EXPORT)).body).toMatchObject({ status: 403, code: 'proof_required' });
    }
  });
});

describe('S1-USER-04 an account', () => {
  const logIn = (identifier: string) =>
    scene.api.request('POST', '/api/auth/login', { body: { identifier, password: PASSWORD } });

  it('is deleted: nothing names its owner, nobody comes in, the address is free, what must stay stays', async () => {
    const customer = await scene.createCustomer();
    const { actor, user, email, phone } = customer;
    const { order } = await scene.fill(customer);
    const [{ secret }] = (await sql<{ secret: string }>(
      `select token_hash::text as secret from api_tokens where created_by = ?`,
      [user.id],
    )) as [{ secret: string }];
    await as(actor, 'POST', EXPORT);
    await scene.worker.drain();
    expect((await logIn(email)).status).toBe(200);
    const ownFiles = async () => (await scene.files()).filter((name) => name.includes(`/${user.id}/`));
    expect(await ownFiles()).toHaveLength(2);
    await takeEvents(scene.test.database);
    await scene.mailbox.clear();

    const gone = await as(actor, 'DELETE', '/api/profile');
    expect([gone.status, gone.refreshToken]).toEqual([204, '']);
    expect((await as(actor, 'GET', '/api/profile')).status).toBe(401);
    expect((await logIn(email)).status).toBe(401);
    await scene.worker.drain();

    expect(await ownFiles()).toEqual([]);
    const [left] = await sql<Record<string, unknown>>(
      `select to_jsonb(u) - 'id' - 'created_at' - 'updated_at' - 'erased_at' - 'password_changed_at' as row
       from users u where id = ?`,
      [user.id],
    );
    expect(left?.['row']).toMatchObject({
      nik: null,
      username: null,
      email: null,
      phone: null,
      full_name: 'Pengguna dihapus (deleted user)',
      is_active: false,
    });
    const texts = [
      ...[
        email,
        phone,
        user.fullName,
        bioOf(user.id),
        secret,
        `google-${user.id}`,
        `siti.${user.id}@gmail.test`,
      ],
      ...[
        `lama.${user.id}@example.test`,
        `salah.${user.id}@example.test`,
        `passkey-${user.id}`,
        `waiting-login-${user.id}`,
      ],
    ];
    expect(await namedIn(texts)).toEqual([]);
    // The trail has what they did, and says so of a number.
    const trail = await sql<{ action: string; subject: string }>(
      `select action, subject from log_audit_trail where user_id = ? order by seq`,
      [user.id],
    );
    expect(trail).toEqual(
      expect.arrayContaining(
        ['LOGIN_SUCCESS', 'LOGIN_FAILURE', 'PASSWORD_RESET_REQUESTED', 'RECOVERY_REQUESTED'].map(
          (action) => ({
            action,
            subject: `user ${user.id}`,
          }),
        ),
      ),
    );
    expect(await rowsOf(user.id)).toEqual([]);
    expect(await sql(`select id from report_schedules where owner_id = ?`, [user.id])).toEqual([]);
    expect(await sql(`select created_by from meal_orders where code = ?`, [order.code])).toEqual([
      { created_by: user.id },
    ]);

    const events = await takeEvents(scene.test.database);
    const deleted = events.find(({ name }) => name === 'profile.deleted');
    const declared = system.messages.find(({ name }) => name === 'profile.deleted');
    expect(deleted?.payload).toEqual({ userId: user.id, by: 'owner' });
    expect(declared?.kind === 'event' && auditEntryOf(declared, deleted?.payload)).toEqual({
      action: 'ACCOUNT_DELETED',
      subject: `user ${user.id}`,
      detail: `User ${user.id} deleted the account`,
    });
    expect(events.some(({ name }) => name === 'session.ended')).toBe(true);
    expect(await scene.mailsTo(email)).toEqual(['Akun Anda sudah dihapus']);

    const again = await createTestUser(scene.test.database, { role: 'customer', email, password: PASSWORD });
    expect((await logIn(email)).status).toBe(200);
    expect(again.id).not.toBe(user.id);
  });

  it('that was deleted is invisible to administrators, and cannot be activated again', async () => {
    const { actor, user } = await scene.createCustomer();
    const administrator = await createTestPrincipal(scene.test.database, { role: 'administrator' });
    expect((await as(actor, 'DELETE', '/api/profile')).status).toBe(204);
    expect((await as(administrator, 'GET', `/api/users/${user.id}`)).status).toBe(404);
    const revived = await as(administrator, 'PATCH', `/api/users/${user.id}/status`, { isActive: true });
    expect(revived.status).toBe(404);
  });

  it('is erased twice as well as once, with what was written behind the deletion', async () => {
    const { actor, user } = await scene.createCustomer();
    expect((await as(actor, 'DELETE', '/api/profile')).status).toBe(204);
    await sql(`insert into profiles (user_id, bio) values (?, 'behind the deletion')`, [user.id]);
    for (let turn = 0; turn < 2; turn += 1) {
      await sql(
        `update outbox_jobs set run_at = now() where name = 'people.erase-remains' and state = 'pending'`,
      );
      await scene.worker.drain();
      expect(await sql(`select from profiles where user_id = ?`, [user.id])).toEqual([]);
    }
  });

  it('needs a proof of the last minutes', async () => {
    const { actor } = await scene.createCustomer();
    await sql(`update sessions set proven_at = now() - interval '11 minutes' where user_id = ?`, [
      actor.userId,
    ]);
    expect((await as(actor, 'DELETE', '/api/profile')).body).toMatchObject({
      status: 403,
      code: 'proof_required',
    });
  });

  it('of who works here is an administrator’s to delete, not one’s own and not one above', async () => {
    const employee = await scene.createCustomer({ role: 'employee' });
    const both = await scene.createCustomer({ roles: ['cashier'] });
    for (const [{ actor }, roles] of [
      [employee, 'employee'],
      [both, 'cashier'],
    ] as const) {
      expect((await as(actor, 'DELETE', '/api/profile')).body).toMatchObject({
        code: 'account_managed',
        roles,
      });
    }
    const administrator = await createTestPrincipal(scene.test.database, { role: 'administrator' });
    const boss = await createTestPrincipal(scene.test.database, { role: 'super_admin' });
    const remove = (actor: SessionPrincipal, id: number) => as(actor, 'DELETE', `/api/users/${id}`);
    expect((await remove(employee.actor, both.user.id)).status).toBe(403);
    expect((await remove(administrator, boss.userId)).body).toMatchObject({ code: 'above_own_rank' });
    expect((await remove(administrator, administrator.userId)).body).toMatchObject({ code: 'own_account' });
    expect((await remove(administrator, employee.user.id)).status).toBe(204);
    expect((await remove(administrator, employee.user.id)).status).toBe(404);
    expect((await as(employee.actor, 'GET', '/api/profile')).status).toBe(401);
    await sql(`update users set is_active = false where id = ?`, [boss.userId]);
  });

  it('S1-CLIN-08 of who works at a clinic is their own to delete, but for the last manager of one that is open', async () => {
    const { database } = scene.test;
    const [first, second] = [await createTestClinic(database), await createTestClinic(database)];
    const at = async (clinicId: number, role: 'manager' | 'staff') => {
      const { user } = await scene.createCustomer();
      await createTestStaff(database, clinicId, { userId: user.id, role, name: user.fullName });
      return createTestSession(database, user);
    };
    const [vet, ...managers] = [
      await at(first.id, 'staff'),
      await at(first.id, 'manager'),
      await at(first.id, 'manager'),
    ];
    const alone = await at(second.id, 'manager');
    const leave = (actor: UserPrincipal) => as(actor, 'DELETE', '/api/profile');
    expect((await leave(vet)).status).toBe(204);
    expect((await leave(alone)).body).toMatchObject({ status: 409, code: 'last_manager' });
    await sql(`update clinics set is_active = false where id = ?`, [second.id]);
    expect((await leave(alone)).status).toBe(204);
    const both = await Promise.all(managers.map((actor) => leave(actor)));
    expect(both.map(({ status }) => status).sort()).toEqual([204, 409]);
    // What somebody was given besides is not theirs.
    const employed = await at(first.id, 'manager');
    await sql(`insert into user_roles (user_id, role_key) values (?, 'cashier')`, [employed.userId]);
    expect((await leave(employed)).body).toMatchObject({ code: 'account_managed', roles: 'cashier' });
  });

  it('of the last super administrator stays, also when the last two leave at once', async () => {
    await sql(
      `update users set is_active = false where id in (select user_id from user_roles where role_key = 'super_admin')`,
    );
    for (let round = 0; round < 3; round += 1) {
      const two = await Promise.all(
        [1, 2].map(() => createTestPrincipal(scene.test.database, { role: 'super_admin' })),
      );
      const answers = await Promise.all(two.map((actor) => as(actor, 'DELETE', '/api/profile')));
      expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
      expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'last_super_admin' });
      await sql(
        `update users set is_active = false where id in (select user_id from user_roles where role_key = 'super_admin')`,
      );
    }
  });
});

/** The tables that keep things by user; a line of the audit trail is kept by others' rules. */
async function rowsOf(userId: number): Promise<string[]> {
  const tables = await sql<{ name: string }>(
    `select table_name as name from information_schema.columns join information_schema.tables using (table_schema, table_name)
     where table_schema = 'public' and column_name = 'user_id' and table_type = 'BASE TABLE'
       and table_name not like 'log\\_audit%' order by 1`,
  );
  expect(tables.length).toBeGreaterThan(20);
  const left: string[] = [];
  for (const { name } of tables) {
    if ((await sql(`select from "${name}" where user_id = ?`, [userId])).length > 0) left.push(name);
  }
  return left;
}

/**
 * In which tables any of these texts stand; that the address was told of the end is on record for half a year, and what
 * others' requests were answered for two days.
 */
async function namedIn(texts: readonly string[]): Promise<string[]> {
  const tables = await sql<{ name: string }>(
    `select relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition
       and relname not like 'outbox%' and relname not in ('idempotency_keys', 'employees') order by 1`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    for (const text of texts) {
      const rows = await sql<{ row: string }>(
        `select t::text as row from "${name}" t where position(lower(?) in lower(t::text)) > 0`,
        [text],
      );
      found.push(
        ...rows.flatMap(({ row }) =>
          row.includes('account-deleted:') ? [] : [`${name} names "${text}": ${row}`],
        ),
      );
    }
  }
  return found;
}
