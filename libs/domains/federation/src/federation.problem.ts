import { defineProblems } from '@antrean/platform/http';

export const federationProblem = defineProblems({
  factor_wanted: {
    status: 409,
    title: { en: 'Show your second factor', id: 'Tunjukkan faktor kedua Anda' },
    detail: {
      en: 'You have one, so {provider} is not enough: send it to POST /api/auth/prove.',
      id: 'Anda memilikinya, sehingga {provider} saja tidak cukup: kirim ke POST /api/auth/prove.',
    },
  },
  identity_not_yours: {
    status: 409,
    title: { en: 'This account is not linked with yours', id: 'Akun ini tidak ditautkan ke akun Anda' },
    detail: {
      en: 'Choose the account at {provider} that is linked.',
      id: 'Pilih akun {provider} yang ditautkan.',
    },
  },
  oauth_flow_invalid: {
    status: 400,
    title: { en: 'This login cannot be finished', id: 'Proses masuk ini tidak dapat diselesaikan' },
    detail: {
      en: 'It was finished before, it took longer than ten minutes, or it was begun in another browser. Begin again.',
      id: 'Proses ini sudah selesai, lebih dari sepuluh menit, atau dimulai di peramban lain. Mulailah lagi.',
    },
  },
  oauth_cancelled: {
    status: 400,
    title: { en: 'You were not logged in', id: 'Anda belum masuk' },
    detail: {
      en: 'You broke it off at {provider}. Begin again, or log in by another way.',
      id: 'Anda membatalkannya di {provider}. Mulailah lagi, atau masuk dengan cara lain.',
    },
  },
  oauth_unavailable: {
    status: 503,
    title: { en: '{provider} is not available', id: '{provider} tidak tersedia' },
    detail: {
      en: '{provider} gave no answer that can be used. Try again in a minute, or log in by another way.',
      id: '{provider} tidak memberi jawaban yang dapat dipakai. Coba lagi sebentar lagi, atau masuk dengan cara lain.',
    },
  },
  oauth_link_required: {
    status: 409,
    title: { en: 'Log in and link {provider}', id: 'Masuk lalu tautkan {provider}' },
    detail: {
      en: 'There is an account with this address, and it is not certain that it is yours. Log in as usual and link {provider} in your account; a forgotten password is set anew by a mailed link.',
      id: 'Sudah ada akun dengan alamat ini, dan belum pasti itu milik Anda. Masuklah seperti biasa lalu tautkan {provider} di akun Anda; kata sandi yang terlupa disetel ulang lewat tautan di email.',
    },
  },
  identity_unlinked: {
    status: 409,
    title: { en: '{provider} is not linked any more', id: '{provider} sudah tidak tertaut' },
    detail: {
      en: 'It was unlinked, or linked before the address of the account was proven. Log in by another way and link {provider} again.',
      id: 'Tautannya sudah dilepas, atau dibuat sebelum alamat akun terbukti. Masuklah dengan cara lain lalu tautkan {provider} lagi.',
    },
  },
  identity_taken: {
    status: 409,
    title: { en: 'It belongs to another user', id: 'Sudah dipakai pengguna lain' },
    detail: {
      en: 'This account at {provider} is linked with another user here. Unlink it there first.',
      id: 'Akun {provider} ini tertaut dengan pengguna lain di sini. Lepaskan dulu di sana.',
    },
  },
  identity_exists: {
    status: 409,
    title: { en: 'Another one is linked', id: 'Akun lain sudah tertaut' },
    detail: {
      en: 'You have linked another account of {provider}. Unlink it first.',
      id: 'Anda sudah menautkan akun {provider} lain. Lepaskan dulu.',
    },
  },
  last_way_in: {
    status: 409,
    title: { en: 'It is your only way in', id: 'Ini satu-satunya cara Anda masuk' },
    detail: {
      en: 'Set a password by "forgot password", or link another provider, and then unlink {provider}.',
      id: 'Setel kata sandi lewat "lupa kata sandi", atau tautkan penyedia lain, lalu lepaskan {provider}.',
    },
  },
});
