import { Department, ensureEmployee, seedOrganization } from '@antrean/organization';
import type { Config } from '@antrean/platform/config';
import { query, type Database } from '@antrean/platform/database';
import type { EntityManager } from '@mikro-orm/postgresql';
import { developmentUsers, type DevelopmentUser } from './development-user.ts';
import { ensureRoles } from './ensure-roles.ts';
import { createPasswords } from './password.ts';
import { UserRole } from './role.entity.ts';
import { User } from './user.entity.ts';

/**
 * Fills a development database with master data, the builtin roles and {@link developmentUsers}; what is there
 * stays as it is. Processes that start at once take turns.
 * @throws in production, where these passwords are an open door
 */
export async function seedDevelopment(
  database: Database,
  config: Pick<Config, 'production' | 'bcryptCost'>,
): Promise<void> {
  if (config.production) throw new Error('Development users are never created in production');
  await ensureRoles(database, {});
  await database.fork().transactional(async (em) => {
    await query(em, `select pg_advisory_xact_lock(hashtext('antrean development data'))`);
    await seedOrganization(em);
    const present = new Set((await em.find(User, {})).map(({ nik }) => nik));
    const missing = developmentUsers.filter(({ nik }) => !present.has(nik));
    const passwords = createPasswords(config.bcryptCost);
    const hashes = await Promise.all(missing.map(({ password }) => passwords.hash(password)));
    for (const [i, user] of missing.entries()) await create(em, user, hashes[i] ?? '');
  });
}

async function create(em: EntityManager, user: DevelopmentUser, passwordHash: string): Promise<void> {
  const { nik, name, role } = user;
  const department = user.department ? await em.findOne(Department, { name: user.department }) : null;
  const employee = await ensureEmployee(em, {
    nik,
    fullName: name,
    departmentId: department?.id ?? null,
    positionId: null,
  });
  await em.flush();
  const row = em.create(User, {
    nik,
    username: nik.toLowerCase(),
    email: `${nik.toLowerCase()}@antrean.test`,
    emailVerifiedAt: new Date(),
    fullName: name,
    employeeId: employee.id,
    passwordHash,
    primaryRole: role,
  });
  await em.flush();
  em.create(UserRole, { userId: row.id, roleKey: role });
}
