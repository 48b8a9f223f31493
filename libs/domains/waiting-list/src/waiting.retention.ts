import type { Retention } from '@antrean/platform/retention';

export const waitingRetention: readonly Retention[] = [
  { table: 'waiting_entries', keep: '30 days', since: 'over_at' },
  { table: 'waiting_guests', removed: 'with the offer, or the end of the entry' },
  { table: 'waiting_links', removed: 'with the entry' },
];
