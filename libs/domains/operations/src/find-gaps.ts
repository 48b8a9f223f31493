import type { TracedEvent, TracedJob } from '@antrean/platform/outbox';
import type { Gap, Trace } from './trace.contract.ts';

/** So long a step may take without being a gap, in seconds. */
const PATIENCE = { numbering: 10, delivery: 30, job: 600 };

/** Where a step is missing that should be there by now, the oldest first. */
export function findGaps({
  createdAt,
  title,
  events,
  jobs,
  audit,
  mails,
}: Pick<Trace, 'createdAt' | 'title' | 'audit' | 'mails'> & {
  events: readonly TracedEvent[];
  jobs: readonly TracedJob[];
}): Gap[] {
  const gaps: Gap[] = [];
  if (events.length === 0 && audit.length === 0 && jobs.length === 0)
    gaps.push({ kind: 'no_event', at: createdAt, what: title, where: null, letter: null });
  for (const { name: what, at, seq, ageSeconds, waits, refused } of events) {
    if (seq === null && ageSeconds > PATIENCE.numbering)
      gaps.push({ kind: 'unnumbered', at, what, where: null, letter: null });
    for (const { consumer, letter } of refused)
      gaps.push({ kind: 'refused', at, what, where: consumer, letter });
    if (ageSeconds <= PATIENCE.delivery) continue;
    for (const where of waits)
      if (refused.every(({ consumer }) => consumer !== where))
        gaps.push({ kind: 'not_delivered', at, what, where, letter: null });
  }
  for (const { uid, name: what, queue: where, state, at, lateSeconds } of jobs) {
    if (state === 'dead') gaps.push({ kind: 'job_dead', at, what, where, letter: `job:${uid}` });
    else if (lateSeconds > PATIENCE.job) gaps.push({ kind: 'job_late', at, what, where, letter: null });
  }
  for (const { at, status, notification, channel: where } of mails)
    if (status === 'failed')
      gaps.push({ kind: 'mail_failed', at, what: notification ?? '', where, letter: null });
  return gaps.toSorted((one, other) => one.at.localeCompare(other.at));
}
