import { defineProblems, type Problem } from '@antrean/platform/http';
import type { Status } from './work-order.state.ts';

export const workOrderProblem = defineProblems({
  work_order_status_conflict: {
    status: 409,
    title: { en: 'The work order is at another stage', id: 'Work order berada pada tahap lain' },
    detail: {
      en: 'Its status is {currentStatus}, which does not allow this. Nothing was changed.',
      id: 'Statusnya {currentStatus}, sehingga tindakan ini tidak dapat dilakukan. Tidak ada yang berubah.',
    },
  },
  work_order_quantity_exceeded: {
    status: 409,
    title: { en: 'More pieces than may be made', id: 'Jumlah melebihi yang boleh dibuat' },
    detail: {
      en: '{completedQuantity} are made and at most {allowedQuantity} may be; {remainingQuantity} are left. Nothing was changed.',
      id: '{completedQuantity} sudah dibuat dan paling banyak {allowedQuantity} boleh dibuat; sisanya {remainingQuantity}. Tidak ada yang berubah.',
    },
  },
  work_order_split_refused: {
    status: 409,
    title: { en: 'The work order cannot be split so', id: 'Work order tidak dapat dibagi seperti itu' },
    detail: {
      en: '{remainingQuantity} pieces are left to be made, and one of them must stay. To pass on all that is left, give the order to somebody else.',
      id: 'Tersisa {remainingQuantity} buah yang belum dibuat dan satu di antaranya harus tetap. Untuk mengalihkan semuanya, berikan work order kepada orang lain.',
    },
  },
  work_order_attachments_full: {
    status: 409,
    title: { en: 'The work order has enough files', id: 'Lampiran work order sudah penuh' },
    detail: {
      en: 'A work order takes {limit} files. Remove one that is needed no more, then send this one again.',
      id: 'Satu work order memuat {limit} berkas. Hapus yang tidak diperlukan, lalu kirim lagi.',
    },
  },
  attachment_quota_exceeded: {
    status: 429,
    title: { en: 'You have sent much in one day', id: 'Kiriman Anda hari ini sudah banyak' },
    detail: {
      en: 'In 24 hours one person may attach {limit} bytes. Go on tomorrow.',
      id: 'Dalam 24 jam satu orang dapat melampirkan {limit} byte. Lanjutkan besok.',
    },
  },
});

/** A refusal that names where the order is now. */
export const conflictAt = (currentStatus: Status): Problem =>
  workOrderProblem('work_order_status_conflict', { parameters: { currentStatus } });

/** A refusal that says how many pieces are left. */
export const quantityExceeded = (completedQuantity: number, allowedQuantity: number): Problem =>
  workOrderProblem('work_order_quantity_exceeded', {
    parameters: {
      completedQuantity,
      allowedQuantity,
      remainingQuantity: Math.max(0, allowedQuantity - completedQuantity),
    },
  });
