import type { Words } from '@antrean/platform/report';

/** What the audit trail calls this domain's actions when people read it. */
export const actionWords: Words = {
  POS_ORDER_CREATED: { en: 'Sale created', id: 'Penjualan dibuat' },
  POS_ORDER_DELETED: { en: 'Sale deleted', id: 'Penjualan dihapus' },
  POS_ORDER_STATUS_CHANGED: { en: 'Status of a sale changed', id: 'Status penjualan berubah' },
  POS_ORDER_UPDATED: { en: 'Sale changed', id: 'Penjualan diubah' },
};
