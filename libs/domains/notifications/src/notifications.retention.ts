import type { Retention } from '@antrean/platform/retention';

export const notificationRetention: readonly Retention[] = [
  {
    table: 'deliveries',
    keep: '180 days',
    since: 'created_at',
    unless: `status in ('planned', 'sending')`,
  },
  { table: 'in_app_notifications', keep: '90 days', since: 'created_at' },
  { table: 'declined_notifications', forEver: 'at most one row per user, notification and channel' },
  {
    table: 'unsubscribed_addresses',
    forEver: 'what somebody outside, or who has left, does not want stays unwanted',
  },
  // Then it is tried again.
  { table: 'refused_addresses', keep: '30 days', since: 'refused_at' },
];
