import { invalidField } from '@antrean/platform/http';
import type { UserPrincipal } from '@antrean/platform/auth';
import type { EntityManager } from '@mikro-orm/postgresql';
import { mayTouch } from './access.policy.ts';
import { accessProblem } from './access.problem.ts';
import { rankOf } from './rank.ts';
import { Role } from './role.entity.ts';

/** `admin` is what seed 002 calls the administrator. */
const ALIASES: Readonly<Record<string, string>> = { admin: 'administrator' };

/**
 * The role that a key or a label names (`production_manager`, `Production Manager`), for the actor to give away.
 * @throws problem `invalid_request` naming the field; `above_own_rank` (403), which nobody grants
 */
export async function findGrantableRole(
  em: EntityManager,
  actor: UserPrincipal,
  named: string,
  field: string,
): Promise<Role> {
  const wanted = ALIASES[named.toLowerCase()] ?? named.toLowerCase();
  const roles = await em.find(Role, {});
  const role =
    roles.find(({ key }) => key === wanted) ?? roles.find(({ label }) => label.toLowerCase() === wanted);
  if (!role) {
    throw invalidField(field, {
      en: `There is no role "${named}". There are: ${roles.map(({ key }) => key).join(', ')}`,
      id: `Tidak ada peran "${named}". Yang ada: ${roles.map(({ key }) => key).join(', ')}`,
    });
  }
  if (!mayTouch(await rankOf(em, actor.userId), role.rank)) {
    throw accessProblem('above_own_rank', { parameters: { role: role.key } });
  }
  return role;
}
