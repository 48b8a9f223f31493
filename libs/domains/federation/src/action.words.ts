import type { Words } from '@antrean/platform/report';

/** What the audit trail calls this domain's actions when people read it. */
export const actionWords: Words = {
  IDENTITY_LINKED: { en: 'Provider linked', id: 'Penyedia ditautkan' },
  IDENTITY_UNLINKED: { en: 'Provider unlinked', id: 'Penyedia dilepas' },
};
