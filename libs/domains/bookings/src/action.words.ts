import type { Words } from '@antrean/platform/report';

/** What the audit trail calls this domain's actions when people read it. */
export const actionWords: Words = {
  BOOKING_CREATED: { en: 'Booking made', id: 'Janji temu dibuat' },
  BOOKING_MOVED: { en: 'Booking moved', id: 'Janji temu dipindahkan' },
  BOOKING_CANCELLED: { en: 'Booking cancelled', id: 'Janji temu dibatalkan' },
  BOOKING_ADOPTED: { en: 'Guest’s booking moved to an account', id: 'Janji temu tamu menjadi milik akun' },
  BOOKING_STATUS_CHANGED: { en: 'Status of a booking changed', id: 'Status janji temu berubah' },
};
