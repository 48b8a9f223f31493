import type { Words } from '@antrean/platform/report';

/** What the audit trail calls this domain's actions when people read it. */
export const actionWords: Words = {
  BOOKING_REMINDERS_CHANGED: { en: 'Reminders of a booking changed', id: 'Pengingat janji temu diubah' },
  REMINDER_PREFERENCES_CHANGED: { en: 'Reminder preferences changed', id: 'Preferensi pengingat diubah' },
  CLINIC_REMINDERS_CHANGED: { en: 'Reminders of a clinic changed', id: 'Pengingat klinik diubah' },
};
