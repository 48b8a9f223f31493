import { defineProblems } from '@antrean/platform/http';

export const peopleProblem = defineProblems({
  profile_exists: {
    status: 409,
    title: { en: 'There is a profile already', id: 'Profil sudah ada' },
    detail: {
      en: 'Change it by PATCH /api/profile, or replace it by PUT.',
      id: 'Ubah dengan PATCH /api/profile, atau ganti seluruhnya dengan PUT.',
    },
  },
  account_managed: {
    status: 409,
    title: { en: 'This account is your employer’s', id: 'Akun ini milik tempat Anda bekerja' },
    detail: {
      en: 'It has the roles: {roles}. An administrator takes them away or deletes the account.',
      id: 'Akun ini memiliki peran: {roles}. Administrator mencabut peran itu atau menghapus akunnya.',
    },
  },
  no_export: {
    status: 404,
    title: { en: 'There is no file with your data', id: 'Tidak ada berkas data Anda' },
    detail: {
      en: 'Ask for one by POST /api/profile/export.',
      id: 'Minta dengan POST /api/profile/export.',
    },
  },
  export_failed: {
    status: 409,
    title: { en: 'Your data could not be put together', id: 'Data Anda gagal dikumpulkan' },
    detail: {
      en: 'Ask for it again by POST /api/profile/export.',
      id: 'Minta lagi dengan POST /api/profile/export.',
    },
  },
  favorite_vendors_full: {
    status: 409,
    title: { en: 'You have too many favourites', id: 'Favorit Anda terlalu banyak' },
    detail: { en: 'Remove one: there may be {limit}.', id: 'Hapus salah satu: paling banyak {limit}.' },
  },
});
