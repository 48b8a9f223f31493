import type { Words } from '@antrean/platform/report';

/** What the audit trail calls this domain's actions when people read it. */
export const actionWords: Words = {
  RECOVERY_REQUESTED: { en: 'Recovery asked for', id: 'Pemulihan diminta' },
  RECOVERY_CODE_REFUSED: { en: 'Backup code refused', id: 'Kode cadangan ditolak' },
  RECOVERY_OPENED: { en: 'Recovery opened', id: 'Pemulihan dibuka' },
  RECOVERY_APPROVED: { en: 'Recovery approved', id: 'Pemulihan disetujui' },
  RECOVERY_REJECTED: { en: 'Recovery rejected', id: 'Pemulihan ditolak' },
  RECOVERY_CANCELLED: { en: 'Recovery cancelled', id: 'Pemulihan dibatalkan' },
  RECOVERY_COMPLETED: { en: 'Recovery completed', id: 'Pemulihan selesai' },
  RECOVERY_EXPIRED: { en: 'Recovery expired', id: 'Pemulihan kedaluwarsa' },
};
