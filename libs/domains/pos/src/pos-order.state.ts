export const PAYMENT_METHODS = ['CASH', 'CARD', 'QRIS', 'TRANSFER'] as const;

export const STATUSES = ['new', 'preparing', 'ready', 'completed', 'cancelled'] as const;
export type Status = (typeof STATUSES)[number];

/** The lifecycle: one step at a time, and no way back. */
const NEXT: Readonly<Record<Status, readonly Status[]>> = {
  new: ['preparing', 'cancelled'],
  preparing: ['ready', 'cancelled'],
  ready: ['completed'],
  completed: [],
  cancelled: [],
};

export const mayMove = (from: Status, to: Status): boolean => NEXT[from].includes(to);

/** Whether its items may still be changed, or the order deleted: nobody has begun to prepare it. */
export const mayChange = (status: Status): boolean => status === 'new';

/** What can happen to an order after its creation. */
export const CHANGES = ['status', 'updated', 'deleted'] as const;
export type Change = (typeof CHANGES)[number];
