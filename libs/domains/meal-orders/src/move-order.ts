import { publish } from '@antrean/platform/outbox';
import type { Tx } from '@antrean/platform/transaction';
import type { UserPrincipal } from '@antrean/platform/auth';
import type { MealOrder } from './meal-order.entity.ts';
import { stageTimes, type Status } from './meal-order.state.ts';
import { orderStatusChanged } from './messages.ts';

/**
 * Moves a locked order to another status, writes it and tells of it. Whether it may is decided before.
 * Other changes of the order that belong to the same action are written with it.
 */
export async function moveOrder(
  tx: Tx,
  actor: UserPrincipal,
  order: MealOrder,
  status: Status,
  cause: 'step' | 'override' | 'approval',
): Promise<void> {
  const oldStatus = order.status;
  tx.em.assign(order, { ...stageTimes(status, order, order.now), status, updatedAt: order.now });
  await tx.em.flush();
  publish(tx, orderStatusChanged, {
    orderId: order.id,
    departmentId: order.departmentId,
    kodePesanan: order.code,
    oldStatus,
    newStatus: status,
    karyawanPemesanId: order.employeeId,
    changedBy: actor.userId,
    cause,
  });
}
