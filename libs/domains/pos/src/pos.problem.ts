import { defineProblems, type Problem } from '@antrean/platform/http';
import type { Status } from './pos-order.state.ts';

export const posProblem = defineProblems({
  order_status_conflict: {
    status: 409,
    title: { en: 'The order is at another stage', id: 'Pesanan berada pada tahap lain' },
    detail: {
      en: 'Its status is {currentStatus}, which does not allow this. Nothing was changed.',
      id: 'Statusnya {currentStatus}, sehingga tindakan ini tidak dapat dilakukan. Tidak ada yang berubah.',
    },
  },
  name_taken: {
    status: 409,
    title: { en: 'The name is taken', id: 'Nama sudah dipakai' },
    detail: {
      en: 'There is a category called "{value}", or one that looks the same. Choose another name.',
      id: 'Sudah ada kategori "{value}" atau yang tampak sama. Pilih nama lain.',
    },
  },
});

/** A refusal that names where the order is now. */
export const conflictAt = (currentStatus: Status): Problem =>
  posProblem('order_status_conflict', { parameters: { currentStatus } });
