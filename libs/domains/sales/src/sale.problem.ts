import { defineProblems } from '@antrean/platform/http';

export const saleProblem = defineProblems({
  price_changed: {
    status: 409,
    title: { en: 'It costs something else now', id: 'Harganya sudah berubah' },
    detail: {
      en: 'It costs {total_amount} now, not {expected_total_amount}. Nothing was sold; ask again with the prices of now.',
      id: 'Sekarang totalnya {total_amount}, bukan {expected_total_amount}. Belum ada yang terjual; kirim lagi dengan harga sekarang.',
    },
  },
});
