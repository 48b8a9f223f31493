import { clinicProblem } from '@antrean/clinics';
import type { UserPrincipal } from '@antrean/platform/auth';
import { query } from '@antrean/platform/database';
import { invalidField, problem } from '@antrean/platform/http';
import type { EntityManager } from '@mikro-orm/postgresql';
import { mayRead } from './availability.policy.ts';
import { readScene, type ClinicScene } from './slots/scene.queries.ts';

/**
 * A clinic to whose staff somebody belongs. What it plans is not for others, who know of active clinics and are told so.
 * @throws problem `not_found`, `forbidden`
 */
export async function openClinic(
  em: EntityManager,
  actor: UserPrincipal,
  clinicId: number,
): Promise<ClinicScene> {
  const scene = await readScene(em, clinicId);
  if (!mayRead(actor, clinicId)) throw problem(scene.isActive ? 'forbidden' : 'not_found');
  return scene;
}

/** The same, to change something of it. @throws problem as {@link openClinic}; `clinic_inactive` */
export async function openActiveClinic(
  em: EntityManager,
  actor: UserPrincipal,
  clinicId: number,
): Promise<ClinicScene> {
  const scene = await openClinic(em, actor, clinicId);
  if (!scene.isActive) throw clinicProblem('clinic_inactive');
  return scene;
}

export interface StaffMember {
  readonly staffId: number;
  readonly personId: number;
  readonly userId: number | null;
}

/** Whose block it is, also when they have left; null for the clinic's. */
export async function findStaffOf(
  em: EntityManager,
  { staffId = null }: { staffId?: number | null | undefined },
): Promise<StaffMember | null> {
  const [staff] = await query<StaffMember>(
    em,
    `select id as "staffId", person_id as "personId", user_id as "userId" from clinic_staff_v where id = ?`,
    [staffId],
  );
  return staff ?? null;
}

/** Somebody who works at a clinic. @throws problem `invalid_request` when nobody with this id does */
export async function findStaff(em: EntityManager, clinicId: number, staffId: number): Promise<StaffMember> {
  const [staff] = await query<StaffMember>(
    em,
    `select id as "staffId", person_id as "personId", user_id as "userId" from clinic_staff_v
     where id = ?::bigint and clinic_id = ?::bigint and is_active`,
    [staffId, clinicId],
  );
  if (staff) return staff;
  throw invalidField('body.staffId', {
    en: 'Nobody at the clinic has this id',
    id: 'Tidak ada staf klinik dengan id ini',
  });
}
