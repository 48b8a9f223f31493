import { defineProblems } from '@antrean/platform/http';

export const accountProblem = defineProblems({
  own_account: {
    status: 403,
    title: { en: 'Not on your own account', id: 'Tidak untuk akun sendiri' },
    detail: {
      en: 'Another administrator must do this for you.',
      id: 'Administrator lain yang harus melakukannya untuk Anda.',
    },
  },
  last_super_admin: {
    status: 409,
    title: {
      en: 'The last super administrator stays',
      id: 'Super administrator terakhir tidak dapat dihapus',
    },
    detail: {
      en: 'Make somebody else super_admin first.',
      id: 'Jadikan pengguna lain super_admin terlebih dahulu.',
    },
  },
  identifier_taken: {
    status: 409,
    title: { en: 'Another user has this identifier', id: 'Identitas sudah dipakai pengguna lain' },
    detail: { en: 'Choose another {field}.', id: 'Pilih {field} yang lain.' },
  },
});
