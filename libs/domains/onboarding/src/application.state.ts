import { defineLifecycle } from '@antrean/platform/state-machine';

export const STATUSES = [
  'draft',
  'submitted',
  'changes_requested',
  'approved',
  'rejected',
  'withdrawn',
] as const;
export type Status = (typeof STATUSES)[number];

export const DECISIONS = ['APPROVED', 'REJECTED', 'CHANGES_REQUESTED'] as const;
export type Decision = (typeof DECISIONS)[number];

export const lifecycle = defineLifecycle({
  column: 'vendor_applications.status',
  states: STATUSES,
  initial: 'draft',
  terminal: ['approved', 'rejected', 'withdrawn'],
  transitions: {
    submit: { from: ['draft', 'changes_requested'], to: 'submitted', by: 'apply' },
    approve: { from: 'submitted', to: 'approved', by: 'review' },
    reject: { from: 'submitted', to: 'rejected', by: 'review' },
    requestChanges: { from: 'submitted', to: 'changes_requested', by: 'review' },
    withdraw: { from: ['draft', 'submitted', 'changes_requested'], to: 'withdrawn', by: 'apply' },
    // Nobody answered for long.
    lapse: { from: 'changes_requested', to: 'withdrawn', by: 'system' },
  },
});

export const TRANSITION_OF = {
  APPROVED: 'approve',
  REJECTED: 'reject',
  CHANGES_REQUESTED: 'requestChanges',
} as const satisfies Record<Decision, string>;

/** Its applicant may change the form and the documents. */
export const isEditable = (status: Status): boolean => lifecycle.allows('submit', status);
export const OPEN: readonly Status[] = lifecycle.from('withdraw');
