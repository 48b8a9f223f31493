import type { Words } from '@antrean/platform/report';

/** What the audit trail calls this domain's actions when people read it. */
export const actionWords: Words = {
  FORCED_LOGOUT: { en: 'Sessions ended by an administrator', id: 'Sesi diakhiri administrator' },
  LOGIN_FAILURE: { en: 'Login refused', id: 'Login ditolak' },
  LOGIN_SUCCESS: { en: 'Logged in', id: 'Masuk' },
  LOGOUT: { en: 'Logged out', id: 'Keluar' },
  PASSWORD_CHANGED: { en: 'Password changed', id: 'Kata sandi diubah' },
  PASSWORD_RESET: { en: 'Password reset', id: 'Kata sandi direset' },
  PASSWORD_RESET_REQUESTED: { en: 'Password reset asked for', id: 'Reset kata sandi diminta' },
  REFRESH_TOKEN_REUSED: { en: 'Stolen session detected', id: 'Sesi curian terdeteksi' },
  ROLE_CREATED: { en: 'Role created', id: 'Peran dibuat' },
  ROLE_DELETED: { en: 'Role deleted', id: 'Peran dihapus' },
  ROLE_UPDATED: { en: 'Role changed', id: 'Peran diubah' },
  SESSION_LIMIT_REACHED: { en: 'Oldest session ended', id: 'Sesi terlama diakhiri' },
  SESSION_REVOKED: { en: 'Session ended', id: 'Sesi diakhiri' },
  USER_CREATED: { en: 'User created', id: 'Pengguna dibuat' },
  USER_DEPARTMENTS_CHANGED: { en: 'Served departments changed', id: 'Departemen yang dilayani diubah' },
  USER_LANGUAGE_CHANGED: { en: 'Language changed', id: 'Bahasa diubah' },
  USER_ROLE_CHANGED: { en: 'Roles of a user changed', id: 'Peran pengguna diubah' },
  USER_STATUS_CHANGED: { en: 'User activated or deactivated', id: 'Status pengguna diubah' },
};
