import type { Localised } from '@antrean/platform/http';
import type { Words } from '@antrean/platform/report';
import type { Priority, Status } from './work-order.state.ts';

/** The values of the wire as people read them in PDFs. */
export const STATUS_WORDS: Readonly<Record<Status, Localised>> = {
  Pending: { id: 'Menunggu', en: 'Pending' },
  'In Progress': { id: 'Dikerjakan', en: 'In progress' },
  Completed: { id: 'Selesai', en: 'Completed' },
};
export const PRIORITY_WORDS: Readonly<Record<Priority, Localised>> = {
  urgent: { id: 'Mendesak', en: 'Urgent' },
  high: { id: 'Tinggi', en: 'High' },
  normal: { id: 'Biasa', en: 'Normal' },
  low: { id: 'Rendah', en: 'Low' },
};

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
