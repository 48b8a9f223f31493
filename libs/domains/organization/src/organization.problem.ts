import { defineProblems } from '@antrean/platform/http';

export const organizationProblem = defineProblems({
  name_taken: {
    status: 409,
    title: { en: 'The name is taken', id: 'Nama sudah dipakai' },
    detail: {
      en: 'Another entry is called "{value}". Choose another value for {field}.',
      id: 'Entri lain bernama "{value}". Pilih nilai lain untuk {field}.',
    },
  },
});
