import { defineProblems } from '@antrean/platform/problem';

export const operationsProblem = defineProblems({
  job_not_dead: {
    status: 409,
    title: { en: 'The job was not given up', id: 'Pekerjaan tidak gagal' },
    detail: {
      en: 'It is {state}. Only a job that was given up can be tried again or skipped.',
      id: 'Statusnya {state}. Hanya pekerjaan yang gagal yang dapat dicoba lagi atau dilewati.',
    },
  },
  dead_letters_changed: {
    status: 409,
    title: { en: 'There are not as many as expected', id: 'Jumlahnya tidak sesuai' },
    detail: {
      en: '{found} dead letters match, {expected} were expected. Look at the list again. Nothing was changed.',
      id: 'Ada {found} yang cocok, diharapkan {expected}. Lihat daftarnya lagi. Tidak ada yang berubah.',
    },
  },
});
