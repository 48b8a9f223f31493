import { giveRoleAt, replaceRoleAt, takeRoleAt } from '@antrean/accounts';
import type { UserPrincipal } from '@antrean/platform/auth';
import { flushUnique, query } from '@antrean/platform/database';
import { invalidField } from '@antrean/platform/http';
import { transaction, type Context, type Tx, type UnitOfWork } from '@antrean/platform/transaction';
import type { EntityManager } from '@mikro-orm/postgresql';
import { ClinicStaff, StaffPerson, type StaffRole } from '../clinic.entity.ts';
import { clinicProblem } from '../clinic.problem.ts';
import {
  assertAccount,
  createPerson,
  fieldOf,
  findPerson,
  linkAccount,
  mayJoin,
  noFreeAccount,
} from './find-person.ts';
import { findOpenInvitation, isOver } from './invitation.queries.ts';
import { endInvitation, invite } from './invite-staff.ts';
import { lockClinic } from '../lock-clinic.ts';
import { assertOtherManager, lockStaff, type LockedStaff, type StaffTarget } from './lock-staff.ts';
import { assertServices, replaceOffered } from '../services/offered-service.ts';
import { MOST_OF_A_CLINIC, type NewStaff, type StaffBody, type StaffChanges } from './staff.contract.ts';
import { readStaff } from './staff.queries.ts';
import { letIn, roleAt, tell, tellOfRole, worksAt } from './staff-role.ts';

interface Dependencies {
  readonly unitOfWork: UnitOfWork;
}
/**
 * Adds somebody to a clinic, or takes back who had left. The owner of an account is asked; who manages users need not ask,
 * and nobody asks themselves: they have their role there from the commit on, and are told.
 * @throws problem `not_found`, `forbidden`, `clinic_inactive`, `staff_exists`, `staff_invited`, `invited_often`,
 *   `clinic_full`, `invalid_request`
 */
export async function addStaff(
  { unitOfWork }: Dependencies,
  actor: UserPrincipal,
  context: Context,
  clinicId: number,
  { personId, email, userId, name, serviceIds, ...details }: NewStaff,
): Promise<StaffBody> {
  return transaction(unitOfWork, context, async (tx) => {
    await lockClinic(tx, actor, { id: clinicId });
    // Whatever can be refused without looking for an account is: who finds one has told its owner.
    await assertServices(tx.em, clinicId, serviceIds, 'body.serviceIds');
    await assertRoom(tx.em, clinicId);
    const person = await findPerson(tx.em, actor, { personId, email, userId });
    const asks = person.userId !== null && !mayJoin(actor, person.userId);
    if (person.userId !== null) await endFormer(tx, clinicId, person.userId, asks);
    const known =
      person.id === null ? null : await tx.em.findOne(ClinicStaff, { clinicId, personId: person.id });
    if (known?.isActive) {
      throw clinicProblem('staff_exists', { parameters: { name: known.name, staffId: known.id } });
    }
    // How the owner of an account is called is not told before they have accepted.
    const unnamed = asks && personId === undefined ? (known?.name ?? email ?? null) : person.name;
    const called = name ?? unnamed;
    if (called === null) {
      throw invalidField('body.name', { en: 'say how they are called', id: 'sebutkan namanya' });
    }
    assertAccount(details.role, person.userId);
    // Nor that they have a calendar at another clinic: theirs takes the place of this one when they accept.
    const isHidden = asks && personId === undefined && !known;
    const calendar = isHidden ? null : person.id;
    const row = { ...details, name: called, isActive: !asks };
    const staff =
      known ??
      tx.em.create(ClinicStaff, {
        clinicId,
        personId: calendar ?? (await createPerson(tx.em, asks ? null : person.userId)),
        ...row,
      });
    tx.em.assign(staff, row);
    await tx.em.flush();
    await replaceOffered(tx.em, staff.id, serviceIds);
    if (asks) {
      await invite(tx, staff, { userId: person.userId, email, role: details.role, isNewEntry: !known });
    } else {
      if (person.userId !== null) await letIn(tx, staff, person.userId);
      tell(tx, staff, person.userId, 'added');
    }
    return readStaff(tx.em, actor, clinicId, staff.id);
  });
}

