import type { Words } from '@antrean/platform/report';

/** What the audit trail calls this domain's actions when people read it. */
export const actionWords: Words = {
  POS_CATEGORY_CREATED: { en: 'Category created', id: 'Kategori dibuat' },
  POS_CATEGORY_UPDATED: { en: 'Category changed', id: 'Kategori diubah' },
  POS_PRODUCT_CREATED: { en: 'Product created', id: 'Produk dibuat' },
  POS_PRODUCT_UPDATED: { en: 'Product changed', id: 'Produk diubah' },
};
