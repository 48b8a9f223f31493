import type { Retention } from '@antrean/platform/retention';

export const availabilityRetention: readonly Retention[] = [
  { table: 'availability_rules', removed: 'when somebody deletes it; the audit trail has it' },
  { table: 'availability_calendars', forEver: 'one row for each clinic' },
  { table: 'availability_days', keep: '7 days', since: 'local_date' },
  { table: 'availability_blocks', keep: '400 days', since: 'ends_at' },
  { table: 'occupied_spans', keep: '60 days', since: 'ends_at' },
];
