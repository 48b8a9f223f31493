import { definePermissions, may, type RoleDefaults, type UserPrincipal } from '@antrean/platform/auth';
import type { SqlValue } from '@antrean/platform/database';

/**
 * `keep`: to have pets; `treat`: to see those that have been at one's clinic, and to write for it. `read` and `record`
 * open the doors for both; with them alone one reaches no pet.
 */
export const permissions = definePermissions('pets', ['read', 'record', 'keep', 'treat']);

const clinicSide = [permissions.read, permissions.record, permissions.treat];

export const petRoleDefaults: RoleDefaults = {
  customer: [permissions.read, permissions.record, permissions.keep],
  clinic_manager: clinicSide,
  clinic_staff: clinicSide,
};

/** The clinics whose pets somebody sees. */
export const clinicsOf = (actor: UserPrincipal): 'all' | ReadonlySet<number> =>
  actor.grants.get(permissions.treat)?.clinics ?? new Set();

export const owns = (actor: UserPrincipal, { ownerId }: { ownerId: number | null }): boolean =>
  ownerId !== null && may(actor, permissions.keep, { user: ownerId });

/** Ids as a parameter for `?::bigint[]`. */
export const idArray = (ids: Iterable<number>): string => `{${[...ids].join(',')}}`;

/**
 * The condition under which somebody knows of the pet `p`: it is theirs, or it has been at a clinic of theirs. One that
 * was deleted is there for its clinics alone.
 */
export function knownTo(actor: UserPrincipal): { condition: string; values: SqlValue[] } {
  const clinics = clinicsOf(actor);
  if (clinics === 'all') return { condition: 'true', values: [] };
  const own = may(actor, permissions.keep, { user: actor.userId });
  const treated = `exists (select from pet_clinics c where c.pet_id = p.id and c.clinic_id = any(?::bigint[]))`;
  return {
    condition: `(${own ? 'p.owner_id = ? and p.deleted_at is null' : 'false'} or ${clinics.size > 0 ? treated : 'false'})`,
    values: [...(own ? [actor.userId] : []), ...(clinics.size > 0 ? [idArray(clinics)] : [])],
  };
}
