import type { Localised } from '@antrean/platform/http';
import type { PAYMENT_METHODS } from '@antrean/sales';

/** The values of the wire as people read them in PDFs. */
export const PAYMENT_WORDS: Readonly<Record<(typeof PAYMENT_METHODS)[number], Localised>> = {
  CASH: { id: 'Tunai', en: 'Cash' },
  CARD: { id: 'Kartu', en: 'Card' },
  QRIS: { id: 'QRIS', en: 'QRIS' },
  TRANSFER: { id: 'Transfer', en: 'Transfer' },
};
