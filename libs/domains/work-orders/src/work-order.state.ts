/** In the order in which an order goes through them. */
export const STATUSES = ['Pending', 'In Progress', 'Completed'] as const;
export type Status = (typeof STATUSES)[number];

/** From the most to the least pressing. */
export const PRIORITIES = ['urgent', 'high', 'normal', 'low'] as const;
export type Priority = (typeof PRIORITIES)[number];

const place = (status: Status): number => STATUSES.indexOf(status);

/**
 * Judges a wish to set a status and to count pieces (decision 29): operators go forward, or stay In Progress to tell
 * what else they made; managers set any status. What would record nothing is `impossible`, what this person may set
 * from no status is `forbidden`.
 */
export function judgeUpdate(
  manages: boolean,
  from: Status,
  to: { status: Status; quantity: number },
): 'possible' | 'forbidden' | 'impossible' {
  if (!manages && to.status === 'Pending') return 'forbidden';
  if (to.status === from) {
    const isMoreWork = to.quantity !== 0 && (manages || from === 'In Progress');
    return isMoreWork ? 'possible' : 'impossible';
  }
  return manages || place(to.status) > place(from) ? 'possible' : 'impossible';
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
  return status === 'In Progress' && isReached ? 'Completed' : status;
}

/** The most pieces that may be made of an order, in whole ones. */
export const mostAllowed = (ordered: number, overproductionPercent: number): number =>
  Math.floor((ordered * (100 + overproductionPercent)) / 100);
