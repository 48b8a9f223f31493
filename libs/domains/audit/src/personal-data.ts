import { personalRows, type PersonalDataSource } from '@antrean/platform/domain';

/** The trail is kept because a law asks for it, and proves itself by being as it was: nothing is taken out of it. */
const MOST = 10_000;

/** What somebody did, the latest of it, without to whom. */
export const auditData: PersonalDataSource = {
  name: 'audit-trail',
  read: (em, userId) =>
    personalRows(em, userId, {
      section: 'actions',
      first: '9223372036854775807',
      most: MOST,
      select: `
        select id as key, jsonb_build_object('at', at, 'action', action) as row
        from log_audit_trail where user_id = ? and id < ? order by id desc limit ?`,
    }),
  erase: async () => undefined,
};
