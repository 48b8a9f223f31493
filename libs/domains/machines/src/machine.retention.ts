import type { Retention } from '@antrean/platform/retention';

export const machineRetention: readonly Retention[] = [
  { table: 'rvms', forEver: 'master data: until somebody deletes it' },
  { table: 'rvm_states', forEver: 'one row for each machine' },
  { table: 'rvm_alarms', keep: '400 days', since: 'cleared_at' },
  { table: 'rvm_listening', forEver: 'one row' },
  { table: 'rvm_history', partitioned: true, keep: '90 days' },
];
