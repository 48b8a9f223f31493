import { query } from '@antrean/platform/database';
import { defineEntity, p, type EntityManager } from '@mikro-orm/postgresql';

/** A role that somebody has at one place alone (decision 04). */
export const ScopedRole = defineEntity({
  name: 'ScopedRole',
  tableName: 'scoped_roles',
  properties: {
    id: p.integer().primary(),
    userId: p.integer(),
    roleKey: p.text(),
    clinicId: p.integer().nullable(),
    outletId: p.integer().nullable(),
    departmentId: p.integer().nullable(),
  },
});

/** A role at a place, of which one id is given. */
export interface PlacedRole {
  readonly role: string;
  readonly clinicId: number | null;
  readonly outletId: number | null;
  readonly departmentId: number | null;
}

/** `clinic_manager@clinic:3`, for records. */
export function namePlacedRole({ role, clinicId, outletId, departmentId }: PlacedRole): string {
  if (clinicId !== null) return `${role}@clinic:${clinicId}`;
  return outletId === null ? `${role}@department:${departmentId}` : `${role}@outlet:${outletId}`;
}

/** What a user has at certain places, in the order in which it was given. */
export const placedRolesOf = (em: EntityManager, userId: number): Promise<PlacedRole[]> =>
  query<PlacedRole & Record<string, unknown>>(
    em,
    `select role_key as role, clinic_id as "clinicId", outlet_id as "outletId", department_id as "departmentId"
     from scoped_roles where user_id = ? order by id`,
    [userId],
  );

/** Gives a user, whose row the caller holds, these roles at places and no others. */
export async function assignPlacedRoles(
  em: EntityManager,
  userId: number,
  roles: readonly PlacedRole[],
): Promise<void> {
  const wanted = JSON.stringify(roles);
  const rows = `jsonb_to_recordset(?::jsonb) as w
    (role text, "clinicId" integer, "outletId" integer, "departmentId" integer)`;
  await query(
    em,
    `delete from scoped_roles s where user_id = ? and not exists (
       select from ${rows} where w.role = s.role_key and w."clinicId" is not distinct from s.clinic_id
         and w."outletId" is not distinct from s.outlet_id
         and w."departmentId" is not distinct from s.department_id)`,
    [userId, wanted],
  );
  await query(
    em,
    `insert into scoped_roles (user_id, role_key, clinic_id, outlet_id, department_id)
     select ?, w.role, w."clinicId", w."outletId", w."departmentId" from ${rows} on conflict do nothing`,
    [userId, wanted],
  );
}

/** Gives a user, whose row the caller holds, one more role at a place. @returns whether they did not have it */
export async function addPlacedRole(em: EntityManager, userId: number, placed: PlacedRole): Promise<boolean> {
  const { role, clinicId, outletId, departmentId } = placed;
  const added = await query<{ id: number }>(
    em,
    `insert into scoped_roles (user_id, role_key, clinic_id, outlet_id, department_id) values (?, ?, ?, ?, ?)
     on conflict do nothing returning id`,
    [userId, role, clinicId, outletId, departmentId],
  );
  return added.length > 0;
}

/** Takes a role at a place from a user, whose row the caller holds. @returns whether they had it */
export async function removePlacedRole(
  em: EntityManager,
  userId: number,
  placed: PlacedRole,
): Promise<boolean> {
  const { role, clinicId, outletId, departmentId } = placed;
  const removed = await query<{ id: number }>(
    em,
    `delete from scoped_roles where user_id = ? and role_key = ? and clinic_id is not distinct from ?
       and outlet_id is not distinct from ? and department_id is not distinct from ? returning id`,
    [userId, role, clinicId, outletId, departmentId],
  );
  return removed.length > 0;
}
