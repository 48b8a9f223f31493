import type { Words } from '@antrean/platform/report';

/** What the audit trail calls this domain's actions when people read it. */
export const actionWords: Words = {
  APPROVAL_DECIDED: { en: 'Approval decided', id: 'Persetujuan diputuskan' },
  ORDER_CREATED: { en: 'Order placed', id: 'Pesanan dibuat' },
  ORDER_EDIT_REQUESTED: { en: 'Change of an order asked for', id: 'Perubahan pesanan diminta' },
  ORDER_OVERRIDE: { en: 'Status set by an administrator', id: 'Status diatur administrator' },
  ORDER_REJECTION_REQUESTED: { en: 'Rejection asked for', id: 'Penolakan diminta' },
  ORDER_STATUS_CHANGED: { en: 'Order taken further', id: 'Status pesanan berubah' },
};
