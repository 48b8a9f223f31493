import type { UserPrincipal } from '@antrean/platform/auth';
import { lockRow, query } from '@antrean/platform/database';
import { problem } from '@antrean/platform/http';
import { transaction, type Context, type Tx, type UnitOfWork } from '@antrean/platform/transaction';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Clinic, ClinicStaff, StaffPerson } from '../clinic.entity.ts';
import { assertOtherManager, holdPerson } from './lock-staff.ts';
import { endWork } from './manage-staff.ts';

/**
 * The actor does not work at a clinic any more, which may also be one that is deactivated.
 * @throws problem `not_found` when they do not work there; `last_manager`
 */
export async function leaveClinic(
  { unitOfWork }: { unitOfWork: UnitOfWork },
  actor: UserPrincipal,
  context: Context,
  clinicId: number,
): Promise<void> {
  return transaction(unitOfWork, context, async (tx) => {
    // Who does not work there holds nobody up.
    await findOwn(tx.em, actor, clinicId);
    const clinic = await lockRow(tx.em, Clinic, { id: clinicId });
    const staffId = await findOwn(tx.em, actor, clinicId);
    await holdPerson(tx.em, staffId);
    const staff = await tx.em.findOneOrFail(ClinicStaff, { id: staffId });
    await assertOtherManager(tx, actor, clinic, staff);
    await endWork(tx, staff, await tx.em.findOneOrFail(StaffPerson, { id: staff.personId }));
  });
}

/** @throws problem `not_found` when somebody does not work at the clinic */
async function findOwn(em: EntityManager, { userId }: UserPrincipal, clinicId: number): Promise<number> {
  const [own] = await query<{ id: number }>(
    em,
    `select s.id from clinic_staff s join staff_persons p on p.id = s.person_id
     where s.clinic_id = ?::bigint and p.user_id = ? and s.is_active`,
    [clinicId, userId],
  );
  if (!own) throw problem('not_found');
  return own.id;
}

/**
 * Whether a clinic that is open has no other manager who could log in. The clinics that somebody manages are held, so that
 * none of their managers leaves meanwhile: whoever asks does so before they hold the user.
 */
export async function isLastManager({ em }: Tx, userId: number): Promise<boolean> {
  const managed = `select s.clinic_id from clinic_staff s join staff_persons p on p.id = s.person_id
    where p.user_id = ? and s.role = 'manager' and s.is_active`;
  await query(em, `select from clinics where is_active and id in (${managed}) order by id for update`, [
    userId,
  ]);
  const [alone] = await query(
    em,
    `select 1 from clinics c where c.is_active and c.id in (${managed}) and not exists (
       select from clinic_staff s join staff_persons p on p.id = s.person_id join users_v u on u.id = p.user_id
       where s.clinic_id = c.id and s.role = 'manager' and s.is_active and u.is_active and u.id <> ?)`,
    [userId, userId],
  );
  return alone !== undefined;
}
