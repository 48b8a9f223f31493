import { query } from '@antrean/platform/database';
import { personalRows, type PersonalDataSource } from '@antrean/platform/domain';

/** By what somebody shows who they are besides the password: that it is there, and never what it is. */
export const factorData: PersonalDataSource = {
  name: 'factors',
  async *read(em, userId) {
    yield* personalRows(em, userId, {
      section: 'factors',
      select: `
        select id as key, jsonb_build_object('kind', kind, 'phone', phone, 'createdAt', created_at,
          'confirmedAt', confirmed_at) as row
        from factors where user_id = ? and id > ? order by id limit ?`,
    });
    yield* personalRows(em, userId, {
      section: 'passkeys',
      first: '00000000-0000-0000-0000-000000000000',
      select: `
        select id as key, jsonb_build_object('name', name, 'createdAt', created_at, 'lastUsedAt', last_used_at) as row
        from passkeys where user_id = ? and id > ?::uuid order by id limit ?`,
    });
    yield* personalRows(em, userId, {
      section: 'smsCodes',
      first: '00000000-0000-0000-0000-000000000000',
      select: `
        select id as key, jsonb_build_object('phone', phone, 'network', network, 'sentAt', created_at) as row
        from sms_codes where user_id = ? and id > ?::uuid order by id limit ?`,
    });
  },
  async erase({ em }, userId) {
    await query(em, `delete from sms_codes where user_id = ?`, [userId]);
    await query(em, `delete from factors where user_id = ?`, [userId]);
    await query(em, `delete from backup_codes where user_id = ?`, [userId]);
    await query(em, `delete from passkeys where user_id = ?`, [userId]);
    await query(em, `delete from passkey_challenges where user_id = ?`, [userId]);
  },
};
