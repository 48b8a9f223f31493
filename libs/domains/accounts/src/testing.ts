import { randomUUID } from 'node:crypto';
import type { RoleKey } from '@antrean/access';
import { Role, ServedDepartment, UserRole } from '@antrean/access/testing';
import type { Database } from '@antrean/platform/database';
import bcrypt from 'bcrypt';
import { createDepartment, createEmployee } from '@antrean/organization/testing';
import { User } from './user.entity.ts';

export { User };

export interface TestUserDetails {
  /** Null: the account has none, only the employee. */
  nik?: string | null;
  username?: string | null;
  email?: string | null;
  phone?: string | null;
  fullName?: string;
  /** Hashed at bcrypt's lowest cost; without one nobody can log in as this user. */
  password?: string;
  role?: RoleKey | (string & {});
  /** Further roles beside `role`. */
  roles?: readonly string[];
  /** A new department when absent; null for none. */
  departmentId?: number | null;
  /** All departments when absent. */
  servedDepartmentIds?: readonly number[];
}

/**
 * A user with an employee record and roles. Roles that do not exist yet are created without permissions: call
 * `ensureRoles(database, defaults)` first when permissions matter.
 */
export async function createTestUser(database: Database, details: TestUserDetails = {}): Promise<User> {
  const made = `T${randomUUID().slice(0, 8).toUpperCase()}`;
  const nik = details.nik === undefined ? made : details.nik;
  const fullName = details.fullName ?? `Test ${nik ?? made}`;
  const role = details.role ?? 'employee';
  const departmentId =
    details.departmentId === undefined ? (await createDepartment(database)).id : details.departmentId;
  const employee = await createEmployee(database, { nik: nik ?? made, fullName, departmentId });
  const em = database.fork();
  const roles = [...new Set([role, ...(details.roles ?? [])])];
  for (const key of roles) {
    if (!(await em.findOne(Role, { key }))) em.create(Role, { key, label: key, rank: 0 });
  }
  await em.flush();
  const user = em.create(User, {
    nik,
    username: details.username ?? null,
    email: details.email ?? null,
    phone: details.phone ?? null,
    fullName,
    employeeId: employee.id,
    passwordHash: details.password === undefined ? '!' : await bcrypt.hash(details.password, 4),
    primaryRole: role,
  });
  await em.flush();
  for (const roleKey of roles) em.create(UserRole, { userId: user.id, roleKey });
  for (const id of details.servedDepartmentIds ?? []) {
    em.create(ServedDepartment, { userId: user.id, departmentId: id });
  }
  await em.flush();
  return user;
}
