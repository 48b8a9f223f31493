import { ensureEmployee, seedOrganization } from '@antrean/organization';
import type { Config } from '@antrean/platform/config';
import { query, type Database } from '@antrean/platform/database';
import type { EntityManager } from '@mikro-orm/postgresql';
import { assignRoles, type RoleKey } from '@antrean/access';
import { createPasswords } from './passwords/password.ts';
import { User } from './user.entity.ts';

export interface DevelopmentUser {
  readonly nik: string;
  readonly password: string;
  readonly role: RoleKey;
  readonly label: string;
  readonly name: string;
  /** The department that they work in, by name. */
  readonly department: string | null;
}

const user = (
  nik: string,
  password: string,
  role: RoleKey,
  label: string,
  name: string,
  department: string | null,
): DevelopmentUser => ({ nik, password, role, label, name, department });

/** The published logins of development (seed 003 names the first five); production refuses to start with them. */
export const developmentUsers: readonly DevelopmentUser[] = [
  user('ADM001', 'admin123', 'administrator', 'Administrator', 'Ayu Lestari', 'IT Department'),
  user('EMP001', 'emp123', 'employee', 'Employee', 'Budi Santoso', 'IT Department'),
  user('KIT001', 'kitchen123', 'dapur', 'Kitchen', 'Citra Dewi', 'Production'),
  user('DEL001', 'delivery123', 'delivery', 'Delivery', 'Dedi Kurniawan', 'Warehouse'),
  user('EMP002', 'emp123', 'employee', 'Employee 2', 'Eka Putri', 'Human Resources'),
  user('SUP001', 'super123', 'super_admin', 'Super Admin', 'Fajar Nugroho', 'IT Department'),
  user('PRM001', 'manager123', 'production_manager', 'Production Manager', 'Gita Permata', 'Production'),
  user('PRO001', 'operator123', 'production_operator', 'Operator', 'Hadi Wijaya', 'Production'),
  user('RVM001', 'rvm123', 'rvm_operator', 'RVM Operator', 'Indra Saputra', 'Warehouse'),
  user('CSH001', 'cashier123', 'cashier', 'Cashier', 'Joko Susilo', null),
  user('CUS001', 'customer123', 'customer', 'Customer', 'Kartika Sari', null),
  user('CLM001', 'clinic123', 'clinic_manager', 'Clinic Manager', 'Lina Marlina', null),
  user('CLS001', 'staff123', 'clinic_staff', 'Clinic Staff', 'Maya Anggraini', null),
];

/**
 * Fills a development database, which has the builtin roles, with master data and {@link developmentUsers}; what is there
 * stays as it is. Processes that start at once take turns.
 * @throws in production, where these passwords are an open door
 */
export async function seedDevelopment(
  database: Database,
  config: Pick<Config, 'production' | 'bcryptCost'>,
): Promise<void> {
  if (config.production) throw new Error('Development users are never created in production');
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
  const [department] = await query<{ id: number }>(em, `select id from departments_v where name = ?`, [
    user.department,
  ]);
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
  await assignRoles(em, row.id, [role]);
}

/**
 * For the start in production: a database that came from development still has its published passwords.
 * @throws naming the users who have one
 */
export async function refuseDevelopmentPasswords(database: Database): Promise<void> {
  const published = new Map(developmentUsers.map(({ nik, password }) => [nik, password]));
  const users = await database.fork().find(User, { nik: { $in: [...published.keys()] }, isActive: true });
  const passwords = createPasswords(12);
  const exposed: string[] = [];
  for (const { nik, passwordHash } of users) {
    if (nik && (await passwords.matches(published.get(nik) ?? '', passwordHash))) exposed.push(nik);
  }
  if (exposed.length > 0) {
    throw new Error(
      `Production refuses to start: ${exposed.join(', ')} still have the published development password. ` +
        'Deactivate these users or change their passwords.',
    );
  }
}
