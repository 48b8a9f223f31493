import { query } from '@antrean/platform/database';
import type { EntityManager } from '@mikro-orm/postgresql';

/** The rank of a user's best role, which roles at certain places do not raise; below every role for who has none. */
export async function rankOf(em: EntityManager, userId: number): Promise<number> {
  const [row] = await query<{ rank: number }>(
    em,
    `select coalesce(max(r.rank), -1) as rank
     from user_roles ur join roles r on r.key = ur.role_key where ur.user_id = ?`,
    [userId],
  );
  return row?.rank ?? -1;
}

/** The same of whom somebody wants to change: roles at certain places are protected as well. */
export async function rankToTouch(em: EntityManager, userId: number): Promise<number> {
  const [row] = await query<{ rank: number }>(
    em,
    `select coalesce(max(r.rank), -1) as rank from roles r
     where r.key in (select role_key from user_roles where user_id = ?
                     union all select role_key from scoped_roles where user_id = ?)`,
    [userId, userId],
  );
  return row?.rank ?? -1;
}
