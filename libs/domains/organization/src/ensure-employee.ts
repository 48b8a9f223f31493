import { raw, type EntityManager } from '@mikro-orm/postgresql';
import { Employee } from './organization.entity.ts';

export interface EmployeeDetails {
  /** The employee number; its case does not matter. */
  nik: string;
  fullName: string;
  departmentId: number | null;
  positionId: number | null;
}

/**
 * The employee with this number: the one who is on record, with what `details` adds, or a new one. Saved when the
 * entity manager flushes.
 */
export async function ensureEmployee(em: EntityManager, details: EmployeeDetails): Promise<Employee> {
  const known = await em.findOne(Employee, { [raw('lower(nik)')]: details.nik.toLowerCase() });
  if (!known) return em.create(Employee, details);
  known.departmentId = details.departmentId ?? known.departmentId;
  known.positionId = details.positionId ?? known.positionId;
  return known;
}
