import { defineProblems } from '@antrean/platform/http';

export const factorProblem = defineProblems({
  sms_unavailable: {
    status: 429,
    title: { en: 'No code is sent by SMS now', id: 'Kode lewat SMS tidak dapat dikirim sekarang' },
    detail: {
      en: 'One was sent less than a minute ago, there were too many, or none can be sent. Use the authenticator app or a backup code, or ask again later.',
      id: 'Kode baru saja dikirim, sudah terlalu banyak, atau tidak dapat dikirim. Gunakan aplikasi autentikator atau kode cadangan, atau coba lagi nanti.',
    },
  },
  passkey_refused: {
    status: 400,
    title: { en: 'The passkey is not taken', id: 'Kunci sandi tidak diterima' },
    detail: {
      en: 'It was made for another address, too late, without being unlocked, or is registered already. Begin again.',
      id: 'Kunci sandi dibuat untuk alamat lain, terlambat, tanpa dibuka, atau sudah terdaftar. Mulai lagi.',
    },
  },
  too_many_passkeys: {
    status: 409,
    title: { en: 'You have as many passkeys as there may be', id: 'Jumlah kunci sandi Anda sudah penuh' },
    detail: {
      en: 'There may be {limit}. Remove one first.',
      id: 'Paling banyak {limit}. Hapus salah satu dahulu.',
    },
  },
  second_factor_missing: {
    status: 409,
    title: { en: 'You have no second factor yet', id: 'Anda belum memiliki faktor kedua' },
    detail: {
      en: 'Set up an authenticator app or a phone first.',
      id: 'Pasang aplikasi autentikator atau telepon terlebih dahulu.',
    },
  },
});
