import { query } from '@antrean/platform/database';
import { personalRows, type PersonalDataSource } from '@antrean/platform/domain';
import { endSessions } from './end-session.ts';

/** Where somebody is and was logged in. No token is kept that could be given. */
export const sessionData: PersonalDataSource = {
  name: 'sessions',
  read: (em, userId) =>
    personalRows(em, userId, {
      section: 'sessions',
      first: '00000000-0000-0000-0000-000000000000',
      select: `
        select id as key, jsonb_build_object('device', user_agent, 'network', ip_prefix, 'createdAt', created_at,
          'lastSeenAt', last_seen_at, 'expiresAt', expires_at, 'endedAt', ended_at, 'endReason', end_reason) as row
        from sessions where user_id = ? and id > ?::uuid order by id limit ?`,
    }),
  async erase(tx, userId) {
    await endSessions(tx, userId, 'deactivated');
    await query(tx.em, `delete from sessions where user_id = ?`, [userId]);
  },
};
