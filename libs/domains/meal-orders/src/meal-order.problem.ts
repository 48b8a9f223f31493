import { defineProblems } from '@antrean/platform/http';

export const mealOrderProblem = defineProblems({
  no_pending_request: {
    status: 409,
    title: { en: 'Nothing waits for a decision', id: 'Tidak ada permintaan yang menunggu keputusan' },
    detail: {
      en: 'The order has no open request; it may have been decided already. Its status is {currentStatus}.',
      id: 'Pesanan tidak memiliki permintaan terbuka; mungkin sudah diputuskan. Statusnya {currentStatus}.',
    },
  },
  step_too_old: {
    status: 409,
    title: { en: 'The step is too old to be taken back', id: 'Langkah sudah terlalu lama untuk dibatalkan' },
    detail: {
      en: 'A step can be taken back within five minutes. Ask an administrator to set the status.',
      id: 'Langkah dapat dibatalkan dalam lima menit. Minta administrator mengubah statusnya.',
    },
  },
  employee_record_required: {
    status: 422,
    title: { en: 'Orders need an employee with a department', id: 'Pesanan membutuhkan data karyawan' },
    detail: {
      en: 'Your user belongs to no employee with a department. Ask an administrator to complete it.',
      id: 'Akun Anda belum terhubung ke karyawan dengan departemen. Minta administrator melengkapinya.',
    },
  },
  department_inactive: {
    status: 422,
    title: { en: 'Your department orders no more', id: 'Departemen Anda sudah tidak aktif' },
    detail: {
      en: 'The department that you belong to was deactivated. Ask an administrator to move you to another one.',
      id: 'Departemen Anda telah dinonaktifkan. Minta administrator memindahkan Anda ke departemen lain.',
    },
  },
});
