import type { Temporal } from 'temporal-polyfill';

/**
 * From one time of the clinic's clocks to another, `08:00` to `16:00`. What closes at or before it opens does so on the
 * next day; `24:00` is midnight at the end of the day.
 */
export interface Interval {
  readonly opens: string;
  readonly closes: string;
}
/** Of each week; Monday is 1. */
export interface WeeklyInterval extends Interval {
  readonly weekday: number;
}
/** What holds on one day instead of the week's hours; without intervals the clinic is closed. */
export interface DayException {
  /** `YYYY-MM-DD` */
  readonly date: string;
  readonly intervals: readonly Interval[];
  readonly note: string | null;
}
export interface OpeningHours {
  readonly timeZone: string;
  readonly weekly: readonly WeeklyInterval[];
  readonly exceptions: readonly DayException[];
}

/** An interval of one day, with the instants that it means. */
export interface OpenInterval extends Interval {
  readonly startsAt: string;
  readonly endsAt: string;
}
export interface OpenDay {
  readonly date: string;
  readonly weekday: number;
  readonly intervals: readonly OpenInterval[];
  readonly isException: boolean;
  readonly note: string | null;
}

const DAY = 1_440;
const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** Minutes from the beginning of its day: where an interval begins, and where it ends, which may be tomorrow. */
function spanOf({ opens, closes }: Interval): { from: number; to: number } {
  const [from, to] = [minutesOf(opens), minutesOf(closes)];
  return { from, to: to > from ? to : to + DAY };
}

/** Of intervals in a week, or in one day (`weekday` all the same), two that overlap by the clock; null when none do. */
export function overlapOf(intervals: readonly WeeklyInterval[]): [WeeklyInterval, WeeklyInterval] | null {
  const spans = intervals
    .map((interval) => {
      const { from, to } = spanOf(interval);
      const day = (interval.weekday - 1) * DAY;
      return { interval, from: day + from, to: day + to };
    })
    .sort((a, b) => a.from - b.from);
  const [first] = spans;
  if (!first) return null;
  // Sunday's last goes on into Monday.
  const round = [...spans, { ...first, from: first.from + 7 * DAY }];
  for (const [i, { interval, to }] of spans.entries()) {
    const next = round[i + 1];
    if (next && next.from < to) return [interval, next.interval];
  }
  return null;
}

/**
 * The instant that a wall time means where a day begins or an interval does: of two the earlier, of none the instant at
 * which the clocks skip it. An end means the later of two.
 */
function instantOf(wall: Temporal.PlainDateTime, zone: string, side: 'start' | 'end'): Temporal.Instant {
  const moment = wall.toZonedDateTime(zone, { disambiguation: side === 'start' ? 'earlier' : 'later' });
  if (moment.toPlainDateTime().equals(wall)) return moment.toInstant();
  const before = wall.toZonedDateTime(zone, { disambiguation: 'earlier' });
  return (before.getTimeZoneTransition('next') ?? moment).toInstant();
}

const text = (instant: Temporal.Instant): string => instant.toString({ smallestUnit: 'millisecond' });

/** The clinic's days from `from` on, and when it is open on each. An interval belongs to the day on which it begins. */
export function openDays(
  { timeZone, weekly, exceptions }: OpeningHours,
  from: Temporal.PlainDate,
  days: number,
): OpenDay[] {
  const excepted = new Map(exceptions.map((exception) => [exception.date, exception]));
  return Array.from({ length: days }, (_, i) => {
    const day = from.add({ days: i });
    const exception = excepted.get(day.toString());
    const weekday = day.dayOfWeek;
    const intervals = exception?.intervals ?? weekly.filter((interval) => interval.weekday === weekday);
    return {
      date: day.toString(),
      weekday,
      intervals: intervals
        .map(({ opens, closes }) => ({ opens, closes }))
        .sort((a, b) => minutesOf(a.opens) - minutesOf(b.opens))
        .map((interval) => ({ ...interval, ...instantsOf(day, interval, timeZone) }))
        // Where the clocks skip all of it nothing is left.
        .filter(({ startsAt, endsAt }) => startsAt < endsAt),
      isException: exception !== undefined,
      note: exception?.note ?? null,
    };
  });
}

function instantsOf(
  day: Temporal.PlainDate,
  interval: Interval,
  zone: string,
): { startsAt: string; endsAt: string } {
  const { from, to } = spanOf(interval);
  const at = (minutes: number): Temporal.PlainDateTime =>
    day.add({ days: Math.floor(minutes / DAY) }).toPlainDateTime({
      hour: Math.floor((minutes % DAY) / 60),
      minute: minutes % 60,
    });
  // The end of a day is where the next one begins, also where the clocks show midnight twice.
  const end = instantOf(at(to), zone, to === DAY ? 'start' : 'end');
  return { startsAt: text(instantOf(at(from), zone, 'start')), endsAt: text(end) };
}

/** The clinic's day at an instant. */
export const dayAt = (instant: Temporal.Instant, zone: string): Temporal.PlainDate =>
  instant.toZonedDateTimeISO(zone).toPlainDate();

/** How far ahead a change from open to closed is looked for, in days: weeks of holidays. */
const AHEAD = 60;

/** Whether it is open at an instant, and when that changes next; null when it does not within two months. */
export function statusAt(
  hours: OpeningHours,
  now: Temporal.Instant,
): { openNow: boolean; changesAt: string | null } {
  // Yesterday's last may not have ended yet.
  const days = openDays(hours, dayAt(now, hours.timeZone).subtract({ days: 1 }), AHEAD + 1);
  const at = text(now);
  const spans = joined(days.flatMap(({ intervals }) => intervals)).filter(({ endsAt }) => endsAt > at);
  const [next] = spans;
  if (!next) return { openNow: false, changesAt: null };
  const openNow = next.startsAt <= at;
  const isEndless =
    openNow && spans.length === 1 && next.endsAt >= text(now.add({ hours: 24 * (AHEAD - 2) }));
  return { openNow, changesAt: openNow ? (isEndless ? null : next.endsAt) : next.startsAt };
}

/** Spans that touch or overlap are one: who is open around the clock does not close at midnight. */
function joined(
  intervals: readonly { startsAt: string; endsAt: string }[],
): { startsAt: string; endsAt: string }[] {
  const spans: { startsAt: string; endsAt: string }[] = [];
  for (const { startsAt, endsAt } of intervals.toSorted((a, b) => (a.startsAt < b.startsAt ? -1 : 1))) {
    const last = spans.at(-1);
    if (last && startsAt <= last.endsAt) last.endsAt = last.endsAt > endsAt ? last.endsAt : endsAt;
    else spans.push({ startsAt, endsAt });
  }
  return spans;
}
