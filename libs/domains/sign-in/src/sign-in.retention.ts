import type { Retention } from '@antrean/platform/retention';

export const signInRetention: readonly Retention[] = [
  { table: 'one_time_tokens', keep: '1 day', since: 'expires_at' },
  { table: 'login_failures', keep: '1 day', since: 'failed_at' },
  { table: 'pending_logins', keep: '1 hour', since: 'expires_at' },
  { table: 'reset_mails', forEver: 'one row per user at most' },
];
