import { defineProblems } from '@antrean/platform/http';

export const petProblem = defineProblems({
  pet_limit_reached: {
    status: 409,
    title: { en: 'There are too many', id: 'Terlalu banyak' },
    detail: {
      en: 'At most {limit} are kept here. Delete one that is needed no more, then try again.',
      id: 'Paling banyak {limit} dapat disimpan di sini. Hapus yang tidak diperlukan, lalu coba lagi.',
    },
  },
  pet_storage_full: {
    status: 409,
    title: { en: 'The files of your pets fill your space', id: 'Berkas hewan Anda memenuhi ruang Anda' },
    detail: {
      en: 'Pictures of your pets and the files of your records may have {limitMegabytes} MB together, and have {usedMegabytes} MB. Delete some that are needed no more, then try again.',
      id: 'Foto hewan Anda dan berkas rekam medis yang Anda tulis boleh berukuran {limitMegabytes} MB seluruhnya, dan kini {usedMegabytes} MB. Hapus yang tidak diperlukan, lalu coba lagi.',
    },
  },
  pet_deleted: {
    status: 409,
    title: { en: 'The pet was deleted', id: 'Hewan sudah dihapus' },
    detail: {
      en: 'Its owner has taken it off: nothing can be added or booked for it. What a clinic wrote can be read there.',
      id: 'Pemiliknya sudah menghapusnya: tidak ada yang dapat ditambah atau dipesan untuknya. Catatan klinik masih dapat dibaca di sana.',
    },
  },
});

export const MEGABYTE = 1_000_000;
/**
 * How many there may be: pets of an owner, pictures of a pet, records of a pet by its owner and by each clinic, files of a
 * record, and of all records of a pet by its owner and by each clinic; and how many bytes the pictures and files of all pets of an owner may have that they sent.
 */
export const LIMITS = {
  pets: 50,
  images: 20,
  records: 1_000,
  files: 10,
  filesOfPet: 200,
  ownerBytes: 1_000 * MEGABYTE,
} as const;

export const SPACE = `${LIMITS.ownerBytes / MEGABYTE} MB for all pictures and files that an owner has sent`;

export const limitReached = (limit: number) => petProblem('pet_limit_reached', { parameters: { limit } });
