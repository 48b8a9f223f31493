import type { Words } from '@antrean/platform/report';

export const actionWords: Words = {
  AVAILABILITY_RULE_CHANGED: { id: 'Aturan ketersediaan diubah', en: 'Availability rule changed' },
  AVAILABILITY_BLOCK_CHANGED: { id: 'Waktu diblokir diubah', en: 'Blocked time changed' },
};
