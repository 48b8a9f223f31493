import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import {
  dateOf,
  dayAt,
  localTextOf,
  spanOn,
  startOfDay,
  type ClockInterval,
  type Span,
} from '../calendar/calendar.ts';
import { datesOf, refusalOfRrule, tidyRrule, type Recurrence } from '../rules/recurrence.ts';
import { freeStarts, gridOf, lengthOf, type Busy } from './slot.ts';
import { windowsOf, workingDays, type OpeningHours } from '../calendar/working-days.ts';

const FREE: Busy = { blocked: [], occupied: [] };
const ALWAYS = { from: Number.NEGATIVE_INFINITY, before: Number.POSITIVE_INFINITY };
const minutes = (durationMinutes: number, bufferMinutes = 0) => lengthOf({ durationMinutes, bufferMinutes });
const text = (ms: number): string => new Date(ms).toISOString().replace(':00.000Z', 'Z');
const at = (instant: string): number => Temporal.Instant.from(instant).epochMilliseconds;

/** A rule of every day. */
const daily = (startTime: string, endTime: string, rest: Partial<Recurrence> = {}): Recurrence => ({
  ...{ weekdays: [1, 2, 3, 4, 5, 6, 7], rrule: null, startTime, endTime },
  ...{ effectiveFrom: '2020-01-01', effectiveTo: null, ...rest },
});
const hoursOf = (timeZone: string, rest: Partial<OpeningHours> = {}): OpeningHours => ({
  ...{ timeZone, weekly: [], exceptions: new Map<string, ClockInterval[]>(), ...rest },
});
const windowsOn = (zone: string, date: string, rules: readonly Recurrence[]): readonly Span[] =>
  workingDays(rules, hoursOf(zone), { from: date, to: date, byDefault: null })[0]?.windows ?? [];
const startsOn = (zone: string, date: string, rule: Recurrence, duration: number): string[] =>
  windowsOn(zone, date, [rule])
    .flatMap((window) => freeStarts(window, FREE, minutes(duration), ALWAYS))
    .map(text);

describe('slots on days on which clocks are changed', () => {
  it.each([
    [
      ...['case 1', 'America/New_York', '2027-03-14', '01:00', '04:00', 30],
      ['2027-03-14T06:00Z', '2027-03-14T06:30Z', '2027-03-14T07:00Z', '2027-03-14T07:30Z'],
    ],
    [
      ...['case 2', 'America/New_York', '2027-11-07', '00:00', '03:00', 60],
      ['2027-11-07T04:00Z', '2027-11-07T05:00Z', '2027-11-07T06:00Z', '2027-11-07T07:00Z'],
    ],
    [
      ...['case 3', 'Australia/Lord_Howe', '2027-04-04', '01:00', '03:00', 30],
      [
        '2027-04-03T14:00Z',
        '2027-04-03T14:30Z',
        '2027-04-03T15:00Z',
        '2027-04-03T15:30Z',
        '2027-04-03T16:00Z',
      ],
    ],
    [
      ...['case 4', 'Australia/Lord_Howe', '2027-10-03', '01:00', '03:00', 30],
      ['2027-10-02T14:30Z', '2027-10-02T15:00Z', '2027-10-02T15:30Z'],
    ],
    [...['case 5', 'America/Santiago', '2027-09-05', '00:00', '01:00', 15], []],
    [...['case 12', 'Pacific/Kiritimati', '2027-01-01', '00:30', '01:00', 30], ['2026-12-31T10:30Z']],
  ] as [string, string, string, string, string, number, string[]][])(
    'S1-AVL-01 %s: %s, %s from %s to %s',
    (_case, zone, date, from, to, duration, right) => {
      expect(startsOn(zone, date, daily(from, to), duration)).toEqual(right);
    },
  );

  it('S1-AVL-01 case 2: labels tell the two hours of the same name apart by their offsets', () => {
    expect(
      ['2027-11-07T05:00Z', '2027-11-07T06:00Z'].map((start) => localTextOf(at(start), 'America/New_York')),
    ).toEqual(['2027-11-07T01:00:00-04:00', '2027-11-07T01:00:00-05:00']);
  });

  it('S1-AVL-01 case 5: a day whose midnight is skipped begins when its clocks do', () => {
    expect(text(startOfDay(dateOf('2027-09-05'), 'America/Santiago'))).toBe('2027-09-05T04:00Z');
    expect(startsOn('America/Santiago', '2027-09-05', daily('00:00', '02:00'), 60)).toEqual([
      '2027-09-05T04:00Z',
    ]);
  });

  it('S1-AVL-01 where midnight comes twice, a day ends and the next one begins at the first', () => {
    const dayOf = (date: string) => {
      const found = spanOn(dateOf(date), { startTime: '00:00', endTime: '24:00' }, 'America/Havana');
      return found && [text(found.start), text(found.end)];
    };
    expect(dayOf('2027-11-06')).toEqual(['2027-11-06T04:00Z', '2027-11-07T04:00Z']);
    expect(dayOf('2027-11-07')).toEqual(['2027-11-07T04:00Z', '2027-11-08T05:00Z']);
  });

  it('S1-AVL-01 case 6: Vancouver keeps its summer time in 2027, as the zone data has it since 2026', () => {
    const known = at('2027-01-15T17:00Z');
    // Zone data that is older than that: see the comparison with the database.
    const offset =
      Temporal.Instant.fromEpochMilliseconds(known).toZonedDateTimeISO('America/Vancouver').offset;
    const right = offset === '-07:00' ? '2027-01-15T17:00Z' : '2027-01-15T18:00Z';
    expect(startsOn('America/Vancouver', '2027-01-15', daily('10:00', '10:30'), 30)).toEqual([right]);
  });

  it('S1-AVL-01 case 8: in the hour that comes twice a start means the first time, an end the second', () => {
    const span = (startTime: string, endTime: string) => {
      const found = spanOn(dateOf('2027-11-07'), { startTime, endTime }, 'America/New_York');
      return found && [text(found.start), text(found.end)];
    };
    expect(span('01:30', '03:00')).toEqual(['2027-11-07T05:30Z', '2027-11-07T08:00Z']);
    expect(span('00:00', '01:30')).toEqual(['2027-11-07T04:00Z', '2027-11-07T06:30Z']);
  });
});

