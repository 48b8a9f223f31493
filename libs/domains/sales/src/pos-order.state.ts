import { defineLifecycle } from '@antrean/platform/state-machine';

export const PAYMENT_METHODS = ['CASH', 'CARD', 'QRIS', 'TRANSFER'] as const;

export const STATUSES = ['new', 'preparing', 'ready', 'completed', 'cancelled'] as const;
export type Status = (typeof STATUSES)[number];

/** One step at a time, and no way back. What nobody has begun to prepare may be changed and deleted. */
export const lifecycle = defineLifecycle({
  column: 'pos_orders.status',
  states: STATUSES,
  initial: 'new',
  terminal: ['completed', 'cancelled'],
  transitions: {
    prepare: { from: 'new', to: 'preparing', by: 'advance' },
    finish: { from: 'preparing', to: 'ready', by: 'advance' },
    handOver: { from: 'ready', to: 'completed', by: 'advance' },
    cancel: { from: ['new', 'preparing'], to: 'cancelled', by: 'advance' },
    update: { from: 'new', to: 'new', by: 'change' },
    delete: { from: 'new', to: 'new', by: 'delete' },
  },
});

const STEPS = ['prepare', 'finish', 'handOver', 'cancel'] as const;

/** Whether an order can be taken there; who may is decided by the route. */
export const mayMove = (from: Status, to: Status): boolean =>
  'name' in lifecycle.judge({ from, to }, () => true, STEPS);

/** What can happen to an order after its creation. */
export const CHANGES = ['status', 'updated', 'deleted'] as const;
export type Change = (typeof CHANGES)[number];
