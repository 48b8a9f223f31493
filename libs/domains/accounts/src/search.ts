import { may } from '@antrean/platform/auth';
import { query } from '@antrean/platform/database';
import type { FoundThing, SearchSource } from '@antrean/platform/domain';
import { accountPermissions } from './account.policy.ts';
import { SEARCHED } from './user.queries.ts';

/** Users, by a part of their NIK, user name, address or name, for who manages them. */
export const userSearch: SearchSource = {
  kind: 'user',
  find: async (em, actor, { pattern, limit }) => {
    if (pattern === null || !may(actor, accountPermissions['manage-users'])) return [];
    return query<FoundThing>(
      em,
      `select u.id, u.full_name as title, coalesce(u.nik, u.username, u.email, u.phone, '') as detail
       from users u where u.erased_at is null and ${SEARCHED} ilike ? order by u.id limit ?`,
      [pattern, limit],
    );
  },
};
