import { defineProblems } from '@antrean/platform/http';

export const waitingProblem = defineProblems({
  waiting_link_invalid: {
    status: 404,
    title: {
      en: 'This link shows no place in a waiting list',
      id: 'Tautan ini tidak menunjukkan tempat di daftar tunggu',
    },
    detail: {
      en: 'It is incomplete or too old.',
      id: 'Tautan tidak lengkap atau sudah terlalu lama.',
    },
  },
  waiting_status_conflict: {
    status: 409,
    title: { en: 'It is not waiting', id: 'Tidak sedang menunggu' },
    detail: {
      en: 'Its status is {currentStatus}. What was offered is cancelled as a booking.',
      id: 'Statusnya {currentStatus}. Waktu yang ditawarkan dibatalkan sebagai janji temu.',
    },
  },
  too_many_waiting: {
    status: 409,
    title: { en: 'You wait for many times', id: 'Anda menunggu banyak waktu' },
    detail: {
      en: 'One person may wait {limit} times at once.',
      id: 'Satu orang dapat menunggu paling banyak {limit} sekaligus.',
    },
  },
});
