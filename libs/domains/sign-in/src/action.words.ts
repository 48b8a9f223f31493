import type { Words } from '@antrean/platform/report';

/** What the audit trail calls this domain's actions when people read it. */
export const actionWords: Words = {
  LOGIN_FAILURE: { en: 'Login refused', id: 'Login ditolak' },
  LOGIN_SUCCESS: { en: 'Logged in', id: 'Masuk' },
  PASSWORD_CHANGED: { en: 'Password changed', id: 'Kata sandi diubah' },
  PASSWORD_RESET: { en: 'Password reset', id: 'Kata sandi direset' },
  PASSWORD_RESET_REQUESTED: { en: 'Password reset asked for', id: 'Reset kata sandi diminta' },
};
