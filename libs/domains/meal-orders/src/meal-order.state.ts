import { defineLifecycle } from '@antrean/platform/state-machine';

export const STATUSES = [
  'MENUNGGU',
  'IN_PROGRESS',
  'READY',
  'ON_DELIVERY',
  'COMPLETE',
  'MENUNGGU_PERSETUJUAN',
  'DITOLAK',
] as const;
export type Status = (typeof STATUSES)[number];

/**
 * The line and who takes its steps (seed 003, order lifecycle), the two steps that the kitchen may take back, the way off
 * it and back, on which the kitchen asks and an administrator decides (decision 15), and the override that ends anywhere.
 */
export const lifecycle = defineLifecycle({
  column: 'meal_orders.status',
  states: STATUSES,
  initial: 'MENUNGGU',
  terminal: ['COMPLETE', 'DITOLAK'],
  transitions: {
    accept: { from: 'MENUNGGU', to: 'IN_PROGRESS', by: 'prepare' },
    finish: { from: 'IN_PROGRESS', to: 'READY', by: 'prepare' },
    pickUp: { from: 'READY', to: 'ON_DELIVERY', by: 'deliver' },
    reopen: { from: 'READY', to: 'IN_PROGRESS', by: 'prepare' },
    putBack: { from: 'IN_PROGRESS', to: 'MENUNGGU', by: 'prepare' },
    handOver: { from: 'ON_DELIVERY', to: 'COMPLETE', by: 'deliver' },
    override: {
      from: STATUSES,
      to: STATUSES,
      by: 'override',
      guard: ({ from, to }) => from !== to,
      overrides: true,
    },
    request: { from: ['MENUNGGU', 'IN_PROGRESS'], to: 'MENUNGGU_PERSETUJUAN', by: 'request-approval' },
    reject: { from: 'MENUNGGU_PERSETUJUAN', to: 'DITOLAK', by: 'approve' },
    sendBack: { from: 'MENUNGGU_PERSETUJUAN', to: 'MENUNGGU', by: 'approve' },
  },
});

const STEPS = ['accept', 'finish', 'pickUp', 'handOver', 'override'] as const;
export type Ability = (typeof lifecycle.abilities)[number];

/**
 * Judges a wish to set a status: a `step` of the line, an administrator's `override`, `forbidden` because this person
 * may never set it, or `impossible` because the order is not where it would have to be.
 */
export function judgeMove(
  can: (ability: Ability) => boolean,
  from: Status,
  to: Status,
): 'step' | 'override' | 'forbidden' | 'impossible' {
  const verdict = lifecycle.judge({ from, to }, can, STEPS);
  if ('refused' in verdict) return verdict.refused;
  return verdict.name === 'override' ? 'override' : 'step';
}

/** How long the kitchen may take back its own step: a slip of the hand is seen at once. */
const RECALL_MS = 5 * 60_000;

/**
 * Judges a wish of the kitchen to take back a step, after which the order is in `to` again. `late` when the step is too old;
 * one whose time is not known, as after an override, is none that the kitchen took.
 */
export function judgeRecall(
  can: (ability: Ability) => boolean,
  { status, acceptedAt, readyAt, now }: { status: Status; now: Date } & StageTimes,
  to: Status,
): 'recall' | 'forbidden' | 'impossible' | 'late' {
  const verdict = lifecycle.judge({ from: status, to }, can, ['reopen', 'putBack']);
  if ('refused' in verdict) return verdict.refused;
  const steppedAt = status === 'READY' ? readyAt : acceptedAt;
  return steppedAt && now.getTime() - steppedAt.getTime() <= RECALL_MS ? 'recall' : 'late';
}

/** When the stages of the line were reached. */
export interface StageTimes {
  acceptedAt?: Date | null | undefined;
  readyAt?: Date | null | undefined;
  pickedUpAt?: Date | null | undefined;
  completedAt?: Date | null | undefined;
}

const LINE = [
  { status: 'MENUNGGU' },
  { status: 'IN_PROGRESS', stamp: 'acceptedAt' },
  { status: 'READY', stamp: 'readyAt' },
  { status: 'ON_DELIVERY', stamp: 'pickedUpAt' },
  { status: 'COMPLETE', stamp: 'completedAt' },
] as const satisfies readonly { status: Status; stamp?: keyof StageTimes }[];

/**
 * The stage times of an order that moves to `status`. A stage keeps the time at which it was first reached; stages
 * that are ahead again lose theirs. Stages that an override skipped have none: nobody worked on them, and a zero
 * would falsify the durations. Off the line (waiting for approval, rejected) the times tell how far the order came.
 */
export function stageTimes(status: Status, times: StageTimes, now: Date): StageTimes {
  const reached = LINE.findIndex((stage) => stage.status === status);
  if (reached === -1) return {};
  const changes: StageTimes = {};
  for (const [place, stage] of LINE.entries()) {
    if (!('stamp' in stage)) continue;
    if (place > reached) changes[stage.stamp] = null;
    if (place === reached) changes[stage.stamp] = times[stage.stamp] ?? now;
  }
  return changes;
}
