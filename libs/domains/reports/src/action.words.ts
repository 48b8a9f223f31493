import type { Words } from '@antrean/platform/report';

/** What the audit trail calls this domain's actions when people read it. */
export const actionWords: Words = {
  REPORT_CANCELLED: { en: 'Report called off', id: 'Laporan dibatalkan' },
  REPORT_FAILED: { en: 'Report failed', id: 'Laporan gagal' },
  REPORT_GENERATED: { en: 'Report made', id: 'Laporan dibuat' },
  REPORT_REQUESTED: { en: 'Report asked for', id: 'Laporan diminta' },
  REPORT_RETRIED: { en: 'Report tried again', id: 'Laporan dicoba lagi' },
  REPORT_SCHEDULE_CREATED: { en: 'Report schedule created', id: 'Jadwal laporan dibuat' },
  REPORT_SCHEDULE_DELETED: { en: 'Report schedule deleted', id: 'Jadwal laporan dihapus' },
  REPORT_SCHEDULE_STALLED: { en: 'Report schedule stands still', id: 'Jadwal laporan terhenti' },
  REPORT_SCHEDULE_TAKEN_OVER: { en: 'Report schedule taken over', id: 'Jadwal laporan diambil alih' },
  REPORT_SCHEDULE_UPDATED: { en: 'Report schedule changed', id: 'Jadwal laporan diubah' },
};
