import { defineProblems } from '@antrean/platform/http';

export const sessionProblem = defineProblems({
  session_ended: {
    status: 401,
    title: { en: 'Your session has ended', id: 'Sesi Anda telah berakhir' },
    detail: { en: 'Log in again.', id: 'Silakan masuk kembali.' },
  },
});
