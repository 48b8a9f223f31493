import { query } from '@antrean/platform/database';
import { personalRows, type PersonalDataSource } from '@antrean/platform/domain';

/** Failures and links that wait for their user, for a day; no secret is kept that could be given. */
export const signInData: PersonalDataSource = {
  name: 'sign-in',
  read: (em, userId) =>
    personalRows(em, userId, {
      section: 'failedLogins',
      first: '',
      select: `
        select source as key, jsonb_build_object('from', split_part(source, ':', 1), 'failures', failures,
          'lastAt', failed_at) as row
        from login_failures where user_id = ? and source > ? order by source limit ?`,
    }),
  async erase({ em }, userId) {
    await query(em, `delete from one_time_tokens where user_id = ?`, [userId]);
    await query(em, `delete from login_failures where user_id = ?`, [userId]);
    await query(em, `delete from pending_logins where user_id = ?`, [userId]);
    await query(em, `delete from reset_mails where user_id = ?`, [userId]);
  },
};
