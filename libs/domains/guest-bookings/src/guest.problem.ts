import { defineProblems } from '@antrean/platform/http';

export const guestProblem = defineProblems({
  guest_link_invalid: {
    status: 404,
    title: { en: 'This link shows no booking', id: 'Tautan ini tidak menunjukkan janji temu' },
    detail: {
      en: 'It is incomplete or too old, or the booking belongs to an account by now: log in to see it.',
      id: 'Tautan tidak lengkap atau sudah terlalu lama, atau janji temu ini kini milik sebuah akun: masuklah untuk melihatnya.',
    },
  },
});
