import { defineProblems } from '@antrean/platform/problem';

export const notificationProblem = defineProblems({
  mail_under_way: {
    status: 409,
    title: { en: 'The mail is under way', id: 'E-mail sedang dikirim' },
    detail: {
      en: 'It is {status}. Only a mail that was sent, failed or skipped can be sent again.',
      id: 'Statusnya {status}. Hanya e-mail yang sudah terkirim, gagal, atau dilewati yang dapat dikirim ulang.',
    },
  },
  mail_out_of_date: {
    status: 409,
    title: { en: 'The mail is out of date', id: 'E-mail sudah tidak berlaku' },
    detail: {
      en: 'What it tells is of no use any more, or is told no more. The reader can have a new one by asking for it.',
      id: 'Isinya tidak berguna lagi atau tidak dikirim lagi. Penerima dapat memintanya yang baru.',
    },
  },
});
