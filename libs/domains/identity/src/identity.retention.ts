import type { Retention } from '@antrean/platform/retention';

/** Used refresh tokens stay until they expire: shown again, they betray a theft. */
export const identityRetention: readonly Retention[] = [
  { table: 'sessions', keep: '30 days', since: 'ended_at' },
  { table: 'refresh_tokens', keep: '0 days', since: 'expires_at' },
  { table: 'one_time_tokens', keep: '1 day', since: 'expires_at' },
  { table: 'login_failures', keep: '1 day', since: 'failed_at' },
  { table: 'reset_mails', forEver: 'one row per user at most' },
  { table: 'users', forEver: 'what they did names them; they are deactivated' },
  { table: 'user_roles', removed: 'when an administrator takes the role away' },
  { table: 'served_departments', removed: 'when an administrator takes the department away' },
  { table: 'roles', forEver: 'few, and kept by administrators' },
  { table: 'known_permissions', forEver: 'one row per permission' },
];
