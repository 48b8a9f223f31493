import type { Localised } from '@antrean/platform/http';
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
