import type { Retention } from '@antrean/platform/retention';

export const catalogueRetention: readonly Retention[] = [
  { table: 'pos_categories', forEver: 'master data: orders name it' },
  { table: 'pos_products', forEver: 'master data: orders name it' },
];
