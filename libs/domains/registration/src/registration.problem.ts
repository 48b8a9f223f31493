import { defineProblems } from '@antrean/platform/http';

export const registrationProblem = defineProblems({
  address_link_invalid: {
    status: 400,
    title: { en: 'The link does not work any more', id: 'Tautan tidak berlaku lagi' },
    detail: {
      en: 'It was used, it is too old, or it is incomplete.',
      id: 'Tautan sudah dipakai, terlalu lama, atau tidak lengkap.',
    },
  },
});
