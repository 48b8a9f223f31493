import { defineProblems } from '@antrean/platform/http';

export const clinicProblem = defineProblems({
  clinic_inactive: {
    status: 409,
    title: { en: 'The clinic is deactivated', id: 'Klinik dinonaktifkan' },
    detail: {
      en: 'Nothing of it can be changed. An administrator can open it again with PATCH {"isActive": true}.',
      id: 'Tidak ada yang dapat diubah. Administrator dapat membukanya lagi dengan PATCH {"isActive": true}.',
    },
  },
  staff_exists: {
    status: 409,
    title: { en: 'Already works here', id: 'Sudah bekerja di sini' },
    detail: {
      en: 'This person works at the clinic already, as "{name}" (staff {staffId}).',
      id: 'Orang ini sudah bekerja di klinik ini, sebagai "{name}" (staf {staffId}).',
    },
  },
  last_manager: {
    status: 409,
    title: { en: 'The last manager stays', id: 'Manajer terakhir tidak dapat dilepas' },
    detail: {
      en: 'The clinic would have no manager. Make somebody else its manager first, or ask an administrator.',
      id: 'Klinik akan tanpa manajer. Jadikan orang lain manajer lebih dulu, atau minta administrator.',
    },
  },
  staff_invited: {
    status: 409,
    title: { en: 'Invited already', id: 'Sudah diundang' },
    detail: {
      en: 'This account has been asked, as "{name}" (staff {staffId}), and may answer until {expiresAt}.',
      id: 'Akun ini sudah diundang, sebagai "{name}" (staf {staffId}), dan dapat menjawab sampai {expiresAt}.',
    },
  },
  invited_often: {
    status: 409,
    title: { en: 'Asked often enough', id: 'Sudah cukup sering diundang' },
    detail: {
      en: 'A clinic asks the same account at most {limit} times in {days} days.',
      id: 'Klinik mengundang akun yang sama paling banyak {limit} kali dalam {days} hari.',
    },
  },
  invitation_over: {
    status: 409,
    title: { en: 'The invitation is over', id: 'Undangan sudah berakhir' },
    detail: {
      en: 'It is {status} and cannot be answered any more.',
      id: 'Statusnya {status} dan tidak dapat dijawab lagi.',
    },
  },
  invitation_void: {
    status: 409,
    title: { en: 'The invitation does not fit any more', id: 'Undangan tidak sesuai lagi' },
    detail: {
      en: 'Your account has got a calendar of its own meanwhile, or the entry has got another account. Ask the clinic to add you anew.',
      id: 'Akun Anda kini memiliki kalender sendiri, atau entri itu memiliki akun lain. Minta klinik menambahkan Anda lagi.',
    },
  },
  clinic_full: {
    status: 409,
    title: { en: 'There are too many', id: 'Terlalu banyak' },
    detail: {
      en: 'A clinic has at most {limit} of these.',
      id: 'Sebuah klinik memiliki paling banyak {limit}.',
    },
  },
});
