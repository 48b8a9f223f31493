import { assertVersion, defineProblems } from '@antrean/platform/http';
import type { MealOrder } from './meal-order.entity.ts';

export const problem = defineProblems({
  order_status_conflict: {
    status: 409,
    title: { en: 'The order is somewhere else', id: 'Pesanan berada pada tahap lain' },
    detail: {
      en: 'Its status is {currentStatus}, which does not allow this. Nothing was changed.',
      id: 'Statusnya {currentStatus}, sehingga tindakan ini tidak dapat dilakukan. Tidak ada yang berubah.',
    },
  },
  employee_record_required: {
    status: 422,
    title: { en: 'Orders need an employee with a department', id: 'Pesanan membutuhkan data karyawan dan departemen' },
    detail: {
      en: 'Your user belongs to no employee with a department. Ask an administrator to complete it.',
      id: 'Akun Anda belum terhubung ke karyawan yang memiliki departemen. Minta administrator melengkapinya.',
    },
  },
});

/**
 * Refuses what was decided on an older version (412) or does not fit the order's status (409), in this order.
 */
export function assertPossible(order: MealOrder, ifMatch: number | undefined, isPossible: boolean): void {
  assertVersion(order.version, ifMatch);
  if (!isPossible) throw problem('order_status_conflict', { parameters: { currentStatus: order.status } });
}
