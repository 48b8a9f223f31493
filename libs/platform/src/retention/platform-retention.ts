import type { Retention } from './retention.ts';

/** The platform's tables. Sockets that were away are replayed what they missed from the log: 72 hours. */
export const platformRetention: readonly Retention[] = [
  {
    table: 'outbox_events',
    partitioned: true,
    keep: '72 hours',
    unless: 'seq is null or seq > (select min(delivered_seq) from outbox_cursors)',
  },
  {
    table: 'outbox_jobs',
    partitioned: true,
    keep: '60 days',
    unless: `state not in ('done', 'cancelled')`,
    carryOverBy: 'created_at',
  },
  { table: 'outbox_job_keys', removed: 'when the job is done, dead or cancelled' },
  { table: 'outbox_event_failures', keep: '90 days', since: 'at', unless: 'dead and resolved_at is null' },
  { table: 'idempotency_keys', keep: '48 hours', since: 'created_at' },
  { table: 'development_sms', keep: '1 day', since: 'at' },
  { table: 'unkept_files', removed: 'when the file is kept, or gone' },
  { table: 'file_thumbnails', removed: 'with the image' },
  { table: 'number_series', keep: '60 days', since: 'business_date' },
  { table: 'outbox_head', forEver: 'one row' },
  { table: 'outbox_event_streams', forEver: 'one row per event that is declared' },
  { table: 'outbox_cursors', forEver: 'one row per consumer' },
  { table: 'schedules', forEver: 'one row per schedule of workers before 0041; later ones are jobs' },
  { table: 'partitioned_tables', forEver: 'one row per partitioned table' },
  { table: 'migration', forEver: 'one row per migration' },
];
