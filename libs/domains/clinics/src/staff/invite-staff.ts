import { query } from '@antrean/platform/database';
import { notify } from '@antrean/platform/notifications';
import { publish } from '@antrean/platform/outbox';
import type { Tx } from '@antrean/platform/transaction';
import type { EntityManager } from '@mikro-orm/postgresql';
import { ClinicStaff, type ClinicInvitation, type StaffRole } from '../clinic.entity.ts';
import { clinicProblem } from '../clinic.problem.ts';
import { COUNTED_DAYS, INVITATION_DAYS, MOST_INVITATIONS } from './invitation.contract.ts';
import { invitationLifecycle, type InvitationStatus } from './invitation.state.ts';
import { invitationChanged } from '../messages.ts';
import { staffInvited } from './staff.notification.ts';

interface Invited {
  readonly userId: number;
  /** By which the account was named. */
  readonly email: string | undefined;
  readonly role: StaffRole;
  readonly isNewEntry: boolean;
}

/**
 * Asks the owner of an account whether they work at a clinic as an entry of it, which whoever calls this holds with the
 * clinic. There is no other open invitation of the account there, or of the entry.
 * @throws problem `invited_often`
 */
export async function invite(
  tx: Tx,
  { id: staffId, clinicId }: ClinicStaff,
  { userId, email, role, isNewEntry }: Invited,
): Promise<void> {
  const [counted] = await query<{ n: number }>(
    tx.em,
    `select count(*)::int as n from clinic_invitations
     where user_id = ? and clinic_id = ? and created_at > now() - make_interval(days => ?)`,
    [userId, clinicId, COUNTED_DAYS],
  );
  if ((counted?.n ?? 0) >= MOST_INVITATIONS) {
    throw clinicProblem('invited_often', { parameters: { limit: MOST_INVITATIONS, days: COUNTED_DAYS } });
  }
  const [made] = await query<{ id: number }>(
    tx.em,
    `insert into clinic_invitations (clinic_id, staff_id, user_id, email, role, is_new_entry, expires_at)
     values (?, ?, ?, ?, ?, ?, now() + make_interval(days => ?)) returning id`,
    [clinicId, staffId, userId, email ?? null, role, isNewEntry, INVITATION_DAYS],
  );
  if (!made) throw new Error('no invitation was written');
  const { id: invitationId } = made;
  notify(tx, staffInvited, { invitationId, userId }, { cause: `clinic-invitation:${invitationId}` });
  publish(tx, invitationChanged, { clinicId, invitationId, userId, role, status: 'invited' });
}

/**
 * Ends an open invitation, whose clinic the caller holds. The entry goes with it when it was made for it and nobody has
 * accepted.
 */
export async function endInvitation(
  tx: Tx,
  invitation: ClinicInvitation,
  transition: 'accept' | 'decline' | 'withdraw' | 'expire',
): Promise<void> {
  const { id: invitationId, clinicId, userId, role, staffId } = invitation;
  const status: InvitationStatus = invitationLifecycle.to(transition);
  tx.em.assign(invitation, { status, endedAt: new Date(), email: null });
  await tx.em.flush();
  publish(tx, invitationChanged, { clinicId, invitationId, userId, role, status });
  if (status === 'accepted' || staffId === undefined || staffId === null) return;
  const staff = await tx.em.findOneOrFail(ClinicStaff, { id: staffId });
  if (invitation.isNewEntry && !staff.isActive) await dropEntry(tx.em, staff);
  else {
    staff.updatedAt = new Date(); // so that the version grows
    await tx.em.flush();
  }
}

/** Removes an entry that nothing names, and the calendar that was made for it. */
async function dropEntry(em: EntityManager, { id, personId }: ClinicStaff): Promise<void> {
  await query(em, `delete from clinic_staff where id = ?`, [id]);
  await removeCalendar(em, personId);
}

/** Removes a calendar that is nobody's and that no clinic knows. */
export const removeCalendar = (em: EntityManager, personId: number): Promise<object[]> =>
  query(
    em,
    `delete from staff_persons where id = ? and user_id is null
       and not exists (select from clinic_staff where person_id = staff_persons.id)`,
    [personId],
  );
