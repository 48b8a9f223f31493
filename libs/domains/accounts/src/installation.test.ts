import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { organizationEntities } from '@antrean/organization';
import { backgroundContext } from '@antrean/platform/transaction';
import { createTestDatabase, testConfig, testLog, type TestDatabase } from '@antrean/testing';
import { ensureRoles } from '@antrean/access';
import { createTestSession } from '@antrean/sessions/testing';
import { identityEntities, identityRoleDefaults } from '@antrean/sign-in/testing';
import { createFirstAdministrator } from './create-first-administrator.ts';
import { refuseDevelopmentPasswords } from './development-user.ts';
import { createPasswords } from './passwords/password.ts';
import { createTestUser } from './testing.ts';
import { User } from './user.entity.ts';

const config = testConfig();
let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase([...organizationEntities, ...identityEntities]);
  await ensureRoles(test.database, identityRoleDefaults);
});
afterAll(() => test.close());

describe('a production installation', () => {
  it('S3-SEED-01 refuses to start while a published password works', async () => {
    await refuseDevelopmentPasswords(test.database);
    const exposed = await createTestUser(test.database, { nik: 'EMP001', password: 'emp123' });
    await createTestUser(test.database, { nik: 'EMP002', password: 'changed-since' });
    await expect(refuseDevelopmentPasswords(test.database)).rejects.toThrow(/EMP001 still/);
    await test.database.fork().nativeUpdate(User, { id: exposed.id }, { isActive: false });
    await refuseDevelopmentPasswords(test.database);
  });

  it('gets its first super administrator once', async () => {
    const create = (nik: string) =>
      createFirstAdministrator(test.unitOfWork, backgroundContext(testLog, 'test'), config, {
        nik,
        password: 'first-password',
        namaLengkap: 'The First',
      });
    const results = await Promise.allSettled([create('ROOT1'), create('ROOT2')]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const [user] = await test.database.fork().find(User, { primaryRole: 'super_admin' });
    const actor = await createTestSession(test.database, user!);
    expect(actor.grants.has('identity.manage-users')).toBe(true);
    expect(await createPasswords(12).matches('first-password', user!.passwordHash)).toBe(true);
  });
});
