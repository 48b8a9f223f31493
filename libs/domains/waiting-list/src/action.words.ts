import type { Words } from '@antrean/platform/report';

export const actionWords: Words = {
  WAITING_LIST_CHANGED: { en: 'Waiting list changed', id: 'Daftar tunggu berubah' },
};
