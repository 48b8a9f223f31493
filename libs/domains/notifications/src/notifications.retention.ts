import type { Retention } from '@antrean/platform/retention';

export const notificationRetention: readonly Retention[] = [
  {
    table: 'deliveries',
    keep: '180 days',
    since: 'created_at',
    unless: `status in ('planned', 'sending')`,
  },
];
