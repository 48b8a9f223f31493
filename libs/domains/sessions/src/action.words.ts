import type { Words } from '@antrean/platform/report';

/** What the audit trail calls this domain's actions when people read it. */
export const actionWords: Words = {
  FORCED_LOGOUT: { en: 'Sessions ended by an administrator', id: 'Sesi diakhiri administrator' },
  LOGOUT: { en: 'Logged out', id: 'Keluar' },
  REFRESH_TOKEN_REUSED: { en: 'Stolen session detected', id: 'Sesi curian terdeteksi' },
  SESSION_LIMIT_REACHED: { en: 'Oldest session ended', id: 'Sesi terlama diakhiri' },
  SESSION_REVOKED: { en: 'Session ended', id: 'Sesi diakhiri' },
};
