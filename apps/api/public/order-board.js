/** What is known of the orders of one business day, and how events change it. Knows no page and no socket. */

/** The members of an order that are no category. */
const FIELDS = new Set([
  'invoice_number',
  'date',
  'total_amount',
  'id',
  'status',
  'payment_method',
  'outlet_id',
  'created_at',
]);

export function createBoard() {
  const orders = new Map();
  let day = '';

  const put = (order) => {
    if (order.date < day) return;
    if (order.date > day) {
      // A new business day has begun; yesterday's screen is done.
      day = order.date;
      orders.clear();
    }
    orders.set(order.invoice_number, order);
  };

  const changes = {
    'new-order': put,
    'order-updated': put,
    'order-status': ({ invoice_number, status }) => {
      const order = orders.get(invoice_number);
      if (order) orders.set(invoice_number, { ...order, status });
    },
    'order-deleted': ({ invoice_number }) => orders.delete(invoice_number),
  };

  return {
    eventNames: Object.keys(changes),
    apply: (name, payload) => changes[name](payload),
    clear: () => {
      orders.clear();
      day = '';
    },
    day: () => day,
    /** The oldest first: it has waited longest. */
    orders: () => [...orders.values()].sort((a, b) => a.id - b.id),
    totals: () => {
      const sold = [...orders.values()].filter(({ status }) => status !== 'cancelled');
      return {
        count: sold.length,
        sales: sold.reduce((sum, { total_amount }) => sum + total_amount, 0),
        open: sold.filter(({ status }) => status !== 'completed').length,
      };
    },
  };
}

/** The order's categories, and as the last what the total holds beyond them. */
export function groupsOf(order) {
  const groups = Object.entries(order)
    .filter(([name]) => !FIELDS.has(name))
    .map(([category, group]) => ({ category, ...group }));
  const rest = groups.reduce((left, { total_amount }) => left - total_amount, order.total_amount);
  if (rest > 0) groups.push({ category: 'Other', quantity: null, total_amount: rest, items: [] });
  return groups;
}
