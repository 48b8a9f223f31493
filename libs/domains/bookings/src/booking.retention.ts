import type { Retention } from '@antrean/platform/retention';

export const bookingRetention: readonly Retention[] = [
  {
    table: 'bookings',
    forEver: 'business record: what a clinic did for whom; nobody’s when an account is deleted',
  },
];
