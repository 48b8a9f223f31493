import type { Words } from '@antrean/platform/report';

/** What the audit trail calls this domain's actions when people read it. */
export const actionWords: Words = {
  DISPLAY_TOKEN_CREATED: { en: 'Display added', id: 'Layar ditambahkan' },
  DISPLAY_TOKEN_REVOKED: { en: 'Display removed', id: 'Layar dicabut' },
  POS_CATEGORY_CREATED: { en: 'Category created', id: 'Kategori dibuat' },
  POS_CATEGORY_UPDATED: { en: 'Category changed', id: 'Kategori diubah' },
  POS_ORDER_CREATED: { en: 'Sale created', id: 'Penjualan dibuat' },
  POS_ORDER_DELETED: { en: 'Sale deleted', id: 'Penjualan dihapus' },
  POS_ORDER_STATUS_CHANGED: { en: 'Status of a sale changed', id: 'Status penjualan berubah' },
  POS_ORDER_UPDATED: { en: 'Sale changed', id: 'Penjualan diubah' },
  POS_PRODUCT_CREATED: { en: 'Product created', id: 'Produk dibuat' },
  POS_PRODUCT_UPDATED: { en: 'Product changed', id: 'Produk diubah' },
};
