import { personalRows, type PersonalDataSource } from '@antrean/platform/domain';
import { forgetReader } from './manage-report-schedule.ts';

/** The schedules that somebody has, which end with the account. Those of others are not mailed to them any more. */
export const reportScheduleData: PersonalDataSource = {
  name: 'report-schedules',
  read: (em, userId) =>
    personalRows(em, userId, {
      section: 'schedules',
      select: `
        select id as key, jsonb_build_object('name', name, 'report', report, 'params', parameters, 'cron', cron,
          'timezone', timezone, 'recipients', to_jsonb(recipients), 'createdAt', created_at) as row
        from report_schedules where owner_id = ? and id > ? order by id limit ?`,
    }),
  erase: forgetReader,
};