describe('rules', () => {
  const days = (rule: Recurrence, zone = 'Asia/Jakarta') => [
    ...datesOf(rule, zone, '2027-01-01', '2027-12-31'),
  ];

  it('S1-AVL-02 case 9: months without a 31st have none', () => {
    const rule = daily('08:00', '09:00', {
      weekdays: null,
      rrule: 'FREQ=MONTHLY;BYMONTHDAY=31;COUNT=4',
      effectiveFrom: '2027-01-01',
    });
    expect(days(rule)).toEqual(['2027-01-31', '2027-03-31', '2027-05-31', '2027-07-31']);
  });

  it('S1-AVL-02 case 10: UNTIL is an instant, which the clinic’s clocks show', () => {
    const until = (value: string, zone?: string) =>
      days(
        daily('23:30', '24:00', {
          weekdays: null,
          rrule: `FREQ=DAILY;UNTIL=${value}`,
          effectiveFrom: '2027-01-29',
        }),
        zone,
      );
    expect(until('20270131T165959Z')).toEqual(['2027-01-29', '2027-01-30', '2027-01-31']);
    expect(until('20270131T162959Z')).toEqual(['2027-01-29', '2027-01-30']);
    expect(until('20270130')).toEqual(['2027-01-29', '2027-01-30']);
    expect(until('20270130T233000')).toEqual(['2027-01-29', '2027-01-30']);
  });

  it('S1-AVL-02 are by weekdays, within the time in which they are in effect', () => {
    const rule = daily('08:00', '12:00', {
      weekdays: [1, 7],
      effectiveFrom: '2027-02-01',
      effectiveTo: '2027-02-14',
    });
    expect(days(rule)).toEqual(['2027-02-01', '2027-02-07', '2027-02-08', '2027-02-14']);
  });

  it.each([
    ['RRULE:freq=weekly;byday=mo,we;interval=2;', null],
    ['FREQ=MONTHLY;BYDAY=1MO;BYSETPOS=1', null],
    ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29', null],
    ['FREQ=HOURLY', 'must have FREQ'],
    ['FREQ=DAILY;BYHOUR=8', 'cannot have BYHOUR'],
    ['FREQ=DAILY;FREQ=WEEKLY', 'twice'],
    ['DTSTART=20270101T000000Z', 'cannot have DTSTART'],
    ['FREQ=DAILY;COUNT=999999', 'COUNT'],
    ['FREQ=DAILY;COUNT=0', 'COUNT'],
    ['FREQ=DAILY;UNTIL=tomorrow', 'UNTIL'],
    ['FREQ=WEEKLY;BYDAY=XX', 'is no recurrence rule'],
    ['FREQ=DAILY;COUNT=2;UNTIL=20270101', 'is no recurrence rule'],
  ])('S1-AVL-02 %s is taken, or it is said why not', (rrule, why) => {
    const refusal = refusalOfRrule(tidyRrule(rrule));
    if (why === null) expect(refusal).toBeNull();
    else expect(refusal).toContain(why);
  });

  it('S1-AVL-02 one that never matches ends soon', () => {
    const begun = performance.now();
    const rule = daily('08:00', '09:00', { weekdays: null, rrule: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30' });
    try {
      expect(days(rule)).toEqual([]);
    } catch (error) {
      expect(String(error)).toContain('ax');
    }
    expect(performance.now() - begun).toBeLessThan(2_000);
  });

  it('S1-AVL-01 a person’s own take the place of the clinic’s while they are in effect, and exceptions cut all of them', () => {
    const exceptions = new Map([
      ['2027-05-05', []],
      ['2027-05-06', [{ startTime: '09:00', endTime: '10:00' }]],
    ]);
    const hours = hoursOf('Asia/Jakarta', {
      weekly: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, startTime: '08:00', endTime: '12:00' })),
      exceptions,
    });
    const range = { from: '2027-05-03', to: '2027-05-10' } as const;
    const clinic = workingDays([], hours, { ...range, byDefault: 'opening hours' });
    const own = workingDays(
      [
        daily('07:00', '09:30', {
          weekdays: [2, 3, 4],
          effectiveFrom: '2027-05-04',
          effectiveTo: '2027-05-08',
        }),
      ],
      hours,
      { ...range, byDefault: null },
    );
    const byDate = (days: typeof own) => new Map(days.map(({ date, windows }) => [date, windows]));
    const shown = windowsOf(
      clinic.map(({ date }) => date),
      byDate(own),
      byDate(clinic),
    ).map(({ date, windows }) => [
      date.slice(8),
      ...windows.map(({ start, end }) => `${text(start)}/${text(end)}`.replaceAll(/2027-05-\d\dT/g, '')),
    ]);
    expect(shown).toEqual([
      ['03', '01:00Z/05:00Z'], // Monday: as the clinic
      ['04', '00:00Z/02:30Z'],
      ['05'], // closed
      ['06', '02:00Z/02:30Z'], // both
      ['07'], // the rule is in effect, and not of Fridays
      ['08'],
      ['09'],
      ['10', '01:00Z/05:00Z'],
    ]);
  });
});