/** @throws problem `clinic_full` */
async function assertRoom(em: EntityManager, clinicId: number): Promise<void> {
  const [counted] = await query<{ n: number }>(
    em,
    `select (select count(*) from clinic_staff where clinic_id = ? and is_active)::int
       + (select count(*) from clinic_invitations where clinic_id = ? and status = 'invited')::int as n`,
    [clinicId, clinicId],
  );
  if ((counted?.n ?? 0) >= MOST_OF_A_CLINIC) {
    throw clinicProblem('clinic_full', { parameters: { limit: MOST_OF_A_CLINIC } });
  }
}

/**
 * Ends what an account was asked before at a clinic, because it is over or because they need not be asked.
 * @throws problem `staff_invited` when they are asked again while they may answer
 */
async function endFormer(tx: Tx, clinicId: number, userId: number, asks: boolean): Promise<void> {
  const former = await findOpenInvitation(tx.em, { clinicId, userId });
  if (!former) return;
  const wasOver = await isOver(tx.em, former);
  if (asks && !wasOver) {
    const staff = await tx.em.findOneOrFail(ClinicStaff, { id: former.staffId ?? 0 });
    const { name, id: staffId } = staff;
    const expiresAt = former.expiresAt.toISOString();
    throw clinicProblem('staff_invited', { parameters: { name, staffId, expiresAt } });
  }
  await endInvitation(tx, former, wasOver ? 'expire' : 'withdraw');
}

/**
 * Changes somebody at a clinic, or who is invited to it; what is not named stays. Another role takes the place of the former
 * in the account too. The owner of an account that is named is asked, as by {@link addStaff}.
 * @throws problem `not_found`, `forbidden`, `clinic_inactive`, `stale_version`, `last_manager`, `invited_often`,
 *   `invalid_request`
 */
export async function updateStaff(
  { unitOfWork }: Dependencies,
  actor: UserPrincipal,
  context: Context,
  { clinicId, staffId, ifMatch }: StaffTarget,
  { email, userId, serviceIds, role: wanted, ...changes }: StaffChanges,
): Promise<StaffBody> {
  return transaction(unitOfWork, context, async (tx) => {
    const locked = await lockStaff(tx, actor, { clinicId, staffId, ifMatch });
    const { clinic, staff, person, invitation } = locked;
    const { version, role: before } = staff;
    const role = wanted ?? invitation?.role ?? before;
    if (role !== 'manager') await assertOtherManager(tx, actor, clinic, staff);
    if (serviceIds) await assertServices(tx.em, clinicId, serviceIds, 'body.serviceIds');
    // Last of what may be refused, as in addStaff.
    const account = await linkAccount(tx.em, actor, locked, { email, userId });
    assertAccount(role, account.userId);
    tx.em.assign(staff, changes);
    if (serviceIds && (await replaceOffered(tx.em, staffId, serviceIds))) staff.updatedAt = new Date();
    await changeAccount(tx, actor, locked, { ...account, email, role, field: fieldOf({ email, userId }) });
    await tx.em.flush();
    if (staff.version !== version && staff.isActive) tell(tx, staff, person.userId ?? null, 'updated');
    return readStaff(tx.em, actor, clinicId, staffId);
  });
}

