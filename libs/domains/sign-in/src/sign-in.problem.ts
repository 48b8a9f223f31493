import { defineProblems } from '@antrean/platform/http';

export const signInProblem = defineProblems({
  account_inactive: {
    status: 403,
    title: { en: 'Your account is inactive', id: 'Akun Anda tidak aktif' },
    detail: {
      en: 'Ask an administrator to activate it.',
      id: 'Hubungi administrator untuk mengaktifkannya.',
    },
  },
  reset_link_invalid: {
    status: 400,
    title: { en: 'The link does not work any more', id: 'Tautan tidak berlaku lagi' },
    detail: {
      en: 'It was used, it is older than an hour, or it is incomplete. Ask for a new one.',
      id: 'Tautan sudah dipakai, lebih dari satu jam, atau tidak lengkap. Minta tautan baru.',
    },
  },
});
