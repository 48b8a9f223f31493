import { defineProblems } from '@antrean/platform/problem';

export const operationsProblem = defineProblems({
  dead_letters_changed: {
    status: 409,
    title: { en: 'There are not as many as expected', id: 'Jumlahnya tidak sesuai' },
    detail: {
      en: '{found} dead letters match, {expected} were expected. Look at the list again. Nothing was changed.',
      id: 'Ada {found} yang cocok, diharapkan {expected}. Lihat daftarnya lagi. Tidak ada yang berubah.',
    },
  },
});
