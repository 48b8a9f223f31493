import { defineLifecycle } from '@antrean/platform/state-machine';

export const STATUSES = ['waiting', 'approved', 'completed', 'rejected', 'cancelled', 'expired'] as const;
export type Status = (typeof STATUSES)[number];

/**
 * It begins when the mailed link is followed. Its owner completes it: with a backup code at once, or else after an
 * administrator's approval and the cool-down. Whoever shows a factor, or says that it was not them, ends it.
 */
export const lifecycle = defineLifecycle({
  column: 'recoveries.status',
  states: STATUSES,
  initial: 'waiting',
  terminal: ['completed', 'rejected', 'cancelled', 'expired'],
  transitions: {
    approve: { from: 'waiting', to: 'approved', by: 'decide' },
    reject: { from: 'waiting', to: 'rejected', by: 'decide' },
    completeByCode: { from: ['waiting', 'approved'], to: 'completed', by: 'signed-in' },
    completeByApproval: {
      from: 'approved',
      to: 'completed',
      by: 'signed-in',
      guard: ({ isDue }: { isDue: boolean }) => isDue,
    },
    cancel: { from: ['waiting', 'approved'], to: 'cancelled', by: 'signed-in' },
    expire: { from: ['waiting', 'approved'], to: 'expired', by: 'system' },
  },
});

/** Of SQL's conditions: the states from which a transition leads. */
export const statesBefore = (name: Parameters<typeof lifecycle.from>[0]): string =>
  `{${lifecycle.from(name).join(',')}}`;
