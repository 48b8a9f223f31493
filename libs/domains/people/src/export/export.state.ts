import { defineLifecycle } from '@antrean/platform/state-machine';

/** Each wish is a row of its own: who asks again has the one before removed. */
export const exportLifecycle = defineLifecycle({
  column: 'personal_exports.status',
  states: ['pending', 'ready', 'failed'],
  initial: 'pending',
  terminal: ['ready', 'failed'],
  transitions: {
    finish: { from: 'pending', to: 'ready', by: 'system' },
    fail: { from: 'pending', to: 'failed', by: 'system' },
  },
});
