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

/** The steps of the line and what one must be able to do to take them (seed 003, order lifecycle). */
export const STEPS = [
  { from: 'MENUNGGU', to: 'IN_PROGRESS', by: 'prepare' },
  { from: 'IN_PROGRESS', to: 'READY', by: 'prepare' },
  { from: 'READY', to: 'ON_DELIVERY', by: 'deliver' },
  { from: 'ON_DELIVERY', to: 'COMPLETE', by: 'deliver' },
] as const satisfies readonly { from: Status; to: Status; by: string }[];

/** The way off the line and back: the kitchen asks, an administrator decides (decision 15). */
export const APPROVAL = {
  requestedFrom: ['MENUNGGU', 'IN_PROGRESS'],
  pending: 'MENUNGGU_PERSETUJUAN',
  granted: { REJECT: 'DITOLAK', EDIT: 'MENUNGGU' },
  refused: 'MENUNGGU',
} as const satisfies {
  requestedFrom: readonly Status[];
  pending: Status;
  granted: Record<'REJECT' | 'EDIT', Status>;
  refused: Status;
};

/** Whether the kitchen may still ask for a rejection or an edit. */
export const mayAskApproval = (status: Status): boolean =>
  APPROVAL.requestedFrom.some((from) => from === status);

export type Ability = (typeof STEPS)[number]['by'] | 'override';

/**
 * Judges a wish to set a status: a `step` of the line, an administrator's `override`, `forbidden` because this person
 * may never set it, or `impossible` because the order is not where it would have to be.
 */
export function judgeMove(
  can: (ability: Ability) => boolean,
  from: Status,
  to: Status,
): 'step' | 'override' | 'forbidden' | 'impossible' {
  const own = STEPS.filter((step) => step.to === to && can(step.by));
  if (own.some((step) => step.from === from)) return 'step';
  if (can('override')) return from === to ? 'impossible' : 'override';
  return own.length > 0 ? 'impossible' : 'forbidden';
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
