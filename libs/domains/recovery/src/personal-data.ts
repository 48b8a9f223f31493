import { query } from '@antrean/platform/database';
import { personalRows, type PersonalDataSource } from '@antrean/platform/domain';

/** How often somebody has lost the second factor, and what became of it. */
export const recoveryData: PersonalDataSource = {
  name: 'recovery',
  read: (em, userId) =>
    personalRows(em, userId, {
      section: 'recoveries',
      select: `
        select id as key, jsonb_build_object('status', status, 'device', device, 'network', network,
          'openedAt', opened_at, 'decidedAt', decided_at, 'closedAt', closed_at) as row
        from recoveries where user_id = ? and id > ? order by id limit ?`,
    }),
  async erase({ em }, userId) {
    await query(em, `delete from recovery_links where user_id = ?`, [userId]);
    await query(em, `delete from recoveries where user_id = ?`, [userId]);
    await query(em, `delete from recovery_requests where user_id = ?`, [userId]);
  },
};
