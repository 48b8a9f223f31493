import { randomUUID } from 'node:crypto';
import type { Database } from '@antrean/platform/database';
import { Department, Employee, Outlet, Position, Shift } from './organization.entity.ts';

/** Names must be unique in a table; tests mostly do not care which they are. */
const unique = (what: string): string => `${what} ${randomUUID().slice(0, 8)}`;

export async function createDepartment(
  database: Database,
  { name = unique('Department') } = {},
): Promise<Department> {
  const em = database.fork();
  const department = em.create(Department, { name });
  await em.flush();
  return department;
}

export async function createPosition(
  database: Database,
  { name = unique('Position') } = {},
): Promise<Position> {
  const em = database.fork();
  const position = em.create(Position, { name });
  await em.flush();
  return position;
}

export async function createShift(
  database: Database,
  { name = unique('Shift'), startsAt = '07:00', endsAt = '15:00' } = {},
): Promise<Shift> {
  const em = database.fork();
  const shift = em.create(Shift, { name, startsAt, endsAt });
  await em.flush();
  return shift;
}

export async function createOutlet(
  database: Database,
  { code = unique('OUT'), name = unique('Outlet') } = {},
): Promise<Outlet> {
  const em = database.fork();
  const outlet = em.create(Outlet, { code, name });
  await em.flush();
  return outlet;
}

export async function createEmployee(
  database: Database,
  details: { nik?: string; fullName?: string; departmentId?: number | null } = {},
): Promise<Employee> {
  const em = database.fork();
  const employee = em.create(Employee, {
    nik: details.nik ?? null,
    fullName: details.fullName ?? unique('Employee'),
    departmentId: details.departmentId ?? null,
  });
  await em.flush();
  return employee;
}
