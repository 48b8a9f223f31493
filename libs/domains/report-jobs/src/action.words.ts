import type { Words } from '@antrean/platform/report';

/** What the audit trail calls this domain's actions when people read it. */
export const actionWords: Words = {
  REPORT_CANCELLED: { en: 'Report called off', id: 'Laporan dibatalkan' },
  REPORT_FAILED: { en: 'Report failed', id: 'Laporan gagal' },
  REPORT_GENERATED: { en: 'Report made', id: 'Laporan dibuat' },
  REPORT_REQUESTED: { en: 'Report asked for', id: 'Laporan diminta' },
  REPORT_RETRIED: { en: 'Report tried again', id: 'Laporan dicoba lagi' },
};