describe('slots between bookings', () => {
  const window = { start: at('2027-05-03T08:00Z'), end: at('2027-05-03T17:00Z') };
  const clocks = (busy: Busy, length = minutes(30, 15)) =>
    freeStarts(window, busy, length, ALWAYS).map((ms) => text(ms).slice(11, 16));

  it('S1-AVL-01 case 15: the buffer is kept free behind each, and may pass closing', () => {
    const booked = { start: at('2027-05-03T10:00Z'), end: at('2027-05-03T10:45Z') };
    const starts = clocks({ blocked: [], occupied: [booked] });
    expect(starts).toEqual(expect.arrayContaining(['09:15', '10:45']));
    expect(starts.filter((start) => start > '09:15' && start < '10:45')).toEqual([]);
    expect(starts.at(-1)).toBe('16:30');
  });

  it('S1-AVL-03 what is blocked is not offered; a buffer may run into it', () => {
    const lunch = { start: at('2027-05-03T12:00Z'), end: at('2027-05-03T13:00Z') };
    const starts = clocks({ blocked: [lunch], occupied: [] });
    expect(starts.filter((start) => start > '11:00' && start < '14:00')).toEqual([
      '11:15',
      '11:30',
      '13:00',
      '13:15',
      '13:30',
      '13:45',
    ]);
  });

  it('S1-AVL-01 case 17: minimum notice is exact to the millisecond', () => {
    const nine = at('2027-05-03T09:00Z');
    const first = (now: string) =>
      freeStarts(window, FREE, minutes(30), { ...ALWAYS, from: at(now) + 120 * 60_000 })[0];
    expect(first('2027-05-03T07:00:00.000Z')).toBe(nine);
    expect(first('2027-05-03T07:00:00.001Z')).toBe(nine + 30 * 60_000);
  });

  it.each([
    [30, 0, 30],
    [60, 0, 60],
    [30, 15, 15],
    [45, 10, 5],
    [31, 7, 5],
    [1, 0, 5],
    [50, 20, 10],
  ])('S1-AVL-01 a service of %i minutes and %i behind it begins every %i', (duration, buffer, grid) => {
    expect(gridOf(minutes(duration, buffer))).toBe(grid * 60_000);
  });
});

