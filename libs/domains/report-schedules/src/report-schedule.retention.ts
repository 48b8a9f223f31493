import type { Retention } from '@antrean/platform/retention';

export const reportScheduleRetention: readonly Retention[] = [
  { table: 'report_schedules', removed: 'when somebody deletes the schedule' },
  { table: 'report_schedule_runs', keep: '400 days', since: 'created_at' },
];
