import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createCredential } from '@antrean/factors/testing';
import type { SessionPrincipal } from '@antrean/platform/auth';
import { query } from '@antrean/platform/database';
import { accessTokenOf, createTestPrincipal } from '@antrean/sessions/testing';
import { startInProcessApi, type InProcessApi } from './in-process-api.ts';

const CODE = { code: '123456' };
/** What changes something needs a proof, and what is sent to it. `{id}` is somebody else. */
const WRITES: Record<string, object | null> = {
  'POST /api/auth/email': { email: 'another@antrean.test' },
  'PUT /api/auth/phone': { phone: '+6281200001111' },
  'POST /api/auth/phone/confirm': CODE,
  'POST /api/auth/tokens': { name: 'Payroll', abilities: ['identity.manage-users'] },
  'POST /api/auth/mfa/totp/enroll': null,
  'POST /api/auth/mfa/totp/confirm': CODE,
  'POST /api/auth/mfa/sms/enroll': { phone: '+6281200002222' },
  'POST /api/auth/mfa/sms/confirm': CODE,
  'POST /api/auth/mfa/backup-codes': null,
  'DELETE /api/auth/mfa/{method}': null,
  'POST /api/auth/passkeys/register': { name: 'Laptop' },
  'DELETE /api/auth/passkeys/{id}': null,
  'DELETE /api/auth/identities/{provider}': null,
  'POST /api/profile/export': null,
  'DELETE /api/profile': null,
  'DELETE /api/users/{id}': null,
  'POST /api/admin/recoveries/{id}/decision': { decision: 'approve' },
};
/** These read, or only begin what is written there. */
const READS = [
  'POST /api/auth/passkeys/register/options',
  'GET /api/profile/export',
  'GET /api/auth/oauth/{provider}/start',
];
/** Linking by a provider is tested where there is one. */
const CALLBACKS = ['GET /api/auth/oauth/{provider}/callback', 'POST /api/auth/oauth/{provider}/callback'];

describe('a proof of who somebody is', () => {
  let api: InProcessApi;
  beforeAll(async () => {
    api = await startInProcessApi();
  }, 60_000);
  afterAll(() => api.close());

  const sql = <T extends object>(text: string, parameters: readonly (string | number)[] = []) =>
    query<T>(api.db.database.fork(), text, parameters);
  const send = async (actor: SessionPrincipal, name: string, body: object | null) => {
    const [method = '', path = ''] = name.split(' ');
    const response = await fetch(`${api.url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${accessTokenOf(actor, api.config)}`,
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await response.text();
    return { status: response.status, body: (text ? JSON.parse(text) : {}) as Record<string, unknown> };
  };

  /** What there must be for the request to succeed, and how it is then. */
  async function prepare(actor: SessionPrincipal, name: string) {
    const { userId } = actor;
    const body = WRITES[name] ?? null;
    if (name.endsWith('backup-codes') || name.includes('{method}')) {
      await sql(
        `insert into factors (user_id, kind, phone, confirmed_at) values (?, 'sms', '+6281200003333', now())`,
        [userId],
      );
      return { name: name.replace('{method}', 'sms'), body };
    }
    if (name.endsWith('passkeys/register')) {
      const options = await send(actor, `${name}/options`, null);
      const credential = createCredential(String(options.body['challenge']), api.config);
      return { name, body: { ...body, credential } };
    }
    if (name.includes('passkeys/{id}')) {
      const [made] = await sql<{ id: string }>(
        `insert into passkeys (id, user_id, credential_id, public_key, counter, transports, name)
         values (gen_random_uuid(), ?, 'one', '', 0, '{}', 'x') returning id`,
        [userId],
      );
      return { name: name.replace('{id}', made!.id), body };
    }
    if (name.includes('{provider}')) {
      await sql(`insert into identities (user_id, provider, subject) values (?, 'google', 'one')`, [userId]);
      return { name: name.replace('{provider}', 'google'), body };
    }
    const other = await createTestPrincipal(api.db.database);
    if (!name.includes('recoveries')) return { name: name.replace('{id}', String(other.userId)), body };
    const [open] = await sql<{ id: number }>(
      `insert into recoveries (user_id, expires_at) values (?, now() + interval '1 day') returning id`,
      [other.userId],
    );
    return { name: name.replace('{id}', String(open!.id)), body };
  }

  it('is asked for by no operation that is not here', async () => {
    const { paths } = (await (await fetch(`${api.url}/api/openapi.json`)).json()) as {
      paths: Record<string, Record<string, { 'x-problems'?: string[] }>>;
    };
    const asking = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).flatMap(([method, { 'x-problems': problems }]) =>
        problems?.includes('proof_required') ? [`${method.toUpperCase()} ${path}`] : [],
      ),
    );
    expect(asking.sort()).toEqual([...Object.keys(WRITES), ...READS, ...CALLBACKS].sort());
  });

  it.each(Object.keys(WRITES))(
    '%s is refused when the session ended while it waited for the user’s row',
    async (operation) => {
      const role = /users\/|admin|tokens/.test(operation) ? 'administrator' : 'customer';
      const actor = await createTestPrincipal(api.db.database, { role });
      const { name, body } = await prepare(actor, operation);
      const answer = await api.db.database.fork().transactional(async (em) => {
        await query(em, `select from users where id = ? for update`, [actor.userId]);
        const waiting = send(actor, name, body);
        const waits = `select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`;
        const isWaiting = async () => (await sql(waits)).length > 0;
        // An answer that came without waiting is looked at, too.
        while (!(await Promise.race([waiting.then(() => true), isWaiting()])));
        await query(em, `update sessions set ended_at = now(), end_reason = 'forced' where user_id = ?`, [
          actor.userId,
        ]);
        return { waiting };
      });
      const { status, body: said } = await answer.waiting;
      expect([status, said['code']]).toEqual([403, 'proof_required']);
    },
  );
});
