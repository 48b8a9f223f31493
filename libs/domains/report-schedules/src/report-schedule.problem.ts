import { defineProblems } from '@antrean/platform/http';

export const scheduleProblem = defineProblems({
  too_many_schedules: {
    status: 409,
    title: { en: 'Enough report schedules', id: 'Jadwal laporan sudah banyak' },
    detail: {
      en: 'One person may have {limit} schedules, paused ones too. Delete one that is needed no more.',
      id: 'Satu orang dapat memiliki {limit} jadwal, termasuk yang dijeda. Hapus yang tidak diperlukan.',
    },
  },
  too_many_outside_recipients: {
    status: 409,
    title: { en: 'Too many outside recipients', id: 'Penerima luar terlalu banyak' },
    detail: {
      en: 'Your schedules would mail to {used} addresses that are no users; {limit} are allowed. Take some away.',
      id: 'Jadwal Anda akan mengirim ke {used} alamat yang bukan pengguna; paling banyak {limit}. Kurangi sebagian.',
    },
  },
});
