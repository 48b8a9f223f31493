import type { Retention } from '@antrean/platform/retention';

export const recoveryRetention: readonly Retention[] = [
  // Those of a day count towards the limits.
  { table: 'recovery_requests', keep: '2 days', since: 'created_at' },
  { table: 'recoveries', keep: '180 days', since: 'opened_at', unless: 'closed_at is null' },
  { table: 'recovery_links', keep: '1 day', since: 'expires_at' },
];
