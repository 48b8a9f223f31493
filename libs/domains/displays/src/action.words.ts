import type { Words } from '@antrean/platform/report';

/** What the audit trail calls this domain's actions when people read it. */
export const actionWords: Words = {
  DISPLAY_TOKEN_CREATED: { en: 'Display added', id: 'Layar ditambahkan' },
  DISPLAY_TOKEN_REVOKED: { en: 'Display removed', id: 'Layar dicabut' },
};
