import type { Retention } from '@antrean/platform/retention';

export const posRetention: readonly Retention[] = [
  { table: 'pos_orders', forEver: 'business record: invoices are kept, deleted ones too' },
  { table: 'pos_order_lines', forEver: 'part of its order' },
  { table: 'pos_order_history', forEver: 'what an invoice was before it was changed' },
  { table: 'pos_categories', forEver: 'master data: orders name it' },
  { table: 'pos_products', forEver: 'master data: orders name it' },
  { table: 'display_tokens', keep: '90 days', since: 'least(revoked_at, expires_at)' },
];
