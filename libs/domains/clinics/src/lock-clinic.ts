import type { UserPrincipal } from '@antrean/platform/auth';
import { lockRow } from '@antrean/platform/database';
import { assertVersion, problem, type VersionCondition } from '@antrean/platform/http';
import type { Tx } from '@antrean/platform/transaction';
import { Clinic } from './clinic.entity.ts';
import { mayManage, mayReadPrivately } from './clinic.policy.ts';
import { clinicProblem } from './clinic.problem.ts';

export interface ClinicTarget {
  readonly id: number;
  readonly ifMatch?: VersionCondition | undefined;
}

/**
 * A clinic that the actor may write, which nobody else changes until the transaction ends.
 * @throws problem `not_found` when there is none that they may know of, `forbidden` (403), `stale_version` (412);
 *   `clinic_inactive` (409) unless that is allowed
 */
export async function lockClinic(
  { em }: Tx,
  actor: UserPrincipal,
  { id, ifMatch }: ClinicTarget,
  { inactive = 'refused' }: { inactive?: 'refused' | 'allowed' } = {},
): Promise<Clinic> {
  const clinic = await lockRow(
    em,
    Clinic,
    { id },
    { isKnown: ({ isActive }) => isActive || mayReadPrivately(actor, id) },
  );
  if (!mayManage(actor, id)) throw problem('forbidden');
  assertVersion(clinic.version, ifMatch);
  if (!clinic.isActive && inactive === 'refused') throw clinicProblem('clinic_inactive');
  return clinic;
}
