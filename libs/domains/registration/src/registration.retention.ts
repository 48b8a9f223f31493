import type { Retention } from '@antrean/platform/retention';

export const registrationRetention: readonly Retention[] = [
  // Whoever has not proven the address by then registers again.
  { table: 'registrations', keep: '3 days', since: 'created_at' },
  // For as long as deliveries to a former address, which are forgotten with who had it.
  { table: 'email_changes', keep: '190 days', since: 'created_at' },
  { table: 'phone_changes', keep: '1 day', since: 'created_at' },
  { table: 'address_links', keep: '1 day', since: 'expires_at' },
];
