import type { Words } from '@antrean/platform/report';

/** What the audit trail calls this domain's actions when people read it. */
export const actionWords: Words = {
  EMAIL_CHANGED: { en: 'E-mail address changed', id: 'Alamat surel diubah' },
  EMAIL_CHANGE_REQUESTED: { en: 'Change of e-mail address asked for', id: 'Perubahan alamat surel diminta' },
  EMAIL_CHANGE_UNDONE: { en: 'Change of e-mail address undone', id: 'Perubahan alamat surel dibatalkan' },
  PHONE_LOST: {
    en: 'Phone number lost to who proved it',
    id: 'Nomor telepon beralih ke yang membuktikannya',
  },
  PHONE_CHANGED: { en: 'Phone number changed', id: 'Nomor telepon diubah' },
  REGISTRATION_REQUESTED: { en: 'Registration asked for', id: 'Pendaftaran diminta' },
  USER_REGISTERED: { en: 'Registered', id: 'Mendaftar' },
};
