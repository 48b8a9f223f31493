import { may, type UserPrincipal } from '@antrean/platform/auth';
import { query } from '@antrean/platform/database';
import { assertVersion, problem, type VersionCondition } from '@antrean/platform/http';
import type { Tx } from '@antrean/platform/transaction';
import type { EntityManager } from '@mikro-orm/postgresql';
import { ClinicStaff, StaffPerson, type Clinic, type ClinicInvitation } from '../clinic.entity.ts';
import { permissions } from '../clinic.policy.ts';
import { clinicProblem } from '../clinic.problem.ts';
import { findOpenInvitation, isOver } from './invitation.queries.ts';
import { lockClinic } from '../lock-clinic.ts';

/** Somebody at a clinic, in the version that was seen. */
export interface StaffTarget {
  readonly clinicId: number;
  readonly staffId: number;
  readonly ifMatch: VersionCondition | undefined;
}

export interface LockedStaff {
  readonly clinic: Clinic;
  readonly staff: ClinicStaff;
  readonly person: StaffPerson;
  /** That waits for the answer of an account. */
  readonly invitation: ClinicInvitation | null;
}

/**
 * Somebody who works or is invited to work at a clinic, with the calendar that they may share with other clinics: nobody else gives it an account, or
 * takes it, until the transaction ends. Bookings of it do not wait.
 * @throws problem `not_found`, `forbidden`, `clinic_inactive`, `stale_version`
 */
export async function lockStaff(
  tx: Tx,
  actor: UserPrincipal,
  { clinicId, staffId, ifMatch }: StaffTarget,
): Promise<LockedStaff> {
  // Whoever writes staff holds the clinic: of two managers who remove each other at once one finds that it is the last.
  const clinic = await lockClinic(tx, actor, { id: clinicId });
  await holdPerson(tx.em, staffId);
  const staff = await tx.em.findOne(ClinicStaff, { id: staffId, clinicId });
  if (!staff) throw problem('not_found');
  const open = await findOpenInvitation(tx.em, { staffId });
  const invitation = open && !(await isOver(tx.em, open)) ? open : null;
  if (!staff.isActive && !invitation) throw problem('not_found');
  assertVersion(staff.version, ifMatch);
  const person = await tx.em.findOneOrFail(StaffPerson, { id: staff.personId });
  return { clinic, staff, person, invitation };
}

/** Until the transaction ends nobody else gives an account to who works as this, or takes it. */
export const holdPerson = (em: EntityManager, staffId: number): Promise<object[]> =>
  query(
    em,
    `select from staff_persons where id = (select person_id from clinic_staff where id = ?) for no key update`,
    [staffId],
  );

/** @throws problem `last_manager` to who is no administrator, when this is the only manager of an active clinic */
export async function assertOtherManager(
  { em }: Tx,
  actor: UserPrincipal,
  clinic: Clinic,
  { id, role, isActive }: ClinicStaff,
): Promise<void> {
  if (role !== 'manager' || !isActive || !clinic.isActive || may(actor, permissions.create)) return;
  const [other] = await query<{ id: number }>(
    em,
    `select s.id from clinic_staff s join staff_persons p on p.id = s.person_id join users_v u on u.id = p.user_id
     where s.clinic_id = ? and s.role = 'manager' and s.is_active and u.is_active and s.id <> ? limit 1`,
    [clinic.id, id],
  );
  if (!other) throw clinicProblem('last_manager');
}
