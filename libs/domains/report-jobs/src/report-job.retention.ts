import type { Retention } from '@antrean/platform/retention';

export const reportJobRetention: readonly Retention[] = [
  { table: 'report_files', removed: 'an hour after a worker of an earlier version wrote to it' },
  {
    table: 'report_jobs',
    keep: '400 days',
    since: 'created_at',
    unless:
      `status in ('queued', 'running') or file_key is not null` +
      ' or exists (select from report_files f where f.report_job_id = report_jobs.id)',
  },
];
