import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';
import { wallAt, type ClockInterval } from '../calendar/calendar.ts';

/** On which days somebody is available, and when on them, by the clinic's clocks. */
export interface Recurrence extends ClockInterval {
  /** Of each week; Monday is 1. Null with an `rrule`. */
  readonly weekdays: readonly number[] | null;
  /** RFC 5545, begun on `effectiveFrom`. */
  readonly rrule: string | null;
  /** `YYYY-MM-DD`, both included; null: without an end. */
  readonly effectiveFrom: string;
  readonly effectiveTo: string | null;
}

/** Whether a rule is in effect on a day, whether or not it makes that day one of its own. */
export const isInEffect = ({ effectiveFrom, effectiveTo }: Recurrence, date: string): boolean =>
  effectiveFrom <= date && (effectiveTo === null || date <= effectiveTo);

/** The days of a rule from one to another, both included, as `YYYY-MM-DD`. */
export function datesOf(rule: Recurrence, zone: string, from: string, to: string): ReadonlySet<string> {
  const first = from > rule.effectiveFrom ? from : rule.effectiveFrom;
  const last = rule.effectiveTo !== null && rule.effectiveTo < to ? rule.effectiveTo : to;
  if (first > last) return new Set();
  if (rule.rrule !== null) return recurrenceDates(rule.rrule, rule, zone, first, last);
  const weekdays = new Set(rule.weekdays ?? []);
  const dates = new Set<string>();
  const end = Temporal.PlainDate.from(last);
  let day = Temporal.PlainDate.from(first);
  for (; Temporal.PlainDate.compare(day, end) <= 0; day = day.add({ days: 1 })) {
    if (weekdays.has(day.dayOfWeek)) dates.add(day.toString());
  }
  return dates;
}

/**
 * How many days are looked at to find those of a rule between two, about: a recurrence that counts is expanded from its
 * begin, and of ten of weekdays none costs more than one of a recurrence.
 */
export function stepsOf({ rrule }: Recurrence, from: string, to: string): number {
  const days = Temporal.PlainDate.from(from).until(to).days + 1;
  if (rrule === null) return days / 10;
  return days + Number(/(?<=^|;)COUNT=(\d+)/.exec(rrule)?.[1] ?? 0);
}

/** Candidates that are looked at: a rule that never matches ends there. */
const MOST_CANDIDATES = 50_000;

/**
 * A recurrence is of wall times, so it is expanded on clocks that nobody changes: in UTC, its UNTIL put on the clinic's
 * clocks before. Instants are made of its days afterwards, as of all others.
 */
function recurrenceDates(
  text: string,
  { startTime, effectiveFrom }: Recurrence,
  zone: string,
  first: string,
  last: string,
): ReadonlySet<string> {
  const rule = new RRuleTemporal({
    rruleString: `RRULE:${untilOnClocks(text, zone)}`,
    dtstart: Temporal.ZonedDateTime.from(`${effectiveFrom}T${startTime}:00[UTC]`),
    maxIterations: MOST_CANDIDATES,
    maxCandidateEvaluations: MOST_CANDIDATES,
    cache: false,
  });
  const found = rule.between(new Date(`${first}T00:00:00.000Z`), new Date(`${last}T23:59:59.999Z`), true);
  return new Set(found.map((moment) => moment.toPlainDate().toString()));
}

const UNTIL = /(?<=^|;)UNTIL=(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})(Z?))?/;

/** UNTIL in UTC as the clinic's clocks show it; one that is a date means all of that day. */
function untilOnClocks(text: string, zone: string): string {
  return text.replace(
    UNTIL,
    (
      _all,
      year: string,
      month: string,
      day: string,
      hour?: string,
      minute?: string,
      second?: string,
      utc?: string,
    ) => {
      if (hour === undefined) return `UNTIL=${year}${month}${day}T235959Z`;
      const written = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
      const wall = utc === 'Z' ? wallAt(`${written}Z`, zone).toString({ smallestUnit: 'second' }) : written;
      return `UNTIL=${wall.replaceAll(/[-:]/g, '')}Z`;
    },
  );
}

const PARTS = new Set([
  'FREQ',
  'INTERVAL',
  'COUNT',
  'UNTIL',
  'BYDAY',
  'BYMONTHDAY',
  'BYMONTH',
  'BYYEARDAY',
  'BYWEEKNO',
  'BYSETPOS',
  'WKST',
]);
const FREQUENCIES = new Set(['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY']);

/** What a recurrence rule is called here: in capitals, without `RRULE:` and spaces. */
export const tidyRrule = (text: string): string =>
  text
    .replaceAll(/\s/g, '')
    .toUpperCase()
    .replace(/^RRULE:/, '')
    .replace(/;$/, '');

/** Why a recurrence rule cannot be had; null when it can. It is of whole days: what is more often than daily is refused. */
export function refusalOfRrule(text: string): string | null {
  const parts = text.split(';').map((part) => part.split('='));
  const names = parts.map(([name = '']) => name);
  if (new Set(names).size < names.length) return 'names a part twice';
  const unknown = names.find((name) => !PARTS.has(name));
  if (unknown !== undefined)
    return `cannot have ${unknown.slice(0, 20)}; days begin at effectiveFrom and startTime`;
  const value = (name: string): string | undefined => parts.find(([key]) => key === name)?.[1];
  if (!FREQUENCIES.has(value('FREQ') ?? '')) return 'must have FREQ=DAILY, WEEKLY, MONTHLY or YEARLY';
  const until = value('UNTIL');
  if (until !== undefined && !/^\d{8}(?:T\d{6}Z?)?$/.test(until))
    return 'has an UNTIL that is no date or time';
  for (const [name, most] of [
    ['INTERVAL', 1_000],
    ['COUNT', 5_000],
  ] as const) {
    const given = value(name);
    if (given !== undefined && !(/^[1-9]\d{0,4}$/.test(given) && Number(given) <= most)) {
      return `has ${name} that is not between 1 and ${most}`;
    }
  }
  try {
    const trial = {
      weekdays: null,
      rrule: text,
      startTime: '08:00',
      endTime: '09:00',
      effectiveFrom: '2024-01-01',
      effectiveTo: null,
    };
    new RRuleTemporal({
      rruleString: `RRULE:${text}`,
      dtstart: Temporal.ZonedDateTime.from('2024-01-01T08:00:00[UTC]'),
      strict: true,
    });
    datesOf(trial, 'UTC', '2024-01-01', '2028-12-31');
    return null;
  } catch (error) {
    return `is no recurrence rule: ${error instanceof Error ? error.message.slice(0, 200) : 'it cannot be read'}`;
  }
}
