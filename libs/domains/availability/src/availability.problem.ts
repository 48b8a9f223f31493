import { defineProblems } from '@antrean/platform/http';

export const availabilityProblem = defineProblems({
  outside_availability: {
    status: 422,
    title: { en: 'Not a time that can be booked', id: 'Bukan waktu yang dapat dipesan' },
    detail: {
      en: 'Nobody who offers this can be booked then: {reason}. GET /api/clinics/{clinicId}/slots tells what is free.',
      id: 'Tidak ada yang dapat dipesan pada waktu itu: {reason}. GET /api/clinics/{clinicId}/slots menunjukkan yang kosong.',
    },
  },
  too_many_days: {
    status: 422,
    title: { en: 'Too many days at once', id: 'Terlalu banyak hari sekaligus' },
    detail: {
      en: '{people} people can be booked for this, so that one answer has {mostDays} days at most. Ask for fewer, or for one person with staffId.',
      id: 'Ada {people} orang yang dapat dipesan, sehingga satu jawaban memuat paling banyak {mostDays} hari. Minta lebih sedikit, atau satu orang dengan staffId.',
    },
  },
  slot_taken: {
    status: 409,
    title: { en: 'The time is taken', id: 'Waktu sudah terisi' },
    detail: {
      en: 'Somebody else was faster. GET /api/clinics/{clinicId}/slots tells what is free.',
      id: 'Orang lain lebih cepat. GET /api/clinics/{clinicId}/slots menunjukkan yang masih kosong.',
    },
  },
  hold_expired: {
    status: 409,
    title: { en: 'The time is held no longer', id: 'Waktu tidak lagi ditahan' },
    detail: {
      en: 'It was held for a while, which is over. Choose a time again.',
      id: 'Waktu ini ditahan sementara dan masanya sudah habis. Pilih waktu lagi.',
    },
  },
  too_many_rules: {
    status: 409,
    title: { en: 'There are too many rules', id: 'Terlalu banyak aturan' },
    detail: {
      en: 'There are at most {limit} for one person, and as many for the clinic as a whole.',
      id: 'Paling banyak {limit} untuk satu orang, dan sebanyak itu untuk klinik secara keseluruhan.',
    },
  },
});
