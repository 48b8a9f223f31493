import { personalRows, type PersonalDataSource } from '@antrean/platform/domain';

/** The alarms of machines that somebody saw to. They are the machines', and stay. */
export const machineData: PersonalDataSource = {
  name: 'machines',
  read: (em, userId) =>
    personalRows(em, userId, {
      section: 'alarms',
      select: `
        select id as key, jsonb_build_object('id', id, 'rvmId', rvm_id, 'kind', kind, 'acknowledgedAt', acknowledged_at,
          'clearedAt', cleared_at, 'note', note) as row
        from rvm_alarms where ? in (acknowledged_by, cleared_by) and id > ? order by id limit ?`,
    }),
  erase: async () => undefined,
};
