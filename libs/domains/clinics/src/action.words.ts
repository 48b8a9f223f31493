import type { Words } from '@antrean/platform/report';

/** What the audit trail calls this domain's actions when people read it. */
export const actionWords: Words = {
  CLINIC_CREATED: { en: 'Clinic created', id: 'Klinik dibuat' },
  CLINIC_UPDATED: { en: 'Clinic changed', id: 'Klinik diubah' },
  CLINIC_DEACTIVATED: { en: 'Clinic deactivated', id: 'Klinik dinonaktifkan' },
  CLINIC_DELETED: { en: 'Clinic deleted', id: 'Klinik dihapus' },
  CLINIC_HOURS_CHANGED: { en: 'Clinic hours changed', id: 'Jam buka klinik diubah' },
  CLINIC_SERVICES_CHANGED: { en: 'Clinic services changed', id: 'Layanan klinik diubah' },
  CLINIC_INVITATION_CHANGED: { en: 'Clinic invitation', id: 'Undangan klinik' },
  CLINIC_STAFF_CHANGED: { en: 'Clinic staff changed', id: 'Staf klinik diubah' },
};
