import type { Words } from '@antrean/platform/report';

/** What the audit trail calls this domain's actions when people read it. */
export const actionWords: Words = {
  FACTOR_ADDED: { en: 'Second factor set up', id: 'Faktor kedua dipasang' },
  FACTOR_REMOVED: { en: 'Second factor removed', id: 'Faktor kedua dihapus' },
  FACTORS_RESET: { en: 'Second factors reset', id: 'Faktor kedua direset' },
};
