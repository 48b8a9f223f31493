import type { Words } from '@antrean/platform/report';

/** What the audit trail calls this domain's actions when people read it. */
export const actionWords: Words = {
  VENDOR_APPLICATION_BEGUN: { en: 'Vendor application begun', id: 'Permohonan vendor dimulai' },
  VENDOR_APPLICATION_STEP_SAVED: {
    en: 'Step of a vendor application saved',
    id: 'Langkah permohonan vendor disimpan',
  },
  VENDOR_DOCUMENT_ADDED: { en: 'Document of a vendor added', id: 'Dokumen vendor ditambahkan' },
  VENDOR_DOCUMENT_REMOVED: { en: 'Document of a vendor removed', id: 'Dokumen vendor dihapus' },
  VENDOR_DOCUMENT_VERIFIED: { en: 'Document of a vendor verified', id: 'Dokumen vendor diverifikasi' },
  VENDOR_DOCUMENT_REFUSED: { en: 'Document of a vendor refused', id: 'Dokumen vendor ditolak' },
  VENDOR_APPLICATION_SUBMITTED: { en: 'Vendor application submitted', id: 'Permohonan vendor dikirim' },
  VENDOR_APPLICATION_CLAIMED: { en: 'Vendor application claimed', id: 'Permohonan vendor diambil peninjau' },
  VENDOR_APPLICATION_RELEASED: {
    en: 'Vendor application released',
    id: 'Permohonan vendor dilepas peninjau',
  },
  VENDOR_NOTE_ADDED: { en: 'Review note written', id: 'Catatan peninjau ditulis' },
  VENDOR_APPROVED: { en: 'Vendor approved', id: 'Vendor disetujui' },
  VENDOR_REJECTED: { en: 'Vendor rejected', id: 'Vendor ditolak' },
  VENDOR_CHANGES_REQUESTED: { en: 'Changes requested of a vendor', id: 'Vendor diminta memperbaiki' },
  VENDOR_APPLICATION_WITHDRAWN: { en: 'Vendor application withdrawn', id: 'Permohonan vendor ditarik' },
  VENDOR_APPLICATION_REMOVED: { en: 'Vendor application removed', id: 'Permohonan vendor dihapus' },
};
