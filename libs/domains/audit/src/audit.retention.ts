import type { Retention } from '@antrean/platform/retention';

export const auditRetention: readonly Retention[] = [
  { table: 'log_audit_trail', forEver: 'the proof of what happened', partitioned: true },
  { table: 'audit_verifications', keep: '30 days', since: 'created_at' },
  { table: 'audit_heads', forEver: 'one row per month' },
];
