import type { Words } from '@antrean/platform/report';

/** What the audit trail calls this domain's actions when people read it. */
export const actionWords: Words = {
  PET_CREATED: { en: 'Pet added', id: 'Hewan ditambahkan' },
  PET_UPDATED: { en: 'Pet changed', id: 'Hewan diubah' },
  PET_DELETED: { en: 'Pet deleted', id: 'Hewan dihapus' },
  PET_ADMITTED: { en: 'Pet known to a clinic', id: 'Hewan dikenal klinik' },
  PET_IMAGE_ADDED: { en: 'Picture of a pet added', id: 'Foto hewan ditambahkan' },
  PET_IMAGE_REMOVED: { en: 'Picture of a pet removed', id: 'Foto hewan dihapus' },
  PET_RECORD_CREATED: { en: 'Medical record written', id: 'Rekam medis ditulis' },
  PET_RECORD_UPDATED: { en: 'Medical record changed', id: 'Rekam medis diubah' },
  PET_RECORD_DELETED: { en: 'Medical record deleted', id: 'Rekam medis dihapus' },
};
