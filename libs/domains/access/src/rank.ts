import { query } from '@antrean/platform/database';
import type { EntityManager } from '@mikro-orm/postgresql';

/** The rank of a user's best role; below every role for who has none. */
export async function rankOf(em: EntityManager, userId: number): Promise<number> {
  const [row] = await query<{ rank: number }>(
    em,
    `select coalesce(max(r.rank), -1) as rank
     from user_roles ur join roles r on r.key = ur.role_key where ur.user_id = ?`,
    [userId],
  );
  return row?.rank ?? -1;
}
