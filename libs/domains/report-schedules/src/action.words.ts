import type { Words } from '@antrean/platform/report';

/** What the audit trail calls this domain's actions when people read it. */
export const actionWords: Words = {
  REPORT_SCHEDULE_CREATED: { en: 'Report schedule created', id: 'Jadwal laporan dibuat' },
  REPORT_SCHEDULE_DELETED: { en: 'Report schedule deleted', id: 'Jadwal laporan dihapus' },
  REPORT_SCHEDULE_RUN_ASKED: { en: 'Report schedule run now', id: 'Jadwal laporan dijalankan sekarang' },
  REPORT_SCHEDULE_STALLED: { en: 'Report schedule stands still', id: 'Jadwal laporan terhenti' },
  REPORT_SCHEDULE_TAKEN_OVER: { en: 'Report schedule taken over', id: 'Jadwal laporan diambil alih' },
  REPORT_SCHEDULE_UPDATED: { en: 'Report schedule changed', id: 'Jadwal laporan diubah' },
};
