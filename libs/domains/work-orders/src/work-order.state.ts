import { defineSettings } from '@antrean/platform/config';
import { defineLifecycle } from '@antrean/platform/state-machine';
import { z } from 'zod';

export interface WorkOrderSettings {
  /** How many per cent more than ordered may be made. */
  readonly overproductionPercent: number;
}

export const workOrderSettings = defineSettings(
  z.object({ OVERPRODUCTION_PERCENT: z.coerce.number().min(0).max(100).default(0) }),
  (env): WorkOrderSettings => ({ overproductionPercent: env.OVERPRODUCTION_PERCENT }),
);

/** In the order in which an order goes through them. */
export const STATUSES = ['Pending', 'In Progress', 'Completed'] as const;
export type Status = (typeof STATUSES)[number];

/** From the most to the least pressing. */
export const PRIORITIES = ['urgent', 'high', 'normal', 'low'] as const;
export type Priority = (typeof PRIORITIES)[number];

/**
 * Operators go forward, or stay In Progress to tell what else they made; managers set any status (decision 29). The last
 * ordered piece completes.
 */
export const lifecycle = defineLifecycle({
  column: 'work_orders.status',
  states: STATUSES,
  initial: 'Pending',
  terminal: ['Completed'],
  transitions: {
    begin: { from: 'Pending', to: ['In Progress', 'Completed'], by: 'work' },
    complete: { from: 'In Progress', to: 'Completed', by: 'work' },
    goOn: {
      from: 'In Progress',
      to: 'In Progress',
      by: 'work',
      guard: ({ quantity }: { quantity: number }) => quantity !== 0,
    },
    manage: {
      from: STATUSES,
      to: STATUSES,
      by: 'manage',
      // What would record nothing is no update.
      guard: ({ from, to, quantity }) => from !== to || quantity !== 0,
      overrides: true,
    },
    fill: { from: 'In Progress', to: 'Completed', by: 'system' },
  },
});

/**
 * Judges a wish to set a status and to count pieces: what would record nothing is `impossible`, what this person may set
 * from no status is `forbidden`.
 */
export function judgeUpdate(
  manages: boolean,
  from: Status,
  { status, quantity }: { status: Status; quantity: number },
): 'possible' | 'forbidden' | 'impossible' {
  const verdict = lifecycle.judge(
    { from, to: status, quantity },
    (ability) => ability === (manages ? 'manage' : 'work'),
  );
  return 'refused' in verdict ? verdict.refused : 'possible';
}

/**
 * The status that an update leads to: work in progress that reaches the ordered quantity is completed by that. An
 * order that a manager opened again with all its pieces stays open until somebody says otherwise.
 */
export function statusAfter(
  status: Status,
  ordered: number,
  made: { before: number; after: number },
): Status {
  const isReached = made.before < ordered && made.after >= ordered;
  return isReached && lifecycle.allows('fill', status) ? lifecycle.to('fill') : status;
}

/** The most pieces that may be made of an order, in whole ones. */
export const mostAllowed = (ordered: number, overproductionPercent: number): number =>
  Math.floor((ordered * (100 + overproductionPercent)) / 100);
