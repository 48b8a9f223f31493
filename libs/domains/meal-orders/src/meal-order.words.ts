import type { Localised } from '@antrean/platform/http';
import type { APPROVAL_STATUSES, REQUEST_TYPES } from './meal-order.entity.ts';
import type { Status } from './meal-order.state.ts';

/** The values of the wire as people read them in PDFs. */
export const STATUS_WORDS: Readonly<Record<Status, Localised>> = {
  MENUNGGU: { id: 'Menunggu', en: 'Waiting' },
  IN_PROGRESS: { id: 'Diproses', en: 'In progress' },
  READY: { id: 'Siap', en: 'Ready' },
  ON_DELIVERY: { id: 'Diantar', en: 'On delivery' },
  COMPLETE: { id: 'Selesai', en: 'Completed' },
  MENUNGGU_PERSETUJUAN: { id: 'Menunggu persetujuan', en: 'Awaiting approval' },
  DITOLAK: { id: 'Ditolak', en: 'Rejected' },
};
export const APPROVAL_WORDS: Readonly<Record<(typeof APPROVAL_STATUSES)[number], Localised>> = {
  PENDING: { id: 'Menunggu', en: 'Pending' },
  APPROVED: { id: 'Disetujui', en: 'Approved' },
  REJECTED: { id: 'Ditolak', en: 'Rejected' },
};
export const REQUEST_WORDS: Readonly<Record<(typeof REQUEST_TYPES)[number], Localised>> = {
  REJECT: { id: 'Penolakan', en: 'Rejection' },
  EDIT: { id: 'Perubahan', en: 'Edit' },
};
export const GROUPING_WORDS: Readonly<Record<'DAILY' | 'WEEKLY' | 'MONTHLY', Localised>> = {
  DAILY: { id: 'Harian', en: 'Daily' },
  WEEKLY: { id: 'Mingguan', en: 'Weekly' },
  MONTHLY: { id: 'Bulanan', en: 'Monthly' },
};
export const SCOPE_WORDS: Readonly<Record<'overall' | 'department' | 'shift', Localised>> = {
  overall: { id: 'Keseluruhan', en: 'Overall' },
  department: { id: 'Departemen', en: 'Department' },
  shift: { id: 'Shift', en: 'Shift' },
};
