import { defineProblems } from '@antrean/platform/http';

export const machineProblem = defineProblems({
  alarm_over: {
    status: 409,
    title: { en: 'The alarm is over', id: 'Alarm sudah selesai' },
    detail: {
      en: 'It was cleared at {clearedAt}. When the machine says the same again, that is another alarm.',
      id: 'Alarm diselesaikan pada {clearedAt}. Bila mesin melaporkan hal yang sama lagi, itu alarm lain.',
    },
  },
  alarm_taken: {
    status: 409,
    title: { en: 'Somebody sees to it already', id: 'Sudah ada yang menangani' },
    detail: {
      en: 'User {acknowledgedBy} has seen to this alarm since {acknowledgedAt}.',
      id: 'Pengguna {acknowledgedBy} menangani alarm ini sejak {acknowledgedAt}.',
    },
  },
});
