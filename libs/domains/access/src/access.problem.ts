import { defineProblems } from '@antrean/platform/http';

export const accessProblem = defineProblems({
  above_own_rank: {
    status: 403,
    title: { en: 'Above your own rank', id: 'Di atas tingkat Anda' },
    detail: {
      en: 'You may not grant or change "{role}", which ranks above what you may manage.',
      id: 'Anda tidak boleh memberikan atau mengubah "{role}" karena di atas wewenang Anda.',
    },
  },
  own_role: {
    status: 403,
    title: { en: 'Not on your own role', id: 'Tidak untuk peran sendiri' },
    detail: {
      en: 'This would take your own rank or your right to manage roles. Somebody else who manages roles must do it.',
      id: 'Ini akan menurunkan tingkat Anda atau mencabut hak Anda mengelola peran. Harus dilakukan oleh pengelola peran lain.',
    },
  },
  highest_role: {
    status: 403,
    title: { en: 'The highest role stays as it is', id: 'Peran tertinggi tidak dapat dikurangi' },
    detail: {
      en: 'super_admin keeps its rank and every permission, so that there is always a role that can manage everything.',
      id: 'super_admin mempertahankan tingkat dan semua izinnya, agar selalu ada peran yang dapat mengelola semuanya.',
    },
  },
  permission_not_held: {
    status: 403,
    title: { en: 'You do not hold this permission yourself', id: 'Anda sendiri tidak memiliki izin ini' },
    detail: {
      en: 'You may only give away permissions that you hold; not: {permissions}.',
      id: 'Anda hanya dapat memberikan izin yang Anda miliki; bukan: {permissions}.',
    },
  },
  role_exists: {
    status: 409,
    title: { en: 'There is a role with this key', id: 'Peran dengan kunci ini sudah ada' },
  },
  role_in_use: {
    status: 409,
    title: { en: 'The role is in use', id: 'Peran masih dipakai' },
    detail: {
      en: '{users} users have it. Give them another role first.',
      id: '{users} pengguna memilikinya. Ganti peran mereka terlebih dahulu.',
    },
  },
  role_builtin: {
    status: 409,
    title: { en: 'Builtin roles stay', id: 'Peran bawaan tidak dapat dihapus' },
  },
});
