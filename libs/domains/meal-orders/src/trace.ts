import { idOfKey, type TraceSource } from '@antrean/platform/domain';
import { query } from '@antrean/platform/database';

/** Meal orders, by their code or id. */
export const mealOrderTrace: TraceSource = {
  kind: 'order',
  find: async (em, key) => {
    const id = idOfKey(key);
    const [order] = await query<{ id: number; code: string; status: string; created_at: string }>(
      em,
      `select id, code, status, created_at from meal_orders where ${id === null ? 'code = ?' : 'id = ?'}`,
      [id ?? key],
    );
    return (
      (order && {
        title: order.code,
        status: order.status,
        createdAt: new Date(order.created_at).toISOString(),
        subject: order.code,
        inPayload: { orderId: order.id },
      }) ??
      null
    );
  },
};
