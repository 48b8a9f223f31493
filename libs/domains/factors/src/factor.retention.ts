import type { Retention } from '@antrean/platform/retention';

export const factorRetention: readonly Retention[] = [
  { table: 'factors', keep: '1 day', since: 'created_at', unless: 'confirmed_at is not null' },
  // Those of a day count towards the limits.
  { table: 'sms_codes', keep: '2 days', since: 'created_at' },
  { table: 'backup_codes', forEver: 'ten per user at most' },
  { table: 'passkey_challenges', keep: '1 hour', since: 'expires_at' },
  { table: 'passkeys', forEver: 'ten per user at most' },
];
