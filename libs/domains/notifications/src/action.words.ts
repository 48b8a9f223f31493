import type { Words } from '@antrean/platform/report';

/** What the audit trail calls this domain's actions when people read it. */
export const actionWords: Words = {
  MAIL_RESENT: { en: 'Mail sent again', id: 'E-mail dikirim ulang' },
};
