import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { definePermissions } from '@antrean/platform/auth';
import { query } from '@antrean/platform/database';
import { createTestDatabase, type TestDatabase } from '@antrean/testing';
import { ensureRoles } from './ensure-roles.ts';

const things = definePermissions('things', ['read', 'write', 'burn']);
let test: TestDatabase;

beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.close());

const permissionsOf = async (role: string): Promise<string[]> => {
  const [row] = await query<{ permissions: string[] }>(
    test.database.fork(),
    `select permissions from roles where key = ?`,
    [role],
  );
  return [...(row?.permissions ?? [])].sort();
};

it('S3-ROLE-01 gives builtin roles what is new, and leaves what administrators took away', async () => {
  await ensureRoles(test.database, { dapur: [things.read, things.write] });
  expect(await permissionsOf('dapur')).toEqual(['things.read', 'things.write']);
  await query(
    test.database.fork(),
    `update roles set permissions = '{things.read,own.addition}' where key = 'dapur'`,
  );
  // The next version of the software brings a permission.
  const next = { dapur: [things.read, things.write, things.burn] };
  await Promise.all([ensureRoles(test.database, next), ensureRoles(test.database, next)]);
  expect(await permissionsOf('dapur')).toEqual(['own.addition', 'things.burn', 'things.read']);
  // What it would have is known beside what it has; a role that administrators made has nothing from the start.
  const [dapur] = await query<{ defaults: string[] }>(
    test.database.fork(),
    `select defaults from roles where key = 'dapur'`,
  );
  expect(dapur?.defaults.toSorted()).toEqual(['things.burn', 'things.read', 'things.write']);
  expect(await permissionsOf('super_admin')).toEqual(['things.burn', 'things.read', 'things.write']);
});
