import type { SearchSource } from '@antrean/platform/domain';
import { WorkOrder } from './work-order.entity.ts';
import { concerns } from './work-order.policy.ts';

/** Work orders, by their number, that concern whoever looks. */
export const workOrderSearch: SearchSource = {
  kind: 'work-order',
  find: async (em, actor, { text }) => {
    const orders = await em.find(WorkOrder, { number: { $in: [...new Set([text, text.toUpperCase()])] } });
    return orders
      .filter((order) => concerns(actor, order))
      .map(({ id, number, productName }) => ({ id, title: number, detail: productName }));
  },
};
