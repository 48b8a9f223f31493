import { defineProblems } from '@antrean/platform/http';

export const reminderProblem = defineProblems({
  booking_not_coming: {
    status: 409,
    title: { en: 'Nobody is reminded of this booking', id: 'Tidak ada pengingat untuk janji temu ini' },
    detail: {
      en: 'Reminders can be set while a booking is pending or confirmed and has not begun; this one is "{status}".',
      id: 'Pengingat dapat diatur selama janji temu menunggu atau dikonfirmasi dan belum dimulai; yang ini "{status}".',
    },
  },
});
