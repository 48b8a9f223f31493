import { query } from '@antrean/platform/database';
import { personalRows, type PersonalDataSource } from '@antrean/platform/domain';

/** By whom of another service somebody comes in, and came. */
export const federationData: PersonalDataSource = {
  name: 'identities',
  read: (em, userId) =>
    personalRows(em, userId, {
      section: 'identities',
      first: '',
      select: `
        select provider || ' ' || subject as key, jsonb_build_object('provider', provider, 'subject', subject,
          'email', email, 'linkedAt', linked_at, 'lastUsedAt', last_used_at, 'unlinkedAt', unlinked_at) as row
        from identities where user_id = ? and provider || ' ' || subject > ? order by 1 limit ?`,
    }),
  async erase({ em }, userId) {
    await query(em, `delete from identities where user_id = ?`, [userId]);
    await query(em, `delete from oauth_flows where user_id = ?`, [userId]);
  },
};
