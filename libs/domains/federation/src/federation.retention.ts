import type { Retention } from '@antrean/platform/retention';

export const federationRetention: readonly Retention[] = [
  { table: 'oauth_flows', keep: '1 hour', since: 'expires_at' },
  {
    table: 'identities',
    forEver: 'one row per account at a provider; unlinked ones are not linked again unasked',
  },
];
