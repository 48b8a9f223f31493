import type { Retention } from '@antrean/platform/retention';

export const saleRetention: readonly Retention[] = [
  { table: 'pos_orders', forEver: 'business record: invoices are kept, deleted ones too' },
  { table: 'pos_order_lines', forEver: 'part of its order' },
  { table: 'pos_order_history', forEver: 'what an invoice was before it was changed' },
];
