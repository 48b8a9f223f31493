import {
  dateOf,
  daysBetween,
  intersection,
  spansOn,
  union,
  type ClockInterval,
  type Span,
} from './calendar.ts';
import { datesOf, isInEffect, type Recurrence } from '../rules/recurrence.ts';

/** When a clinic is open in an ordinary week, and on which days it is otherwise. */
export interface OpeningHours {
  readonly timeZone: string;
  readonly weekly: readonly (ClockInterval & { readonly weekday: number })[];
  /** By `YYYY-MM-DD`; without intervals the clinic is closed. */
  readonly exceptions: ReadonlyMap<string, readonly ClockInterval[]>;
}

/** The windows that a day has, in which slots lie. */
export interface WorkingDay {
  /** `YYYY-MM-DD` of the clinic's calendar: the day on which its windows begin. */
  readonly date: string;
  readonly windows: readonly Span[];
}

/**
 * The days of a clinic as a whole (`byDefault` its opening hours), or of one person (null): on a day on which rules are in
 * effect they alone say when; on others, the default does, and without one the day is not among them. Where the clinic's
 * hours have an exception, nothing outside of it stays.
 */
export function workingDays(
  rules: readonly Recurrence[],
  { timeZone, weekly, exceptions }: OpeningHours,
  { from, to, byDefault }: { from: string; to: string; byDefault: 'opening hours' | null },
): WorkingDay[] {
  const dates = rules.map((rule) => ({ rule, dates: datesOf(rule, timeZone, from, to) }));
  return daysBetween(dateOf(from), dateOf(to)).flatMap((day): WorkingDay[] => {
    const date = day.toString();
    const exception = exceptions.get(date);
    const exceptional = exception && spansOn(day, exception, timeZone);
    if (rules.some((rule) => isInEffect(rule, date))) {
      const intervals = dates.filter((each) => each.dates.has(date)).map(({ rule }) => rule);
      const windows = spansOn(day, intervals, timeZone);
      return [{ date, windows: exceptional ? intersection(windows, exceptional) : windows }];
    }
    if (byDefault === null) return [];
    const hours = weekly.filter(({ weekday }) => weekday === day.dayOfWeek);
    return [{ date, windows: exceptional ?? spansOn(day, hours, timeZone) }];
  });
}

/**
 * A person's windows: of each day their own, or else the clinic's. What of a day lies beneath the end of the day before
 * goes, so that no instant is in two of them.
 */
export function windowsOf(
  dates: readonly string[],
  own: ReadonlyMap<string, readonly Span[]>,
  clinic: ReadonlyMap<string, readonly Span[]>,
): WorkingDay[] {
  let taken = Number.NEGATIVE_INFINITY;
  return dates.map((date) => {
    const windows = union(own.get(date) ?? clinic.get(date) ?? []);
    const rest = windows
      .map(({ start, end }) => ({ start: Math.max(start, taken), end }))
      .filter(({ start, end }) => start < end);
    taken = Math.max(...windows.map(({ end }) => end), Number.NEGATIVE_INFINITY);
    return { date, windows: rest };
  });
}
