import type { Retention } from '@antrean/platform/retention';

/** A token that is over is listed for a while, so that its owner sees what became of it. */
export const apiTokenRetention: readonly Retention[] = [
  { table: 'api_tokens', keep: '90 days', since: 'expires_at' },
];
