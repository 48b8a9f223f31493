import type { Words } from '@antrean/platform/report';

/** What the audit trail calls this domain's actions when people read it. */
export const actionWords: Words = {
  DEAD_LETTER_RAISED: { en: 'Event or job given up', id: 'Event atau pekerjaan gagal' },
  DEAD_LETTER_RETRIED: { en: 'Given-up work tried again', id: 'Pekerjaan gagal dicoba lagi' },
  DEAD_LETTER_SKIPPED: { en: 'Given-up work skipped', id: 'Pekerjaan gagal dilewati' },
  QUEUE_CHANGED: { en: 'Queue changed by hand', id: 'Antrean diubah secara manual' },
};
