import type { Words } from '@antrean/platform/report';

/** What the audit trail calls this domain's actions when people read it. */
export const actionWords: Words = {
  WORKORDER_ASSIGNED: { en: 'Work order assigned', id: 'Perintah kerja ditugaskan' },
  WORKORDER_ATTACHMENT_ADDED: { en: 'Attachment added', id: 'Lampiran ditambahkan' },
  WORKORDER_ATTACHMENT_REMOVED: { en: 'Attachment removed', id: 'Lampiran dihapus' },
  WORKORDER_CREATED: { en: 'Work order created', id: 'Perintah kerja dibuat' },
  WORKORDER_PROGRESS_ADDED: { en: 'Progress noted', id: 'Kemajuan dicatat' },
  WORKORDER_STATUS_CHANGED: { en: 'Status of a work order changed', id: 'Status perintah kerja berubah' },
  WORKORDER_UPDATED: { en: 'Work order changed', id: 'Perintah kerja diubah' },
};
