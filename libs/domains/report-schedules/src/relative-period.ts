import { DateTime } from 'luxon';
import { nextRuns, RUNS_AHEAD } from './next-run.ts';

/** Days that are named by where they are from the day of a run; a week begins on Monday. */
export const PERIODS = [
  'today',
  'yesterday',
  'last-7-days',
  'last-30-days',
  'this-week',
  'last-week',
  'this-month',
  'last-month',
] as const;
export type Period = (typeof PERIODS)[number];

type Day = DateTime;
const BOUNDS: Readonly<Record<Period, (today: Day) => [first: Day, last: Day]>> = {
  today: (today) => [today, today],
  yesterday: (today) => [today.minus({ days: 1 }), today.minus({ days: 1 })],
  'last-7-days': (today) => [today.minus({ days: 6 }), today],
  'last-30-days': (today) => [today.minus({ days: 29 }), today],
  'this-week': (today) => [today.startOf('week'), today],
  'last-week': (today) => wholeOf(today.minus({ weeks: 1 }), 'week'),
  'this-month': (today) => [today.startOf('month'), today],
  'last-month': (today) => wholeOf(today.minus({ months: 1 }), 'month'),
};

const wholeOf = (day: Day, unit: 'week' | 'month'): [Day, Day] => [day.startOf(unit), day.endOf(unit)];

/** The first and the last day of a period, both included, for a run at this instant by the clocks of its zone. */
export function periodRange(
  period: Period,
  at: Date,
  zone: string,
): { tanggalMulai: string; tanggalAkhir: string } {
  const [first, last] = BOUNDS[period](DateTime.fromJSDate(at, { zone }).startOf('day'));
  return { tanggalMulai: first.toFormat('yyyy-MM-dd'), tanggalAkhir: last.toFormat('yyyy-MM-dd') };
}

const DAY_MS = 86_400_000;

/** The period of a schedule that names none: what passes between two of its next runs, on the average. */
export function periodByCron(cron: string, zone: string, now: Date): Period {
  const runs = nextRuns(cron, zone, now).map((run) => run.getTime());
  const days = (Math.max(...runs) - Math.min(...runs)) / DAY_MS / (RUNS_AHEAD - 1);
  if (days <= 2) return 'yesterday';
  return days <= 8 ? 'last-7-days' : 'last-month';
}
