import type { Words } from '@antrean/platform/report';

/** What the audit trail calls this domain's actions when people read it. */
export const actionWords: Words = {
  ACCOUNT_DELETED: { en: 'Account deleted', id: 'Akun dihapus' },
  PREFERENCES_CHANGED: { en: 'Preferences changed', id: 'Preferensi diubah' },
  PROFILE_UPDATED: { en: 'Profile changed', id: 'Profil diubah' },
};
