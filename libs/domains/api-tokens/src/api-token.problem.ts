import { defineProblems } from '@antrean/platform/http';

export const apiTokenProblem = defineProblems({
  too_many_tokens: {
    status: 409,
    title: { en: 'There are too many tokens', id: 'Token terlalu banyak' },
    detail: {
      en: 'There are {limit} that are valid. Revoke one that is not needed any more.',
      id: 'Sudah ada {limit} yang berlaku. Cabut salah satu yang tidak diperlukan lagi.',
    },
  },
});
