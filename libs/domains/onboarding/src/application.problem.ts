import { defineProblems, type Problem } from '@antrean/platform/http';
import type { VendorApplication } from './application.entity.ts';
import type { Status } from './application.state.ts';

export const onboardingProblem = defineProblems({
  application_status_conflict: {
    status: 409,
    title: { en: 'The application is at another stage', id: 'Permohonan berada pada tahap lain' },
    detail: {
      en: 'Its status is {currentStatus}, which does not allow this. Nothing was changed.',
      id: 'Statusnya {currentStatus}, sehingga tindakan ini tidak dapat dilakukan. Tidak ada yang berubah.',
    },
  },
  application_decided: {
    status: 409,
    title: { en: 'The application has been decided', id: 'Permohonan sudah diputuskan' },
    detail: {
      en: '{decidedByName} has decided {decision}; the status is {currentStatus}. Nothing was changed.',
      id: '{decidedByName} sudah memutuskan {decision}; statusnya {currentStatus}. Tidak ada yang berubah.',
    },
  },
  application_incomplete: {
    status: 422,
    title: { en: 'The application is not complete', id: 'Permohonan belum lengkap' },
    detail: {
      en: 'These steps lack something: {incomplete}. Complete them, then submit again.',
      id: 'Langkah ini belum lengkap: {incomplete}. Lengkapi, lalu kirim lagi.',
    },
  },
  own_application: {
    status: 403,
    title: { en: 'This is your own application', id: 'Ini permohonan Anda sendiri' },
    detail: {
      en: 'Another reviewer must look at it and decide.',
      id: 'Peninjau lain yang harus memeriksa dan memutuskannya.',
    },
  },
  documents_refused: {
    status: 409,
    title: { en: 'A document was refused', id: 'Ada dokumen yang ditolak' },
    detail: {
      en: 'No valid document proves: {kinds}. Ask the applicant for changes, or verify it after all.',
      id: 'Belum ada dokumen yang sah untuk: {kinds}. Minta pemohon memperbaiki, atau verifikasi dokumennya.',
    },
  },
  applicant_inactive: {
    status: 409,
    title: { en: 'The applicant has been deactivated', id: 'Pemohon sudah dinonaktifkan' },
    detail: {
      en: 'Nobody would manage the clinic. Activate the applicant again, or reject the application.',
      id: 'Tidak ada yang akan mengelola kliniknya. Aktifkan lagi pemohon, atau tolak permohonannya.',
    },
  },
  application_claimed: {
    status: 409,
    title: { en: 'Another reviewer looks at it', id: 'Peninjau lain sedang memeriksanya' },
    detail: {
      en: '{reviewerName} has claimed it. Send `takeOver: true` to take it over.',
      id: '{reviewerName} sudah mengambilnya. Kirim `takeOver: true` untuk mengambil alih.',
    },
  },
  too_many_applications: {
    status: 409,
    title: { en: 'You have enough open applications', id: 'Permohonan terbuka Anda sudah cukup' },
    detail: {
      en: 'You have {limit} that are open. Finish one or withdraw it first.',
      id: 'Anda sudah punya {limit} yang terbuka. Selesaikan atau tarik salah satunya dahulu.',
    },
  },
  application_quota_exceeded: {
    status: 429,
    title: { en: 'You have begun many applications', id: 'Anda sudah memulai banyak permohonan' },
    detail: {
      en: 'In 30 days one person may begin {limit}. Try again later.',
      id: 'Dalam 30 hari satu orang dapat memulai {limit}. Coba lagi nanti.',
    },
  },
  application_documents_full: {
    status: 409,
    title: { en: 'The application has enough documents', id: 'Dokumen permohonan sudah penuh' },
    detail: {
      en: 'An application takes {limit} documents. Remove one that is needed no more, then send this one again.',
      id: 'Satu permohonan memuat {limit} dokumen. Hapus yang tidak diperlukan, lalu kirim lagi.',
    },
  },
  document_quota_exceeded: {
    status: 429,
    title: {
      en: 'You have sent many documents in one day',
      id: 'Dokumen yang Anda kirim hari ini sudah banyak',
    },
    detail: {
      en: 'In 24 hours one person may send {limit}. Go on tomorrow.',
      id: 'Dalam 24 jam satu orang dapat mengirim {limit}. Lanjutkan besok.',
    },
  },
  application_notes_full: {
    status: 409,
    title: { en: 'The application has enough notes', id: 'Catatan permohonan sudah penuh' },
    detail: {
      en: 'An application takes {limit} notes.',
      id: 'Satu permohonan memuat {limit} catatan.',
    },
  },
});

/** A refusal that names where the application is now. */
export const conflictAt = (currentStatus: Status): Problem =>
  onboardingProblem('application_status_conflict', { parameters: { currentStatus } });

/** A refusal to a reviewer: who has decided what meanwhile, or where the application is now. */
export function decidedBefore({
  status,
  decision,
  decidedBy,
  decidedByName,
  decidedAt,
}: VendorApplication): Problem {
  if (!decision || !decidedAt || status === 'withdrawn' || status === 'draft') return conflictAt(status);
  return onboardingProblem('application_decided', {
    parameters: {
      currentStatus: status,
      decision,
      decidedBy: decidedBy ?? null,
      decidedByName: decidedByName ?? null,
      decidedAt: decidedAt.toISOString(),
    },
  });
}
