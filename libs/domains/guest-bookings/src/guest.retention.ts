import type { Retention } from '@antrean/platform/retention';

export const guestRetention: readonly Retention[] = [
  {
    table: 'guest_bookings',
    removed:
      '30 days behind the visit, or 3 days behind a hold that was never confirmed, with the name in the booking',
  },
  { table: 'guest_links', removed: 'with the guest' },
  { table: 'guest_requests', keep: '2 days', since: 'created_at' },
];
