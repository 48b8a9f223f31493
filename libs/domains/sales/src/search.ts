import { may } from '@antrean/platform/auth';
import { query } from '@antrean/platform/database';
import type { SearchSource } from '@antrean/platform/domain';
import { permissions } from './sales.policy.ts';

/** Orders of the point of sale, by their invoice number, of the outlets that somebody reaches. */
export const saleSearch: SearchSource = {
  kind: 'sale',
  find: async (em, actor, { numbers }) => {
    const codes = numbers('INV', 4);
    if (codes.length === 0 || !actor.grants.has(permissions.read)) return [];
    const orders = await query<{ id: number; title: string; outletId: number | null; date: string }>(
      em,
      `select id, invoice_number as title, outlet_id as "outletId", business_date::text as date
       from pos_orders where invoice_number = any(?::text[]) and deleted_at is null`,
      [`{${codes.join(',')}}`],
    );
    return orders
      .filter(({ outletId }) => may(actor, permissions.read, { outlet: outletId }))
      .map(({ id, title, date }) => ({ id, title, detail: date }));
  },
};
