import { mergeRoleDefaults, definePermissions, type UserPrincipal } from '@antrean/platform/auth';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestDatabase } from '@antrean/testing';
import { User } from '@antrean/accounts/testing';
import { createTestPrincipal } from '@antrean/sessions/testing';
import { identityRoleDefaults, startIdentityApi, type IdentityApi } from '@antrean/sign-in/testing';
import { Role } from './role.entity.ts';

const vault = definePermissions('vault', ['open']);
const MANAGE = 'identity.manage-roles';
let test: TestDatabase;
let as: IdentityApi['as'];
let close: IdentityApi['close'];
let superAdmin: UserPrincipal;

beforeAll(async () => {
  ({ test, as, close } = await startIdentityApi({
    roleDefaults: mergeRoleDefaults(identityRoleDefaults, { super_admin: [vault.open] }),
  }));
  superAdmin = await createTestPrincipal(test.database, { role: 'super_admin' });
});
afterAll(() => close());

const change = async (actor: UserPrincipal, key: string, changes: object) => {
  const { status, body } = await as(actor, 'PATCH', `/api/admin/roles/${key}`, changes);
  return status === 200 ? 200 : body['code'];
};
const create = async (key: string, rank: number, permissions: string[]) =>
  expect(
    (await as(superAdmin, 'POST', '/api/admin/roles', { key, label: key, rank, permissions })).status,
  ).toBe(201);
const stored = (key: string) => test.database.fork().findOneOrFail(Role, { key });

describe('the right to manage roles', () => {
  it('nobody takes it from himself, nor lowers his own rank', async () => {
    await create('lead', 60, [MANAGE, 'identity.manage-users']);
    const lead = await createTestPrincipal(test.database, { role: 'lead' });
    expect(await change(lead, 'lead', { permissions: [] })).toBe('own_role');
    expect(await change(lead, 'lead', { rank: 59 })).toBe('own_role');
    expect(await stored('lead')).toMatchObject({ rank: 60, permissions: [MANAGE, 'identity.manage-users'] });
    // All else of it he may change, and another one who ranks as high may do the rest.
    expect(await change(lead, 'lead', { label: 'Team lead', permissions: [MANAGE] })).toBe(200);
    expect(await change(superAdmin, 'lead', { rank: 10, permissions: [] })).toBe(200);
    expect(await change(lead, 'lead', { label: 'Not any more' })).toBe('forbidden');
  });

  it('who has it by two roles may take it from one of them', async () => {
    await create('first_half', 60, [MANAGE]);
    await create('second_half', 60, [MANAGE]);
    const both = await createTestPrincipal(test.database, { role: 'first_half', roles: ['second_half'] });
    expect(await change(both, 'first_half', { permissions: [], rank: 5 })).toBe(200);
    expect(await change(both, 'second_half', { permissions: [] })).toBe('own_role');
  });

  it('super_admin keeps its rank and all permissions, whoever edits it', async () => {
    await create('deputy', 100, [MANAGE]);
    const deputy = await createTestPrincipal(test.database, { role: 'deputy' });
    const { permissions } = await stored('super_admin');
    expect(await change(superAdmin, 'super_admin', { permissions: [] })).toBe('own_role');
    expect(await change(superAdmin, 'super_admin', { rank: 0 })).toBe('own_role');
    const fewer = permissions.filter((permission) => permission !== 'vault.open');
    for (const actor of [superAdmin, deputy]) {
      expect(await change(actor, 'super_admin', { permissions: fewer })).toBe('highest_role');
    }
    expect(await change(deputy, 'super_admin', { rank: 99 })).toBe('highest_role');
    expect(await change(superAdmin, 'super_admin', { label: 'Owner' })).toBe(200);
    expect(await stored('super_admin')).toMatchObject({ rank: 100, permissions });
  });

  it('of two who take it from each other at once one wins', async () => {
    for (let round = 0; round < 5; round += 1) {
      const keys = [`left_${round}`, `right_${round}`] as const;
      for (const key of keys) await create(key, 70, [MANAGE]);
      const left = await createTestPrincipal(test.database, { role: keys[0] });
      const right = await createTestPrincipal(test.database, { role: keys[1] });
      const answers = await Promise.all([
        change(left, keys[1], { permissions: [] }),
        change(right, keys[0], { permissions: [] }),
      ]);
      expect(answers.toSorted()).toEqual([200, 'forbidden']);
      const holders = await Promise.all(keys.map(stored));
      expect(holders.filter(({ permissions }) => permissions.includes(MANAGE))).toHaveLength(1);
    }
  });
});

describe('the right to manage users', () => {
  const ofUser = async (actor: UserPrincipal, path: string, body: object) => {
    const reply = await as(actor, 'PATCH', path, body);
    return reply.status === 200 ? 200 : reply.body['code'];
  };

  it('of two who deactivate or demote each other at once one wins', async () => {
    for (let round = 0; round < 5; round += 1) {
      const one = await createTestPrincipal(test.database, { role: 'administrator' });
      const other = await createTestPrincipal(test.database, { role: 'administrator' });
      const answers = await Promise.all([
        ofUser(one, `/api/users/${other.userId}/status`, { isActive: false }),
        ofUser(other, `/api/users/${one.userId}/status`, { isActive: false }),
      ]);
      expect(answers.filter((answer) => answer === 200)).toHaveLength(1);
      const users = await test.database.fork().find(User, { id: { $in: [one.userId, other.userId] } });
      expect(users.filter(({ isActive }) => isActive)).toHaveLength(1);

      const third = await createTestPrincipal(test.database, { role: 'administrator' });
      const fourth = await createTestPrincipal(test.database, { role: 'administrator' });
      const demotions = await Promise.all([
        ofUser(third, `/api/users/${fourth.userId}/role`, { role: 'employee' }),
        ofUser(fourth, `/api/users/${third.userId}/role`, { role: 'employee' }),
      ]);
      expect(demotions.filter((answer) => answer === 200)).toHaveLength(1);
    }
  });

  it('the last active super_admin stays', async () => {
    const deputy = await createTestPrincipal(test.database, {
      role: 'deputy_chief',
      roles: ['administrator'],
    });
    await test.database.fork().nativeUpdate(Role, { key: 'deputy_chief' }, { rank: 100 });
    const path = `/api/users/${superAdmin.userId}`;
    expect(await ofUser(deputy, `${path}/status`, { isActive: false })).toBe('last_super_admin');
    expect(await ofUser(deputy, `${path}/role`, { role: 'employee' })).toBe('last_super_admin');
    const second = await createTestPrincipal(test.database, { role: 'super_admin' });
    const both = await Promise.all([
      ofUser(deputy, `${path}/status`, { isActive: false }),
      ofUser(deputy, `/api/users/${second.userId}/status`, { isActive: false }),
    ]);
    expect(both.toSorted()).toEqual([200, 'last_super_admin']);
  });
});
