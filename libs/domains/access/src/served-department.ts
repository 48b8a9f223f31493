import { query } from '@antrean/platform/database';
import { defineEntity, p, type EntityManager } from '@mikro-orm/postgresql';

/** A department that a kitchen or delivery user serves; who has no row serves all of them (decision 16). */
export const ServedDepartment = defineEntity({
  name: 'ServedDepartment',
  tableName: 'served_departments',
  properties: { userId: p.integer().primary(), departmentId: p.integer().primary() },
});

/** The departments that a user serves; empty means all of them (decision 16). */
export async function findServedDepartmentIds(em: EntityManager, userId: number): Promise<number[]> {
  const rows = await query<{ department_id: number }>(
    em,
    `select department_id from served_departments where user_id = ? order by 1`,
    [userId],
  );
  return rows.map(({ department_id }) => department_id);
}

/** Says which departments a user, whose row the caller holds, serves from now on. */
export async function assignDepartments(
  em: EntityManager,
  userId: number,
  departmentIds: readonly number[],
): Promise<void> {
  await query(em, `delete from served_departments where user_id = ?`, [userId]);
  await query(
    em,
    `insert into served_departments (user_id, department_id) select ?, jsonb_array_elements_text(?::jsonb)::int`,
    [userId, JSON.stringify(departmentIds)],
  );
}
