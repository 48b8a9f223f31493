import type { Retention } from '@antrean/platform/retention';

/** Used refresh tokens stay until they expire: shown again, they betray a theft. */
export const sessionRetention: readonly Retention[] = [
  { table: 'sessions', keep: '30 days', since: 'ended_at' },
  { table: 'refresh_tokens', keep: '0 days', since: 'expires_at' },
];
