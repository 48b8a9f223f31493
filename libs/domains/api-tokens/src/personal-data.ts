import { query } from '@antrean/platform/database';
import { personalRows, type PersonalDataSource } from '@antrean/platform/domain';

/** The tokens that somebody made, without what they are. Those of machines outlive who made them. */
export const apiTokenData: PersonalDataSource = {
  name: 'api-tokens',
  read: (em, userId) =>
    personalRows(em, userId, {
      section: 'tokens',
      first: '00000000-0000-0000-0000-000000000000',
      select: `
        select id as key, jsonb_build_object('name', name, 'abilities', to_jsonb(abilities), 'of', subject_kind,
          'createdAt', created_at, 'lastUsedAt', last_used_at, 'expiresAt', expires_at, 'revokedAt', revoked_at) as row
        from api_tokens where created_by = ? and id > ?::uuid order by id limit ?`,
    }),
  async erase(tx, userId) {
    await query(tx.em, `delete from api_tokens where created_by = ? and subject_kind is null`, [userId]);
  },
};
