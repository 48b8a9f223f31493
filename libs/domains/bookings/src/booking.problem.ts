import { defineProblems } from '@antrean/platform/http';

export const bookingProblem = defineProblems({
  booking_status_conflict: {
    status: 409,
    title: { en: 'The booking is at another stage', id: 'Janji temu berada pada tahap lain' },
    detail: {
      en: 'Its status is {currentStatus}, set by {decidedBy} at {decidedAt}, which does not allow this. Nothing was changed.',
      id: 'Statusnya {currentStatus}, ditetapkan oleh {decidedBy} pada {decidedAt}, sehingga tidak dapat dilakukan. Tidak ada yang berubah.',
    },
  },
  too_late_to_change: {
    status: 409,
    title: { en: 'Too late to change it here', id: 'Sudah terlambat untuk mengubahnya di sini' },
    detail: {
      en: '{clinicName} takes changes until {noticeHours} hours before the beginning. Call the clinic: {contact}.',
      id: '{clinicName} menerima perubahan sampai {noticeHours} jam sebelum mulai. Hubungi klinik: {contact}.',
    },
  },
  booking_begun: {
    status: 409,
    title: { en: 'The booking has begun', id: 'Janji temu sudah dimulai' },
    detail: {
      en: 'It began at {startsAt}. Nobody moves what has begun: check it in, or say that nobody came.',
      id: 'Janji temu dimulai pada {startsAt}. Yang sudah dimulai tidak dapat dipindahkan: catat kehadiran, atau bahwa tidak ada yang datang.',
    },
  },
  too_early: {
    status: 409,
    title: { en: 'Its time has not come', id: 'Waktunya belum tiba' },
    detail: {
      en: 'The booking begins at {startsAt}. Nobody has missed it before.',
      id: 'Janji temu dimulai pada {startsAt}. Sebelum itu belum ada yang terlewat.',
    },
  },
  clinic_takes_no_bookings: {
    status: 409,
    title: { en: 'The clinic takes no bookings', id: 'Klinik tidak menerima janji temu' },
    detail: {
      en: '{clinicName} is deactivated. What was only held there cannot be booked any more; choose another clinic.',
      id: '{clinicName} dinonaktifkan. Waktu yang baru ditahan di sana tidak dapat dipesan lagi; pilih klinik lain.',
    },
  },
  account_needed: {
    status: 409,
    title: {
      en: 'This clinic takes bookings with an account',
      id: 'Klinik ini menerima janji temu dengan akun',
    },
    detail: {
      en: '{clinicName} takes no bookings without an account. Register or log in, then book.',
      id: '{clinicName} tidak menerima janji temu tanpa akun. Daftar atau masuk, lalu pesan.',
    },
  },
  too_many_bookings: {
    status: 409,
    title: { en: 'You have many bookings', id: 'Janji temu Anda sudah banyak' },
    detail: {
      en: 'One person may have {limit} bookings to come. Cancel one that is not needed, or call the clinic.',
      id: 'Satu orang dapat memiliki {limit} janji temu mendatang. Batalkan yang tidak diperlukan, atau hubungi klinik.',
    },
  },
});
