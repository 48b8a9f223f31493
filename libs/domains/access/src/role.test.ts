import { mergeRoleDefaults, definePermissions, type UserPrincipal } from '@antrean/platform/auth';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestDatabase } from '@antrean/testing';
import { createTestPrincipal } from '@antrean/sessions/testing';
import { identityRoleDefaults, startIdentityApi, type IdentityApi } from '@antrean/sign-in/testing';
import { query } from '@antrean/platform/database';
import { assignRoles, lockHighestRole } from './assign-role.ts';

const vault = definePermissions('vault', ['open']);
let test: TestDatabase;
let as: IdentityApi['as'];
let close: IdentityApi['close'];
let administrator: UserPrincipal;
let superAdmin: UserPrincipal;

beforeAll(async () => {
  ({ test, as, close } = await startIdentityApi({
    roleDefaults: mergeRoleDefaults(identityRoleDefaults, { super_admin: [vault.open] }),
  }));
  administrator = await createTestPrincipal(test.database, { role: 'administrator' });
  superAdmin = await createTestPrincipal(test.database, { role: 'super_admin' });
});
afterAll(() => close());

const role = (key: string, permissions: string[] = [], rank = 10) => ({ key, label: key, rank, permissions });

describe('roles', () => {
  it('S0-AUTH-04 S3-ROLE-01 lists the builtin roles and every permission', async () => {
    const { data } = (await as(administrator, 'GET', '/api/admin/roles')).body as {
      data: { key: string; label: string }[];
    };
    // By the names that the seeds give them.
    expect(data.map(({ label }) => label)).toEqual(
      expect.arrayContaining(['Super Admin', 'Administrator', 'Operator']),
    );
    expect(data.map(({ key }) => key)).toEqual(
      expect.arrayContaining(['administrator', 'employee', 'dapur', 'delivery']),
    );
    expect((await as(administrator, 'GET', '/api/admin/permissions')).body).toEqual({
      data: ['identity.manage-roles', 'identity.manage-users', 'identity.register-users', 'vault.open'],
    });
  });

  it('a new role gives its permissions at once, and takes them back', async () => {
    const created = await as(
      administrator,
      'POST',
      '/api/admin/roles',
      role('hr_clerk', ['identity.manage-users']),
    );
    expect(created.status).toBe(201);
    const clerk = await createTestPrincipal(test.database, { role: 'hr_clerk' });
    expect((await as(clerk, 'GET', '/api/users')).status).toBe(200);
    await as(administrator, 'PATCH', '/api/admin/roles/hr_clerk', { permissions: [] });
    expect((await as(clerk, 'GET', '/api/users')).status).toBe(403);
    const inUse = await as(administrator, 'DELETE', '/api/admin/roles/hr_clerk');
    expect([inUse.status, inUse.body['code'], inUse.body['users']]).toEqual([409, 'role_in_use', 1]);
  });

  it('nobody gives permissions that he does not hold, or a rank above his own', async () => {
    const create = (actor: UserPrincipal, body: object) => as(actor, 'POST', '/api/admin/roles', body);
    expect((await create(administrator, role('thief', ['vault.open']))).body['code']).toBe(
      'permission_not_held',
    );
    expect((await create(administrator, role('boss', [], 95))).body['code']).toBe('above_own_rank');
    expect((await create(superAdmin, role('keeper', ['vault.open'], 30))).status).toBe(201);
    expect((await create(superAdmin, role('typo', ['vault.opne']))).body['errors']).toMatchObject([
      { field: 'body.permissions' },
    ]);
    const own = await as(administrator, 'PATCH', '/api/admin/roles/administrator', {
      permissions: [...administrator.grants.keys(), 'vault.open'],
    });
    expect(own.body['code']).toBe('permission_not_held');
    const above = await as(administrator, 'PATCH', '/api/admin/roles/super_admin', { permissions: [] });
    expect(above.body['code']).toBe('above_own_rank');
    // What a role has already may stay in it, whoever edits the rest.
    const rest = await as(administrator, 'PATCH', '/api/admin/roles/keeper', {
      permissions: ['vault.open', 'identity.register-users'],
    });
    expect(rest.status).toBe(200);
  });

  it('builtin roles stay, unused ones go, and a key exists once', async () => {
    expect((await as(superAdmin, 'DELETE', '/api/admin/roles/dapur')).body['code']).toBe('role_builtin');
    await as(administrator, 'POST', '/api/admin/roles', role('short_lived'));
    const twice = await as(administrator, 'POST', '/api/admin/roles', role('short_lived'));
    expect([twice.status, twice.body['code']]).toEqual([409, 'role_exists']);
    expect((await as(administrator, 'DELETE', '/api/admin/roles/short_lived')).status).toBe(204);
    expect((await as(administrator, 'DELETE', '/api/admin/roles/short_lived')).status).toBe(404);
  });

  it('who changes a role, and who gives it to somebody meanwhile, are not in each other’s way', async () => {
    await as(superAdmin, 'POST', '/api/admin/roles', role('night_shift'));
    const { userId } = await createTestPrincipal(test.database, { role: 'employee' });
    const giver = test.database.fork();
    const changing = await giver.transactional(async (em) => {
      await lockHighestRole(em);
      const asked = as(superAdmin, 'PATCH', '/api/admin/roles/night_shift', { label: 'Night' });
      for (let waiting = 0; waiting === 0;) {
        const [seen] = await query<{ n: number }>(
          test.database.fork(),
          `select count(*)::int as n from pg_stat_activity
           where datname = current_database() and wait_event_type = 'Lock'`,
        );
        waiting = seen?.n ?? 0;
      }
      await assignRoles(em, userId, ['employee', 'night_shift']);
      return { asked };
    });
    expect((await changing.asked).body['label']).toBe('Night');
    expect((await as(superAdmin, 'DELETE', '/api/admin/roles/night_shift')).body['users']).toBe(1);
  });
});
