import {
  COUNT_LIMIT,
  cutSlice,
  idKey,
  query,
  startOf,
  type Database,
  type SqlValue,
} from '@antrean/platform/database';
import { invalidField, toPage, type GrowingPage } from '@antrean/platform/http';
import type { Tx } from '@antrean/platform/transaction';
import { LockMode, type EntityManager } from '@mikro-orm/postgresql';
import { maskIdentifier } from './mask-identifier.ts';
import type { UserBody, UserQuery } from './user.contract.ts';
import { User } from './user.entity.ts';

interface UserRow {
  id: number;
  nik: string | null;
  username: string | null;
  email: string | null;
  phone: string | null;
  primary_role: string;
  role_label: string;
  roles: string[];
  scoped_roles: UserBody['scopedRoles'];
  full_name: string;
  employee_id: number | null;
  department_id: number | null;
  position_id: number | null;
  served: number[];
  language: 'id' | 'en';
  time_zone: string | null;
  is_active: boolean;
  must_change_password: boolean;
  created_at: string;
  updated_at: string;
  version: number;
}

const SELECT = `
  select u.id, u.nik, u.username, u.email, u.phone, u.primary_role, r.label as role_label, u.full_name,
         u.employee_id, e.department_id, e.position_id, u.language, u.time_zone, u.is_active, u.must_change_password,
         u.created_at, u.updated_at, u.version,
         array(select role_key from user_roles_v where user_id = u.id order by role_key) as roles,
         coalesce((select jsonb_agg(jsonb_build_object('role', s.role_key, 'clinicId', s.clinic_id,
                     'outletId', s.outlet_id, 'departmentId', s.department_id)
                     order by s.role_key, s.clinic_id, s.outlet_id, s.department_id)
                   from scoped_roles_v s where s.user_id = u.id), '[]') as scoped_roles,
         array(select department_id from served_departments_v where user_id = u.id order by 1) as served
  from users u join roles_v r on r.key = u.primary_role left join employees_v e on e.id = u.employee_id`;

const toBody = (row: UserRow): UserBody => ({
  id: row.id,
  nik: row.nik,
  username: row.username,
  email: row.email,
  phone: row.phone,
  role: row.primary_role,
  roleLabel: row.role_label,
  roles: row.roles,
  scopedRoles: row.scoped_roles,
  namaLengkap: row.full_name,
  karyawanId: row.employee_id,
  departmentId: row.department_id,
  jabatanId: row.position_id,
  servedDepartmentIds: row.served,
  language: row.language,
  timeZone: row.time_zone,
  isActive: row.is_active,
  mustChangePassword: row.must_change_password,
  createdAt: new Date(row.created_at).toISOString(),
  updatedAt: new Date(row.updated_at).toISOString(),
  version: row.version,
});

/** A user as the api shows one; null when there is none, or none any more. Flush before, it reads what is stored. */
export async function readUser(em: EntityManager, id: number): Promise<UserBody | null> {
  const [row] = await query<UserRow>(em, `${SELECT} where u.id = ? and u.erased_at is null`, [id]);
  return row ? toBody(row) : null;
}

/** {@link readUser} for a user who is known to exist. */
export async function readExistingUser(em: EntityManager, id: number): Promise<UserBody> {
  const user = await readUser(em, id);
  if (!user) throw new Error(`user ${id} disappeared inside a transaction that holds it`);
  return user;
}

/** The expression of the index users_search; a search of three characters or more is found by it. */
export const SEARCHED = `coalesce(u.nik || ' ', '') || coalesce(u.username || ' ', '') || coalesce(u.email || ' ', '') || u.full_name`;

async function assertRole(em: EntityManager, key: string): Promise<void> {
  const roles = await query<{ key: string }>(em, `select key from roles_v order by key`);
  if (roles.some((role) => role.key === key)) return;
  const keys = roles.map((role) => role.key).join(', ');
  throw invalidField('query.role', { en: `is no role; one of: ${keys}`, id: `bukan peran; pilih: ${keys}` });
}

