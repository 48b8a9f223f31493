import { defineProblems } from '@antrean/platform/problem';

export const operationsProblem = defineProblems({
  queue_action_refused: {
    status: 403,
    title: { en: 'The console does not do this', id: 'Konsol tidak melakukan ini' },
    detail: {
      en: 'Jobs are made, changed and ended in PostgreSQL: see /api/admin/jobs. Here queues are paused and resumed, failed jobs tried again, up to 1000 at once, and delayed ones brought forward.',
      id: 'Pekerjaan dibuat, diubah, dan diakhiri di PostgreSQL: lihat /api/admin/jobs. Di sini antrean dijeda dan dilanjutkan, pekerjaan gagal dicoba lagi, paling banyak 1000 sekaligus, dan yang tertunda dimajukan.',
    },
  },
  queues_unavailable: {
    status: 503,
    title: { en: 'The queues cannot be seen for now', id: 'Antrean sedang tidak dapat dilihat' },
    detail: {
      en: 'There is no answer from what it takes (missing: {lacks}). What PostgreSQL knows of the jobs is right all the same: /api/admin/jobs. Nothing that was accepted is lost.',
      id: 'Tidak ada jawaban dari yang diperlukan (tidak ada: {lacks}). Yang diketahui PostgreSQL tetap benar: /api/admin/jobs. Tidak ada yang hilang.',
    },
  },
  job_not_dead: {
    status: 409,
    title: { en: 'The job was not given up', id: 'Pekerjaan tidak gagal' },
    detail: {
      en: 'It is {state}. Only a job that was given up can be tried again or skipped.',
      id: 'Statusnya {state}. Hanya pekerjaan yang gagal yang dapat dicoba lagi atau dilewati.',
    },
  },
  dead_letters_changed: {
    status: 409,
    title: { en: 'There are not as many as expected', id: 'Jumlahnya tidak sesuai' },
    detail: {
      en: '{found} dead letters match, {expected} were expected. Look at the list again. Nothing was changed.',
      id: 'Ada {found} yang cocok, diharapkan {expected}. Lihat daftarnya lagi. Tidak ada yang berubah.',
    },
  },
});