describe('in all zones, for ten years', () => {
  const zones = Intl.supportedValuesOf('timeZone');
  const HORIZON = { min: at('2024-01-01T00:00Z'), max: at('2034-01-01T00:00Z') };
  /** A day on or beside which its clocks are changed, or any day when they never are. */
  const dayIn = (zone: string, anywhere: number, near: number): Temporal.PlainDate => {
    const from = Temporal.Instant.fromEpochMilliseconds(anywhere).toZonedDateTimeISO(zone);
    const change = from.getTimeZoneTransition('next');
    const isSoon = change && change.epochMilliseconds < HORIZON.max;
    return (isSoon ? change : from).toPlainDate().add({ days: near });
  };
  const clock = fc.integer({ min: 0, max: 95 }).map((quarter) => {
    const [hour, minute] = [Math.floor(quarter / 4), (quarter % 4) * 15];
    return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
  });
  const days = fc.record({
    zone: fc.constantFrom(...zones),
    anywhere: fc.integer(HORIZON),
    near: fc.integer({ min: -1, max: 1 }),
    startTime: clock,
    endTime: clock,
    duration: fc.constantFrom(15, 20, 30, 45, 60, 90),
    buffer: fc.constantFrom(0, 0, 10, 15, 30),
  });

  it('S1-AVL-02 slots lie within what the clocks say, do not overlap, and none is lost or doubled', () => {
    fc.assert(
      fc.property(days, ({ zone, anywhere, near, startTime, endTime, duration, buffer }) => {
        const date = dayIn(zone, anywhere, near);
        const length = minutes(duration, buffer);
        const windows = windowsOn(zone, date.toString(), [daily(startTime, endTime)]);
        expect(windows.length).toBeLessThanOrEqual(1);
        const starts = windows.flatMap((window) => freeStarts(window, FREE, length, ALWAYS));
        const grid = gridOf(length);
        const [window] = windows;
        const room = window ? Math.floor((window.end - window.start - length.duration) / grid) + 1 : 0;
        const shows = (ms: number | undefined, wall: Temporal.PlainDateTime): boolean => {
          const isSkipped = !wall.toZonedDateTime(zone).toPlainDateTime().equals(wall);
          return isSkipped || ms === undefined || localTextOf(ms, zone).startsWith(wall.toString());
        };
        const ends = date.add({ days: endTime > startTime ? 0 : 1 }).toPlainDateTime(endTime);
        // The clocks show what the rule says; in time that passes slots follow each other without a hole.
        const isRight =
          shows(window?.start, date.toPlainDateTime(startTime)) &&
          shows(window?.end, ends) &&
          starts.every(
            (start, i) =>
              start + length.duration <= (window?.end ?? 0) &&
              start - (starts[i - 1] ?? start - grid) === grid,
          ) &&
          (starts.length === 0 || starts[0] === window?.start);
        expect([windows.length < 2, isRight, starts.length]).toEqual([true, true, Math.max(0, room)]);
      }),
      { numRuns: 600 },
    );
  });

  it('S1-AVL-02 days follow each other without a hole, and windows of one person never overlap', () => {
    fc.assert(
      fc.property(days, ({ zone, anywhere, near, startTime, endTime }) => {
        const date = dayIn(zone, anywhere, near);
        const next = date.add({ days: 1 });
        const [begins, ends] = [startOfDay(date, zone), startOfDay(next, zone)];
        expect(ends).toBeGreaterThan(begins);
        expect(dayAt(ends - 1, zone).toString()).toBe(date.toString());
        // Around the clock, what a day has is the whole day, whether it has 23, 24 or 25 hours.
        const [whole] = windowsOn(zone, date.toString(), [daily('00:00', '24:00')]);
        expect(whole).toEqual({ start: begins, end: ends });
        const range = { from: date.subtract({ days: 1 }).toString(), to: next.toString(), byDefault: null };
        const worked = workingDays([daily(startTime, endTime)], hoursOf(zone), range);
        const clinic = new Map(worked.map((day) => [day.date, day.windows]));
        const all = windowsOf([...clinic.keys()], new Map(), clinic).flatMap(({ windows }) => windows);
        expect(all.slice(1).every((span, i) => span.start >= all[i]!.end)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('S1-AVL-02 whatever is booked, a start that is offered meets nothing, and one that is not does', () => {
    const span = fc.tuple(fc.integer({ min: 0, max: 1_440 }), fc.integer({ min: 1, max: 240 }));
    fc.assert(
      fc.property(
        fc.array(span, { maxLength: 12 }),
        fc.array(span, { maxLength: 4 }),
        fc.constantFrom([30, 0], [30, 15], [45, 10], [60, 30]),
        (booked, blocked, [duration = 0, buffer = 0]) => {
          const window = { start: 0, end: 1_440 * 60_000 };
          const toSpan = ([start, length]: [number, number]) => ({
            start: start * 60_000,
            end: (start + length) * 60_000,
          });
          const busy = { occupied: booked.map(toSpan), blocked: blocked.map(toSpan) };
          const length = minutes(duration, buffer);
          const free = new Set(freeStarts(window, busy, length, ALWAYS));
          const wrong: number[] = [];
          for (let start = 0; start + length.duration <= window.end; start += gridOf(length)) {
            const end = start + length.duration;
            const meets =
              busy.occupied.some((each) => each.start < end + length.buffer && start < each.end) ||
              busy.blocked.some((each) => each.start < end && start < each.end);
            if (free.has(start) === meets) wrong.push(start);
          }
          expect(wrong).toEqual([]);
        },
      ),
      { numRuns: 500 },
    );
  });
});
