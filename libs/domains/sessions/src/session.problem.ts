import { defineProblems } from '@antrean/platform/http';

export const sessionProblem = defineProblems({
  session_ended: {
    status: 401,
    title: { en: 'Your session has ended', id: 'Sesi Anda telah berakhir' },
    detail: { en: 'Log in again.', id: 'Silakan masuk kembali.' },
  },
  proof_required: {
    status: 403,
    title: { en: 'Show again who you are', id: 'Buktikan kembali identitas Anda' },
    detail: {
      en: 'This needs a proof of the last {minutes} minutes: send your password or a code to POST /api/auth/prove, or log in again, and repeat the request.',
      id: 'Ini memerlukan bukti dari {minutes} menit terakhir: kirim kata sandi atau kode Anda ke POST /api/auth/prove, atau masuk kembali, lalu ulangi permintaan.',
    },
  },
});
