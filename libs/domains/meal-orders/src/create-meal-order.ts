import type { Config } from '@antrean/platform/config';
import { formatNumber, nextNumber, query } from '@antrean/platform/database';
import { invalidField } from '@antrean/platform/http';
import {
  publish,
  transaction,
  type Actor,
  type Context,
  type TransactionHost,
} from '@antrean/platform/outbox';
import type { z } from 'zod';
import { toWire, type creation, type MealOrderView } from './meal-order.contract.ts';
import { MealOrder } from './meal-order.entity.ts';
import { mealOrderProblem } from './meal-order.problem.ts';
import { orderCreated } from './messages.ts';

/**
 * Places an order of the actor's own, for their department.
 * @throws problem `employee_record_required` (422); `invalid_request` (400) when there is no such shift
 */
export async function createMealOrder(
  { host, config }: { host: TransactionHost; config: Pick<Config, 'businessZone'> },
  actor: Actor,
  context: Context,
  wish: z.infer<typeof creation>,
): Promise<MealOrderView> {
  return transaction(host, context, async (tx) => {
    const { karyawanId, departmentId } = actor;
    if (karyawanId === null || departmentId === null) throw mealOrderProblem('employee_record_required');
    const [names] = await query<{ department: string; shift: string }>(
      tx.em,
      `select d.name as department, s.name as shift from departments d, shifts s
       where d.id = ? and s.id = ? and s.is_active`,
      [departmentId, wish.shiftId],
    );
    if (!names) {
      throw invalidField('body.shiftId', {
        en: 'There is no active shift with this id; GET /api/shifts lists them',
        id: 'Tidak ada shift aktif dengan id ini; lihat GET /api/shifts',
      });
    }
    // From here on every other creation waits for this one, so the number comes as late as it can.
    const issued = await nextNumber(tx.em, 'PM', config.businessZone);
    const order = tx.em.create(MealOrder, {
      code: formatNumber('PM', issued, 3),
      employeeId: karyawanId,
      departmentId,
      departmentName: names.department,
      shiftId: wish.shiftId,
      shiftName: names.shift,
      createdBy: actor.userId,
      orderDate: wish.tanggalPesanan ?? issued.businessDate,
      businessDate: issued.businessDate,
      quantity: wish.jumlahPesanan,
      originalQuantity: wish.jumlahPesanan,
      status: 'MENUNGGU',
    });
    await tx.em.flush();
    publish(tx, orderCreated, {
      orderId: order.id,
      departmentId,
      kodePesanan: order.code,
      jumlahPesanan: order.quantity,
      tanggalPesanan: order.orderDate,
      createdBy: actor.userId,
      shiftName: names.shift,
    });
    return toWire(order);
  });
}
