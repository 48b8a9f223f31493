import type { UserPrincipal } from '@antrean/platform/auth';
import type { EntityManager } from '@mikro-orm/postgresql';
import { MealOrderApproval, type MealOrder } from './meal-order.entity.ts';

/** Ends the open request of a locked order. A refused edit gives the order its quantity back. */
export async function closeRequest(
  em: EntityManager,
  actor: UserPrincipal,
  order: MealOrder,
  verdict: 'APPROVED' | 'REJECTED',
  adminNote: string | null,
): Promise<MealOrderApproval> {
  const request = await em.findOneOrFail(MealOrderApproval, { orderId: order.id, status: 'PENDING' });
  em.assign(request, { status: verdict, decidedBy: actor.userId, decidedAt: order.now, adminNote });
  em.assign(order, {
    approvalStatus: verdict,
    adminNote,
    quantity: verdict === 'REJECTED' ? request.previousQuantity : order.quantity,
  });
  return request;
}
