import { placedRolesOf, type PlacedRole } from '@antrean/access';
import { giveRoleAt } from '@antrean/accounts';
import { problem } from '@antrean/platform/http';
import { notify } from '@antrean/platform/notifications';
import { publish } from '@antrean/platform/outbox';
import type { Tx } from '@antrean/platform/transaction';
import type { ClinicStaff, StaffRole } from '../clinic.entity.ts';
import { staffChanged } from '../messages.ts';
import { staffAdded } from './staff.notification.ts';

const ROLE_KEYS = { manager: 'clinic_manager', staff: 'clinic_staff' } as const;
/** What an account of staff has at their clinic. */
export const roleAt = (role: StaffRole, clinicId: number): PlacedRole => ({
  role: ROLE_KEYS[role],
  clinicId,
  outletId: null,
  departmentId: null,
});
/** Whether it is such a role: whoever has it works at a clinic, and for nobody else by that. */
export const isStaffRole = ({ role, clinicId }: PlacedRole): boolean =>
  clinicId !== null && Object.values<string>(ROLE_KEYS).includes(role);

/** Whether an account has such a role at a clinic. */
export const worksAt = async ({ em }: Tx, userId: number, clinicId: number): Promise<boolean> =>
  (await placedRolesOf(em, userId)).some((placed) => placed.clinicId === clinicId && isStaffRole(placed));

/** Gives an account its role at the clinic, and tells its owner. */
export async function letIn(tx: Tx, staff: ClinicStaff, userId: number): Promise<void> {
  const given = await giveRoleAt(tx, userId, roleAt(staff.role, staff.clinicId));
  if (!given) throw problem('forbidden'); // deactivated a moment ago
  if (given.isNew) tellOfRole(tx, staff, userId);
}

export const tellOfRole = (tx: Tx, { clinicId, id: staffId }: ClinicStaff, userId: number): void =>
  notify(tx, staffAdded, { clinicId, staffId, userId });

/** Tells the clinic. */
export function tell(
  tx: Tx,
  { clinicId, id: staffId, personId, name, role }: ClinicStaff,
  userId: number | null,
  change: 'added' | 'updated' | 'removed',
): void {
  publish(tx, staffChanged, { clinicId, staffId, personId, userId, name, role, change });
}
