import { may, type UserPrincipal } from '@antrean/platform/auth';
import { query } from '@antrean/platform/database';
import { problem } from '@antrean/platform/http';
import { publish } from '@antrean/platform/outbox';
import { transaction, type Context, type Tx, type UnitOfWork } from '@antrean/platform/transaction';
import { ForeignKeyConstraintViolationException } from '@mikro-orm/postgresql';
import { toClinicBody, type ClinicBody, type ClinicChanges } from './clinic.contract.ts';
import type { Clinic } from './clinic.entity.ts';
import { permissions } from './clinic.policy.ts';
import { lockClinic, type ClinicTarget } from './lock-clinic.ts';
import { clinicDeactivated, clinicUpdated } from './messages.ts';

/**
 * Changes a clinic; what is not named stays. A deactivated one can only be opened again, by who may create clinics.
 * @throws problem `not_found`, `forbidden`, `stale_version`, `clinic_inactive`
 */
export async function updateClinic(
  { unitOfWork }: { unitOfWork: UnitOfWork },
  actor: UserPrincipal,
  context: Context,
  target: ClinicTarget,
  { address, location, timezone, ...rest }: ClinicChanges,
): Promise<ClinicBody> {
  return transaction(unitOfWork, context, async (tx) => {
    const reopens = rest.isActive === true;
    const clinic = await lockClinic(tx, actor, target, { inactive: reopens ? 'allowed' : 'refused' });
    if (reopens && !clinic.isActive && !may(actor, permissions.create)) throw problem('forbidden');
    const wish = {
      ...rest,
      ...address,
      ...(location && { latitude: location.lat, longitude: location.lng }),
      ...(timezone !== undefined && { timeZone: timezone }),
    };
    const changed = changedFields(clinic, wish);
    if (changed.length > 0) {
      tx.em.assign(clinic, wish);
      await tx.em.flush();
      const { id: clinicId, name, timeZone, isActive } = clinic;
      publish(tx, clinicUpdated, { clinicId, name, changed, timezone: timeZone, isActive });
    }
    return toClinicBody(clinic);
  });
}

const changedFields = (clinic: Clinic, wish: Partial<Clinic>): string[] =>
  Object.entries(wish).flatMap(([field, value]) =>
    Object.entries(clinic).some(([name, current]) => name === field && (current ?? null) === value)
      ? []
      : [field],
  );

/**
 * Takes a clinic off. One that nothing names is deleted; else it is deactivated: the public does not see it any more, who
 * manages it does, and what names it goes on doing so.
 * @throws problem `not_found`, `forbidden`, `stale_version`
 */
export async function removeClinic(
  { unitOfWork }: { unitOfWork: UnitOfWork },
  actor: UserPrincipal,
  context: Context,
  target: ClinicTarget,
): Promise<void> {
  return transaction(unitOfWork, context, async (tx) => {
    const clinic = await lockClinic(tx, actor, target, { inactive: 'allowed' });
    const { id: clinicId, name, isActive } = clinic;
    const deleted = await deleteUnnamed(tx, clinicId);
    if (!deleted && !isActive) return;
    if (!deleted) {
      clinic.isActive = false;
      await tx.em.flush();
    }
    publish(tx, clinicDeactivated, { clinicId, name, deleted });
  });
}

/** Whether nothing named the clinic, so that it is deleted. Tables of other domains name it by foreign keys. */
async function deleteUnnamed({ em }: Tx, id: number): Promise<boolean> {
  const [named] = await query<{ is: boolean }>(
    em,
    `select exists (select from clinic_staff where clinic_id = ?) or exists (select from clinic_services where clinic_id = ?)
       or exists (select from scoped_roles_v where clinic_id = ?) as is`,
    [id, id, id],
  );
  if (named?.is !== false) return false;
  try {
    // In a savepoint, behind which the transaction goes on when the deletion is refused.
    await em.transactional((inner) => query(inner, `delete from clinics where id = ?`, [id]));
    return true;
  } catch (error) {
    if (error instanceof ForeignKeyConstraintViolationException) return false;
    throw error;
  }
}
