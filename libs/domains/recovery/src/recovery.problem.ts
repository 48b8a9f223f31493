import { defineProblems } from '@antrean/platform/http';

export const recoveryProblem = defineProblems({
  recovery_link_invalid: {
    status: 400,
    title: { en: 'The link does not work any more', id: 'Tautan tidak berlaku lagi' },
    detail: {
      en: 'It was used, it is too old or incomplete, or the recovery is over. Ask for a new one.',
      id: 'Tautan sudah dipakai, terlalu lama, tidak lengkap, atau pemulihannya sudah berakhir. Minta tautan baru.',
    },
  },
  nothing_to_recover: {
    status: 409,
    title: { en: 'Your account has no second factor', id: 'Akun Anda tidak memiliki faktor kedua' },
    detail: {
      en: 'Log in with your password; if you forgot it, ask for a link to set a new one.',
      id: 'Masuklah dengan kata sandi; jika lupa, minta tautan untuk membuat yang baru.',
    },
  },
  recovery_decided: {
    status: 409,
    title: { en: 'This recovery does not wait for a decision', id: 'Pemulihan ini tidak menunggu keputusan' },
    detail: { en: 'It is {status}.', id: 'Statusnya {status}.' },
  },
});
