import { defineLifecycle } from '@antrean/platform/state-machine';

/** In the order in which an entry goes through them; behind `offered` are the ends. */
export const STATUSES = ['unconfirmed', 'waiting', 'offered', 'booked', 'missed', 'left', 'expired'] as const;
export type Status = (typeof STATUSES)[number];

/** Behind which nothing comes. */
export const ENDS = ['booked', 'missed', 'left', 'expired'] as const satisfies readonly Status[];

/**
 * A guest proves the address before they have a place in the list. Who waits is offered one time, which is held for them:
 * they book it, or have missed it, and the next one is told.
 */
export const lifecycle = defineLifecycle({
  column: 'waiting_entries.status',
  states: STATUSES,
  initial: 'unconfirmed',
  terminal: ENDS,
  transitions: {
    prove: { from: 'unconfirmed', to: 'waiting', by: 'system' },
    offer: { from: 'waiting', to: 'offered', by: 'system' },
    take: { from: 'offered', to: 'booked', by: 'system' },
    miss: { from: 'offered', to: 'missed', by: 'system' },
    leave: { from: ['unconfirmed', 'waiting'], to: 'left', by: 'signed-in' },
    expire: { from: ['unconfirmed', 'waiting'], to: 'expired', by: 'system' },
  },
});