/** Has an entry the role and the account that are wanted for it, or asks the account's owner. */
async function changeAccount(
  tx: Tx,
  actor: UserPrincipal,
  { staff, person, invitation }: LockedStaff,
  wish: {
    userId: number | null;
    isNew: boolean;
    email: string | undefined;
    role: StaffRole;
    field: string | null;
  },
): Promise<void> {
  const { userId, isNew, email, role, field } = wish;
  if (!isNew && invitation) {
    // What they will be is said by the invitation; what they are, without an account, stays.
    if (invitation.role !== role)
      tx.em.assign(staff, { updatedAt: new Date(), ...(!staff.isActive && { role }) });
    invitation.role = role;
    return;
  }
  if (invitation) await endInvitation(tx, invitation, 'withdraw');
  const { role: before, clinicId } = staff;
  const isNamed = field !== null || role !== before;
  // Who was linked at another clinic has no role here, and joins this one.
  if (
    userId !== null &&
    isNamed &&
    !mayJoin(actor, userId) &&
    (isNew || !(await worksAt(tx, userId, clinicId)))
  ) {
    staff.updatedAt = new Date();
    await invite(tx, staff, { userId, email, role, isNewEntry: false });
    return;
  }
  staff.role = role;
  if (isNew) {
    person.userId = userId;
    staff.updatedAt = new Date();
  }
  await flushUnique(tx.em, () => noFreeAccount(field ?? 'body.email'));
  if (userId === null) return;
  if (isNew) await letIn(tx, staff, userId);
  else if (isNamed) {
    const change = { from: roleAt(before, clinicId), to: roleAt(role, clinicId) };
    if (await replaceRoleAt(tx, userId, change)) tellOfRole(tx, staff, userId);
  }
}

/**
 * Somebody leaves a clinic: they are not booked any more, and an account has no role there. Who was only invited is not any
 * more.
 * @throws problem `not_found`, `forbidden`, `clinic_inactive`, `stale_version`, `last_manager`
 */
export async function removeStaff(
  { unitOfWork }: Dependencies,
  actor: UserPrincipal,
  context: Context,
  target: StaffTarget,
): Promise<void> {
  return transaction(unitOfWork, context, async (tx) => {
    const { clinic, staff, person, invitation } = await lockStaff(tx, actor, target);
    await assertOtherManager(tx, actor, clinic, staff);
    if (invitation) await endInvitation(tx, invitation, 'withdraw');
    if (staff.isActive) await endWork(tx, staff, person);
  });
}

/** From the commit on somebody does not work at a clinic any more. Whoever calls it holds the clinic and the person. */
export async function endWork(tx: Tx, staff: ClinicStaff, { userId = null }: StaffPerson): Promise<void> {
  staff.isActive = false;
  await tx.em.flush();
  await replaceOffered(tx.em, staff.id, []);
  if (userId !== null) await takeRoleAt(tx, userId, roleAt(staff.role, staff.clinicId));
  tell(tx, staff, userId, 'removed');
}

/**
 * Makes an active user a manager of a clinic, with the role `clinic_manager` there. One who works there already becomes
 * its manager; nothing happens to one who is.
 * @throws when there is no such user, or they are deactivated: whoever calls it has looked
 */
export async function assignClinicManager(tx: Tx, clinicId: number, userId: number): Promise<void> {
  const given = await giveRoleAt(tx, userId, roleAt('manager', clinicId));
  if (!given)
    throw new Error(`user ${userId} cannot manage clinic ${clinicId}: there is no such active user`);
  const asked = await findOpenInvitation(tx.em, { clinicId, userId });
  if (asked) await endInvitation(tx, asked, 'withdraw');
  const person = await tx.em.findOne(StaffPerson, { userId });
  const personId = person?.id ?? (await createPerson(tx.em, userId));
  const known = await tx.em.findOne(ClinicStaff, { clinicId, personId });
  if (known?.isActive && known.role === 'manager') return;
  if (known?.isActive) await takeRoleAt(tx, userId, roleAt('staff', clinicId));
  const change = known?.isActive ? 'updated' : 'added';
  const staff =
    known ?? tx.em.create(ClinicStaff, { clinicId, personId, name: given.user.fullName, role: 'manager' });
  tx.em.assign(staff, { role: 'manager', isActive: true });
  await tx.em.flush();
  tell(tx, staff, userId, change);
}
