import type { Retention } from '@antrean/platform/retention';

export const displayRetention: readonly Retention[] = [
  { table: 'display_tokens', keep: '90 days', since: 'least(revoked_at, expires_at)' },
];
