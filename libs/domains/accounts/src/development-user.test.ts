import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Department, Outlet, Position, Shift, organizationEntities } from '@antrean/organization';
import { definePermissions } from '@antrean/platform/auth';
import { createTestDatabase, testConfig, type TestDatabase } from '@antrean/testing';
import { ensureRoles } from '@antrean/access';
import { Role, roleKeys, UserRole } from '@antrean/access/testing';
import { identityEntities } from '@antrean/sign-in/testing';
import { developmentUsers, seedDevelopment } from './development-user.ts';
import { createPasswords } from './passwords/password.ts';
import { createTestPrincipal } from '@antrean/sessions/testing';
import { User } from './user.entity.ts';

const config = testConfig();
let test: TestDatabase;

beforeAll(async () => {
  test = await createTestDatabase([...organizationEntities, ...identityEntities]);
  // Two processes of a fresh system start at the same moment.
  await ensureRoles(test.database, {});
  await Promise.all([seedDevelopment(test.database, config), seedDevelopment(test.database, config)]);
}, 60_000);
afterAll(() => test.close());

describe('development data', () => {
  it('S3-SEED-01 S2-NF-02 has the documented users once, with bcrypt hashes of the documented passwords', async () => {
    const em = test.database.fork();
    const users = await em.find(User, {}, { orderBy: { id: 'asc' } });
    expect(users.map(({ nik }) => nik)).toEqual(developmentUsers.map(({ nik }) => nik));
    expect(users[0]).toMatchObject({ id: 1, nik: 'ADM001', primaryRole: 'administrator' });
    const passwords = createPasswords(config.bcryptCost);
    for (const { nik, password, role } of developmentUsers.slice(0, 5)) {
      const user = users.find((each) => each.nik === nik)!;
      expect(user.passwordHash).toMatch(/^\$2b\$12\$/);
      expect(await passwords.matches(password, user.passwordHash)).toBe(true);
      expect(user.primaryRole).toBe(role);
    }
    const granted = await em.find(UserRole, {});
    expect(granted).toHaveLength(users.length);
    expect(new Set(granted.map(({ roleKey }) => roleKey))).toEqual(new Set(roleKeys));
  });

  it('S3-SEED-01 has IT Department with id 1, shifts 1 to 3, positions and an outlet', async () => {
    const em = test.database.fork();
    expect(await em.findOneOrFail(Department, { id: 1 })).toMatchObject({ name: 'IT Department' });
    const shifts = await em.find(Shift, {}, { orderBy: { id: 'asc' } });
    expect(shifts.map(({ id, name }) => [id, name])).toEqual([
      [1, 'Shift 1'],
      [2, 'Shift 2'],
      [3, 'Shift 3'],
    ]);
    expect(await em.count(Position)).toBeGreaterThan(0);
    expect(await em.count(Outlet)).toBe(1);
  });

  it('changes nothing when it runs again', async () => {
    const before = await test.database.fork().find(User, {}, { orderBy: { id: 'asc' } });
    await seedDevelopment(test.database, config);
    const after = await test.database.fork().find(User, {}, { orderBy: { id: 'asc' } });
    expect(after.map(({ passwordHash, version }) => [passwordHash, version])).toEqual(
      before.map(({ passwordHash, version }) => [passwordHash, version]),
    );
  });

  it('S3-SEED-01 is refused in production', async () => {
    await expect(seedDevelopment(test.database, { ...config, production: true })).rejects.toThrow(
      'production',
    );
  });
});

describe('roles at start', () => {
  const kitchen = definePermissions('kitchen', ['cook', 'taste']);

  it('S3-ROLE-01 S2-AUTH-05 gives the builtin roles their permissions and super_admin all of them', async () => {
    await ensureRoles(test.database, { dapur: [kitchen.cook], administrator: [kitchen.taste] });
    const roles = new Map((await test.database.fork().find(Role, {})).map((role) => [role.key, role]));
    expect([...roles.keys()].sort()).toEqual([...roleKeys].sort());
    expect(roles.get('dapur')!.permissions).toEqual(['kitchen.cook']);
    expect(roles.get('super_admin')!.permissions).toEqual(['kitchen.cook', 'kitchen.taste']);
    expect(roles.get('production_manager')!.label).toBe('Production Manager');
    expect(roles.get('production_operator')!.label).toBe('Operator');
    expect(roles.get('super_admin')!.rank).toBeGreaterThan(roles.get('administrator')!.rank);
  });

  it('keeps what an administrator added or renamed', async () => {
    const em = test.database.fork();
    const role = await em.findOneOrFail(Role, { key: 'dapur' });
    role.permissions = [...role.permissions, 'kitchen.taste'];
    role.label = 'Kitchen crew';
    await em.flush();
    await ensureRoles(test.database, { dapur: [kitchen.cook] });
    expect(await test.database.fork().findOneOrFail(Role, { key: 'dapur' })).toMatchObject({
      permissions: ['kitchen.cook', 'kitchen.taste'],
      label: 'Kitchen crew',
    });
  });

  it('an actor may what any of his roles may', async () => {
    const actor = await createTestPrincipal(test.database, { role: 'dapur', roles: ['administrator'] });
    expect([...actor.grants.keys()].sort()).toEqual(['kitchen.cook', 'kitchen.taste']);
    expect(actor.roles).toEqual(['administrator', 'dapur']);
    expect(actor.role).toBe('dapur');
    expect(actor.departmentId).not.toBeNull();
    expect(actor.karyawanId).not.toBeNull();
  });
});
