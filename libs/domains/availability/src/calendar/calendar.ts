import { Temporal } from 'temporal-polyfill';

/**
 * The one place where times of clocks become instants, and instants days: two libraries, or SQL beside this, would
 * disagree where clocks are changed.
 */

/** From one instant up to another, in milliseconds of the epoch. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** From one time of the clinic's clocks to another. What ends at or before it starts ends on the next day. */
export interface ClockInterval {
  /** `HH:MM` */
  readonly startTime: string;
  /** `HH:MM`, or `24:00` for midnight at the end of the day. */
  readonly endTime: string;
}

const DAY_MINUTES = 1_440;
const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/**
 * The instant that a wall time means: where the clocks show it twice, the earlier one for a start and the later one for
 * an end; where they skip it, the instant at which they do.
 */
function instantOf(wall: Temporal.PlainDateTime, zone: string, side: 'start' | 'end'): number {
  const moment = wall.toZonedDateTime(zone, { disambiguation: side === 'start' ? 'earlier' : 'later' });
  if (moment.toPlainDateTime().equals(wall)) return moment.epochMilliseconds;
  const before = wall.toZonedDateTime(zone, { disambiguation: 'earlier' });
  return (before.getTimeZoneTransition('next') ?? moment).epochMilliseconds;
}

/** What an interval of a day's clocks means; null where the clocks skip all of it. */
export function spanOn(
  date: Temporal.PlainDate,
  { startTime, endTime }: ClockInterval,
  zone: string,
): Span | null {
  const [from, until] = [minutesOf(startTime), minutesOf(endTime)];
  const to = until > from ? until : until + DAY_MINUTES;
  const at = (minutes: number): Temporal.PlainDateTime =>
    date.add({ days: Math.floor(minutes / DAY_MINUTES) }).toPlainDateTime({
      hour: Math.floor((minutes % DAY_MINUTES) / 60),
      minute: minutes % 60,
    });
  // The end of a day is where the next one begins, also where the clocks show midnight twice.
  const side = to === DAY_MINUTES ? 'start' : 'end';
  const span = { start: instantOf(at(from), zone, 'start'), end: instantOf(at(to), zone, side) };
  return span.start < span.end ? span : null;
}

/** What the intervals of a day mean, in their order; those that touch or overlap are one. */
export const spansOn = (
  date: Temporal.PlainDate,
  intervals: readonly ClockInterval[],
  zone: string,
): Span[] => union(intervals.map((interval) => spanOn(date, interval, zone)).filter((span) => span !== null));

/** The first instant of a day: not midnight where the clocks skip it. */
export const startOfDay = (date: Temporal.PlainDate, zone: string): number =>
  date.toZonedDateTime(zone).epochMilliseconds;

/** The day of a zone's calendar at an instant. */
export const dayAt = (epochMs: number, zone: string): Temporal.PlainDate =>
  Temporal.Instant.fromEpochMilliseconds(epochMs).toZonedDateTimeISO(zone).toPlainDate();

/** An instant on a zone's clocks with its offset, `2027-11-07T01:00:00-04:00`. */
export const localTextOf = (epochMs: number, zone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(epochMs)
    .toZonedDateTimeISO(zone)
    .toString({ timeZoneName: 'never', smallestUnit: 'second' });

export const dateOf = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text);

/** The days from one to another, both included. */
export function daysBetween(from: Temporal.PlainDate, to: Temporal.PlainDate): Temporal.PlainDate[] {
  const count = from.until(to, { largestUnit: 'day' }).days + 1;
  return Array.from({ length: Math.max(0, count) }, (_, days) => from.add({ days }));
}

/** Spans in their order, as few as possible. */
export function union(spans: readonly Span[]): Span[] {
  const joined: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.start - b.start)) {
    const last = joined.at(-1);
    if (!last || span.start > last.end) joined.push(span);
    else if (span.end > last.end) joined[joined.length - 1] = { start: last.start, end: span.end };
  }
  return joined;
}

/** What both lists of ordered spans have. */
export const intersection = (some: readonly Span[], others: readonly Span[]): Span[] =>
  some.flatMap((a) =>
    others
      .map((b) => ({ start: Math.max(a.start, b.start), end: Math.min(a.end, b.end) }))
      .filter(({ start, end }) => start < end),
  );

/** An instant that a zone's clocks show as this; UNTIL of a recurrence is one in UTC. */
export const wallAt = (instant: string, zone: string): Temporal.PlainDateTime =>
  Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDateTime();
