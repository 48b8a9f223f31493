import { giveRoleAt } from '@antrean/accounts';
import type { UserPrincipal } from '@antrean/platform/auth';
import { againOnConflict, flushUnique, lockRow, query } from '@antrean/platform/database';
import { problem } from '@antrean/platform/http';
import { transaction, type Context, type Tx, type UnitOfWork } from '@antrean/platform/transaction';
import { Clinic, ClinicInvitation, ClinicStaff, StaffPerson } from '../clinic.entity.ts';
import { clinicProblem } from '../clinic.problem.ts';
import { createPerson } from './find-person.ts';
import type { InvitationBody } from './invitation.contract.ts';
import { isOver, readInvitation } from './invitation.queries.ts';
import { endInvitation, removeCalendar } from './invite-staff.ts';
import { holdPerson } from './lock-staff.ts';
import { roleAt, tell } from './staff-role.ts';

interface Dependencies {
  readonly unitOfWork: UnitOfWork;
}

/**
 * The actor works at the clinic from the commit on, with the role there. Said again, it is as said once.
 * @throws problem `not_found`, `invitation_over`, `clinic_inactive`, `invitation_void` (409)
 */
export function acceptInvitation(
  { unitOfWork }: Dependencies,
  actor: UserPrincipal,
  context: Context,
  id: number,
): Promise<InvitationBody> {
  return againOnConflict(() =>
    transaction(unitOfWork, context, async (tx) => {
      const { invitation, clinic } = await lockInvitation(tx, actor, id);
      if (invitation.status !== 'accepted') {
        await assertOpen(tx, invitation);
        if (!clinic.isActive) throw clinicProblem('clinic_inactive');
        await join(tx, invitation);
        await endInvitation(tx, invitation, 'accept');
      }
      return readInvitation(tx.em, actor.userId, id);
    }),
  );
}

/** @throws problem `not_found`, `invitation_over` */
export function declineInvitation(
  { unitOfWork }: Dependencies,
  actor: UserPrincipal,
  context: Context,
  id: number,
): Promise<InvitationBody> {
  return againOnConflict(() =>
    transaction(unitOfWork, context, async (tx) => {
      const { invitation } = await lockInvitation(tx, actor, id);
      if (invitation.status !== 'declined') {
        await assertOpen(tx, invitation);
        await endInvitation(tx, invitation, 'decline');
      }
      return readInvitation(tx.em, actor.userId, id);
    }),
  );
}

/** As all who write staff do: the clinic before the rest. @throws problem `not_found` when it is not the actor's */
async function lockInvitation(
  { em }: Tx,
  { userId }: UserPrincipal,
  id: number,
): Promise<{ invitation: ClinicInvitation; clinic: Clinic }> {
  const [own] = await query<{ clinicId: number }>(
    em,
    `select clinic_id as "clinicId" from clinic_invitations where id = ?::bigint and user_id = ?`,
    [id, userId],
  );
  if (!own) throw problem('not_found');
  const clinic = await lockRow(em, Clinic, { id: own.clinicId });
  return { clinic, invitation: await lockRow(em, ClinicInvitation, { id, userId }) };
}

async function assertOpen({ em }: Tx, invitation: ClinicInvitation): Promise<void> {
  const isExpired = invitation.status === 'invited' && (await isOver(em, invitation));
  const status = isExpired ? 'expired' : invitation.status;
  if (status !== 'invited') throw clinicProblem('invitation_over', { parameters: { status } });
}

async function join(tx: Tx, { clinicId, staffId, userId, email, role }: ClinicInvitation): Promise<void> {
  const staff = await tx.em.findOneOrFail(ClinicStaff, { id: staffId ?? 0 });
  await holdPerson(tx.em, staff.id);
  const person = await tx.em.findOneOrFail(StaffPerson, { id: staff.personId });
  const worksThere = staff.isActive;
  if (worksThere) await giveAccount(tx, person, userId);
  else if (person.userId !== userId) await giveCalendar(tx, staff, userId);
  const given = await giveRoleAt(tx, userId, roleAt(role, clinicId));
  if (!given) throw problem('forbidden'); // deactivated a moment ago
  const { fullName } = given.user;
  // Whom the clinic has given no name is called by the address until they accept.
  const isUnnamed = staff.name.toLowerCase() === (email ?? given.user.email)?.toLowerCase();
  tx.em.assign(staff, {
    ...{ role, isActive: true, updatedAt: new Date() },
    ...(isUnnamed && { name: fullName }),
  });
  await tx.em.flush();
  tell(tx, staff, userId, worksThere ? 'updated' : 'added');
}

/** Who works there without an account gets this one, with which nobody else may have a calendar. */
async function giveAccount({ em }: Tx, person: StaffPerson, userId: number): Promise<void> {
  if ((person.userId ?? userId) !== userId) throw clinicProblem('invitation_void');
  person.userId = userId;
  await flushUnique(em, () => clinicProblem('invitation_void'));
}

/** Who is new there works by their own calendar, which may be that of other clinics. */
async function giveCalendar({ em }: Tx, staff: ClinicStaff, userId: number): Promise<void> {
  const { personId } = staff;
  staff.personId = await createPerson(em, userId);
  await flushUnique(em, () => clinicProblem('invitation_void'));
  await removeCalendar(em, personId);
}
