import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { organizationEntities } from '@antrean/organization';
import { query } from '@antrean/platform/database';
import { backgroundContext } from '@antrean/platform/transaction';
import {
  createTestDatabase,
  startTestApi,
  testConfig,
  testLog,
  type TestApi,
  type TestDatabase,
} from '@antrean/testing';
import { ensureRoles } from '@antrean/access';
import { accessTokenOf, createTestPrincipal, createTestSession } from '@antrean/sessions/testing';
import {
  hashOneTimeToken,
  identityEntities,
  identityRoleDefaults,
  identityRoutes,
  RESET_PURPOSE,
} from '@antrean/sign-in/testing';
import { sessionTokens } from '@antrean/sessions';
import { createFirstAdministrator } from '../create-first-administrator.ts';
import { weaknessOf } from './refuse-weak-password.ts';
import { createTestUser } from '../testing.ts';

const context = {
  nik: 'EMP0042',
  username: 'budi.s',
  email: 'budi.santoso@example.com',
  phone: '+628123456789',
  name: 'Budi Santoso',
  organisation: 'PT Pangan Jaya',
};

describe('a password is weak', () => {
  it.each([
    'password',
    'Password1',
    '1234567890',
    'qwertyuiop',
    'bismillah',
    'iloveyou',
    'indonesia',
    'PASSW0RD',
  ])('when it is common: %s', async (password) => {
    expect(await weaknessOf(password, context)).toMatchObject({ en: expect.stringMatching(/first/) });
  });

  it.each([
    'EMP0042!',
    'emp0042emp0042',
    'BudiSantoso1',
    'santoso-2026',
    'budi.santoso',
    '08123456789+628123456789',
    'Antrean2026',
    'antrean12345678',
    'PanganJaya#1',
    'Budi'.normalize('NFD') + 'Santoso',
  ])('when little is left without what others know: %s', async (password) => {
    expect(await weaknessOf(password, context)).toMatchObject({ id: expect.stringMatching(/nama/) });
  });

  it.each([
    'warung-kopi-pagi',
    'Budi suka kopi pagi',
    'antrean-hari-kemerdekaan',
    'x7!kQ9#mZ2',
    'katasandiku-unik',
  ])('but not otherwise: %s', async (password) => {
    expect(await weaknessOf(password, context)).toBeNull();
  });
});

describe('weak passwords are refused wherever one is set', () => {
  const config = testConfig({ ORGANISATION_NAME: 'Bebang Sejahtera' });
  let test: TestDatabase;
  let api: TestApi;
  beforeAll(async () => {
    test = await createTestDatabase([...organizationEntities, ...identityEntities]);
    await ensureRoles(test.database, identityRoleDefaults);
    api = await startTestApi({
      tokens: sessionTokens,
      routes: identityRoutes({ ...test, config }),
      database: test.database,
      config,
    });
  });
  afterAll(async () => {
    await api.close();
    await test.close();
  });

  const refused = (field: string) => ({
    status: 400,
    body: { code: 'invalid_request', errors: [{ field, message: expect.any(String) }] },
  });
  const weak = ['password123', 'Bebang-01', 'WEAK001-abc'];

  it('by an administrator who creates a user', async () => {
    const token = accessTokenOf(await createTestPrincipal(test.database, { role: 'administrator' }), config);
    const user = { nik: 'WEAK001', namaLengkap: 'Weak One', role: 'employee' };
    for (const password of weak) {
      const reply = await api.request('POST', '/api/users', { token, body: { ...user, password } });
      expect(reply).toMatchObject(refused('body.password'));
    }
    const body = { username: 'weak.two', role: 'employee', password: 'weaktwo-1' };
    expect(await api.request('POST', '/register', { token, body })).toMatchObject(refused('body.password'));
    const headers = { 'Accept-Language': 'id' };
    const reply = await api.request('POST', '/register', { token, body, headers });
    expect(JSON.stringify(reply.body['errors'])).toContain('nama atau nomor');
  });

  it('by a user who changes his, and by a mailed link', async () => {
    const user = await createTestUser(test.database, { nik: 'WEAK001', password: 'secret-1' });
    const token = accessTokenOf(await createTestSession(test.database, user), config);
    await query(
      test.database.fork(),
      `insert into one_time_tokens (token_hash, user_id, purpose, expires_at) values (?, ?, ?, now() + interval '1 hour')`,
      [hashOneTimeToken('the-link'), user.id, RESET_PURPOSE],
    );
    for (const newPassword of weak) {
      const change = { currentPassword: 'secret-1', newPassword };
      expect(await api.request('POST', '/api/auth/password/change', { token, body: change })).toMatchObject(
        refused('body.newPassword'),
      );
      const reset = { token: 'the-link', newPassword };
      expect(await api.request('POST', '/api/auth/password/reset', { body: reset })).toMatchObject(
        refused('body.newPassword'),
      );
    }
    const body = { token: 'the-link', newPassword: 'a-better-choice' };
    const done = await api.request('POST', '/api/auth/password/reset', { body });
    expect([done.status, done.knownDevice]).toEqual([204, expect.any(String)]);
  });

  it('by whoever creates the first administrator', async () => {
    for (const password of weak) {
      const created = createFirstAdministrator(test.unitOfWork, backgroundContext(testLog, 'test'), config, {
        nik: 'WEAK001',
        namaLengkap: 'The First',
        password,
      });
      await expect(created).rejects.toThrow(/^ADMIN_PASSWORD is /);
    }
  });
});
