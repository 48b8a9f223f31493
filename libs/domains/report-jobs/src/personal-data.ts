import { personalRows, type PersonalDataSource } from '@antrean/platform/domain';

/** The reports that somebody asked for. Their files are the business's, and go when their time is over. */
export const reportJobData: PersonalDataSource = {
  name: 'report-jobs',
  read: (em, userId) =>
    personalRows(em, userId, {
      section: 'reports',
      first: '00000000-0000-0000-0000-000000000000',
      select: `
        select id as key, jsonb_build_object('report', report, 'format', format, 'params', parameters,
          'status', status, 'createdAt', created_at) as row
        from report_jobs where requested_by = ? and id > ?::uuid order by id limit ?`,
    }),
  erase: async () => undefined,
};