/** @throws problem `invalid_request` for a role that there is not */
export async function listUsers(database: Database, filter: UserQuery): Promise<GrowingPage<UserBody>> {
  const { after, offset } = startOf(filter, idKey);
  const conditions: string[] = ['u.erased_at is null'];
  const parameters: SqlValue[] = [];
  const where = (condition: string, ...values: SqlValue[]): void => {
    conditions.push(condition);
    parameters.push(...values);
  };
  const em = database.fork();
  if (filter.role !== undefined) {
    await assertRole(em, filter.role);
    where(
      `u.id in (select user_id from user_roles_v where role_key = ?
                union all select user_id from scoped_roles_v where role_key = ?)`,
      filter.role,
      filter.role,
    );
  }
  if (filter.isActive !== undefined) where('u.is_active = ?', filter.isActive);
  if (filter.search !== undefined) {
    where(`${SEARCHED} ilike ?`, `%${filter.search.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`);
  }
  const found = await query<UserRow>(
    em,
    `${SELECT} where ${conditions.join(' and ')} and u.id > ? order by u.id limit ? offset ?`,
    [...parameters, after?.[0] ?? 0, filter.limit + 1, offset],
  );
  const [count] = await query<{ total: number }>(
    em,
    `select count(*)::int as total from (select from users u where ${conditions.join(' and ')} limit ?) fitting`,
    [...parameters, COUNT_LIMIT],
  );
  const { rows, next } = cutSlice(found, filter, ({ id }) => [id]);
  return { ...toPage(rows.map(toBody), count?.total ?? 0, filter), next };
}

/** The user's row as it is; null when there is none. */
export const findUser = (em: EntityManager, id: number): Promise<User | null> => em.findOne(User, { id });

/** {@link findUser}, and nobody else changes it until the transaction ends. */
export const findAndLockUser = ({ em }: Tx, id: number): Promise<User | null> =>
  em.findOne(User, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });

/** Who has this address as theirs, and not as something that looks like one. */
export async function findUserIdByEmail(em: EntityManager, email: string): Promise<number | null> {
  const [row] = await query<{ id: number }>(em, `select id from users where lower(email) = lower(?)`, [
    email,
  ]);
  return row?.id ?? null;
}

/** The address that a user has proven to be theirs; null when there is none, also of an account that is closed. */
export async function findProvenEmail(em: EntityManager, userId: number): Promise<string | null> {
  const [row] = await query<{ email: string | null }>(
    em,
    `select email from users where id = ? and email_verified_at is not null`,
    [userId],
  );
  return row?.email ?? null;
}

/**
 * Who logs in under this identifier, and how events call them. Of nobody's there is a mask, because people type passwords
 * there; it takes as long.
 */
export async function findNamed(
  em: EntityManager,
  identifier: string,
  config: Parameters<typeof maskIdentifier>[1],
): Promise<{ userId: number | null; name: string }> {
  const userId = await findUserId(em, identifier);
  const mask = maskIdentifier(identifier, config);
  const [user] = await query<{ name: string }>(em, `select name from user_names_v where id = ?`, [userId]);
  return { userId, name: user?.name ?? mask };
}

/**
 * Who logs in under this identifier. A NIK wins over a username, an e-mail and a phone number, should one user's
 * identifier look like another's.
 */
export async function findUserId(em: EntityManager, identifier: string): Promise<number | null> {
  const [row] = await query<{ id: number }>(
    em,
    `select id from users, lower(?) as given
     where lower(nik) = given or lower(username) = given or lower(email) = given or phone = given
     order by (lower(nik) = given) is true desc, (lower(username) = given) is true desc,
              (lower(email) = given) is true desc
     limit 1`,
    [identifier],
  );
  return row?.id ?? null;
}
