import { clinicPermissions } from '@antrean/clinics';
import { may, type UserPrincipal } from '@antrean/platform/auth';
import { query } from '@antrean/platform/database';
import { assertVersion, problem, type VersionCondition } from '@antrean/platform/http';
import { enqueue, publish } from '@antrean/platform/outbox';
import { transaction, type Context, type UnitOfWork } from '@antrean/platform/transaction';
import type { EntityManager } from '@mikro-orm/postgresql';
import { clinicRemindersChanged, replanReminders } from './messages.ts';
import type { ClinicBody } from './reminder.contract.ts';
import { readClinicReminders } from './reminder.queries.ts';
import { holdToChange } from './reminder-settings.ts';

/**
 * A clinic that the actor works at.
 * @throws problem `not_found` for one that does not exist or is deactivated and none of theirs, else `forbidden`
 */
export async function findOwnClinic(
  em: EntityManager,
  actor: UserPrincipal,
  clinicId: number,
): Promise<void> {
  const [clinic] = await query<{ isActive: boolean }>(
    em,
    `select is_active as "isActive" from clinics_v where id = ?`,
    [clinicId],
  );
  const isOwn = may(actor, clinicPermissions.read, { clinic: clinicId });
  if (!clinic || (!clinic.isActive && !isOwn)) throw problem('not_found');
  if (!isOwn) throw problem('forbidden');
}

/**
 * Says when a clinic reminds customers who chose no times of their own; null: as by default. Bookings that are planned
 * already follow in the background.
 * @throws problem `not_found`, `forbidden`, `stale_version`
 */
export function changeClinicReminders(
  unitOfWork: UnitOfWork,
  actor: UserPrincipal,
  context: Context,
  { id: clinicId, ifMatch }: { id: number; ifMatch?: VersionCondition | undefined },
  offsetsMinutes: readonly number[] | null,
): Promise<ClinicBody> {
  return transaction(unitOfWork, context, async (tx) => {
    const { em } = tx;
    await findOwnClinic(em, actor, clinicId);
    if (!may(actor, clinicPermissions.manage, { clinic: clinicId })) throw problem('forbidden');
    await holdToChange(em, 'clinic', clinicId);
    assertVersion((await readClinicReminders(em, clinicId)).version, ifMatch);
    const array = offsetsMinutes && `{${offsetsMinutes.join(',')}}`;
    const changed = await query<{ version: number }>(
      em,
      `insert into clinic_reminders as r (clinic_id, offsets_minutes, version)
       select ?, ?::int[], 2 where ?::int[] is not null or exists (select from clinic_reminders where clinic_id = ?)
       on conflict (clinic_id) do update set offsets_minutes = excluded.offsets_minutes, version = r.version + 1,
         updated_at = now() where r.offsets_minutes is distinct from excluded.offsets_minutes
       returning version`,
      [clinicId, array, array, clinicId],
    );
    if (changed.length > 0) {
      publish(tx, clinicRemindersChanged, {
        clinicId,
        offsetsMinutes: offsetsMinutes && [...offsetsMinutes],
      });
      enqueue(tx, replanReminders, { of: 'clinic', id: clinicId, after: null });
    }
    return readClinicReminders(em, clinicId);
  });
}
