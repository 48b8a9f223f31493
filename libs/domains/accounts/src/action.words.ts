import type { Words } from '@antrean/platform/report';

/** What the audit trail calls this domain's actions when people read it. */
export const actionWords: Words = {
  USER_CREATED: { en: 'User created', id: 'Pengguna dibuat' },
  USER_DEPARTMENTS_CHANGED: { en: 'Served departments changed', id: 'Departemen yang dilayani diubah' },
  USER_LANGUAGE_CHANGED: { en: 'Language changed', id: 'Bahasa diubah' },
  USER_ROLE_CHANGED: { en: 'Roles of a user changed', id: 'Peran pengguna diubah' },
  USER_STATUS_CHANGED: { en: 'User activated or deactivated', id: 'Status pengguna diubah' },
  USER_TIME_ZONE_CHANGED: { en: 'Time zone changed', id: 'Zona waktu diubah' },
};
