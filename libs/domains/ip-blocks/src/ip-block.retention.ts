import type { Retention } from '@antrean/platform/retention';

export const ipBlockRetention: readonly Retention[] = [
  { table: 'ip_blocks', keep: '90 days', since: 'ends_at' },
  { table: 'ip_block_state', forEver: 'one row' },
];
