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
  login_expired: {
    status: 401,
    title: { en: 'This login does not wait any more', id: 'Proses masuk ini sudah berakhir' },
    detail: {
      en: 'It was finished, or ten minutes have passed. Log in again.',
      id: 'Sudah diselesaikan, atau sepuluh menit telah lewat. Silakan masuk kembali.',
    },
  },
  passkey_unknown: {
    status: 401,
    title: { en: 'The passkey is not taken', id: 'Kunci sandi tidak diterima' },
    detail: { en: 'Begin again, or log in by other means.', id: 'Mulai lagi, atau masuk dengan cara lain.' },
  },
  code_refused: {
    status: 401,
    title: { en: 'The code is not taken', id: 'Kode tidak diterima' },
    detail: {
      en: 'It is wrong, was used, or came after too many wrong ones. Wait for the next code, after several wrong ones a few minutes; or show another factor.',
      id: 'Kode salah, sudah dipakai, atau terlalu banyak kode salah. Tunggu kode berikutnya, atau beberapa menit setelah beberapa kode salah; atau gunakan faktor lain.',
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
