import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { openDays, overlapOf, statusAt, type Interval, type OpeningHours } from './opening-hours.ts';

const daily = (timeZone: string, ...intervals: Interval[]): OpeningHours => ({
  timeZone,
  weekly: [1, 2, 3, 4, 5, 6, 7].flatMap((weekday) => intervals.map((each) => ({ weekday, ...each }))),
  exceptions: [],
});
const dayOf = (hours: OpeningHours, date: string) => openDays(hours, Temporal.PlainDate.from(date), 1)[0]!;
const spansOf = (hours: OpeningHours, date: string) =>
  dayOf(hours, date).intervals.map(({ startsAt, endsAt }) =>
    `${startsAt} ${endsAt}`.replaceAll(':00.000Z', 'Z'),
  );

describe('S1-CLIN-06 opening hours', () => {
  it.each([
    ['Asia/Jakarta', '2027-01-04', '08:00', '16:00', '2027-01-04T01:00Z 2027-01-04T09:00Z'],
    ['Asia/Makassar', '2027-01-04', '08:00', '16:00', '2027-01-04T00:00Z 2027-01-04T08:00Z'],
    ['past midnight', '2027-01-04', '20:00', '02:00', '2027-01-04T13:00Z 2027-01-04T19:00Z'],
    ['to midnight', '2027-01-04', '20:00', '24:00', '2027-01-04T13:00Z 2027-01-04T17:00Z'],
    ['around the clock', '2027-01-04', '00:00', '00:00', '2027-01-03T17:00Z 2027-01-04T17:00Z'],
    ['Pacific/Kiritimati', '2027-01-01', '00:30', '01:30', '2026-12-31T10:30Z 2026-12-31T11:30Z'],
    // Clocks that are put forward: an hour less. Back: the first of two beginnings, the last of two ends.
    ['America/New_York', '2027-03-14', '01:00', '04:00', '2027-03-14T06:00Z 2027-03-14T08:00Z'],
    ['America/New_York', '2027-11-07', '00:00', '03:00', '2027-11-07T04:00Z 2027-11-07T08:00Z'],
    ['America/New_York', '2027-11-07', '01:30', '04:00', '2027-11-07T05:30Z 2027-11-07T09:00Z'],
    ['America/New_York', '2027-11-07', '00:00', '01:30', '2027-11-07T04:00Z 2027-11-07T06:30Z'],
    ['America/New_York', '2027-03-14', '02:30', '05:00', '2027-03-14T07:00Z 2027-03-14T09:00Z'],
    ['America/New_York', '2027-03-14', '00:00', '02:30', '2027-03-14T05:00Z 2027-03-14T07:00Z'],
    // Where midnight comes twice, a day ends and the next one begins at the first.
    ['America/Havana', '2027-11-06', '20:00', '24:00', '2027-11-07T00:00Z 2027-11-07T04:00Z'],
    ['America/Havana', '2027-11-07', '00:00', '24:00', '2027-11-07T04:00Z 2027-11-08T05:00Z'],
    ['Australia/Lord_Howe', '2027-04-04', '01:00', '03:00', '2027-04-03T14:00Z 2027-04-03T16:30Z'],
    ['Australia/Lord_Howe', '2027-10-03', '01:00', '03:00', '2027-10-02T14:30Z 2027-10-02T16:00Z'],
  ])('%s, %s %s–%s', (zone, date, opens, closes, span) => {
    const hours = daily(zone.includes('/') ? zone : 'Asia/Jakarta', { opens, closes });
    expect(spansOf(hours, date)).toEqual([span]);
  });

  it('of an interval that the clocks skip nothing is left', () => {
    expect(spansOf(daily('America/Santiago', { opens: '00:00', closes: '01:00' }), '2027-09-05')).toEqual([]);
    expect(spansOf(daily('America/New_York', { opens: '02:10', closes: '02:50' }), '2027-03-14')).toEqual([]);
  });

  it('in every zone each day’s intervals follow each other and lie on the clocks that they name', () => {
    const zones = Intl.supportedValuesOf('timeZone');
    expect(zones.length).toBeGreaterThan(400);
    const anyDay = fc.integer({ min: 0, max: 730 });
    const anyTime = fc.integer({ min: 0, max: 1_439 });
    const clock = (minutes: number) =>
      `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
    fc.assert(
      fc.property(fc.constantFrom(...zones), anyDay, anyTime, anyTime, (zone, day, a, b) => {
        const date = Temporal.PlainDate.from('2026-01-01').add({ days: day });
        const [from, to] = [Math.min(a, b), Math.max(a, b)];
        fc.pre(from < to);
        for (const { startsAt, endsAt } of dayOf(
          daily(zone, { opens: clock(from), closes: clock(to) }),
          date.toString(),
        ).intervals) {
          const wall = (text: string) => Temporal.Instant.from(text).toZonedDateTimeISO(zone);
          expect(startsAt < endsAt).toBe(true);
          // Where the clocks show the time, it is the one; where they skip it, the first that they show.
          for (const [moment, wanted] of [
            [wall(startsAt), from],
            [wall(endsAt), to],
          ] as const) {
            const shown = moment.hour * 60 + moment.minute;
            if (shown === wanted && moment.toPlainDate().equals(date)) continue;
            const before = moment.subtract({ nanoseconds: 1 });
            expect(moment.offsetNanoseconds).toBeGreaterThan(before.offsetNanoseconds);
          }
        }
      }),
      { numRuns: 400, seed: 2_026 },
    );
  });

  it('a day with other hours, a holiday, and a night before it', () => {
    const hours: OpeningHours = {
      ...daily('Asia/Jakarta', { opens: '20:00', closes: '02:00' }),
      exceptions: [
        { date: '2027-03-10', intervals: [], note: 'Idulfitri' },
        { date: '2027-03-11', intervals: [{ opens: '10:00', closes: '12:00' }], note: null },
      ],
    };
    const days = openDays(hours, Temporal.PlainDate.from('2027-03-09'), 4);
    expect(
      days.map(({ date, isException, note, intervals }) => [date, isException, note, intervals.length]),
    ).toEqual([
      ['2027-03-09', false, null, 1],
      ['2027-03-10', true, 'Idulfitri', 0],
      ['2027-03-11', true, null, 1],
      ['2027-03-12', false, null, 1],
    ]);
    // The night of the 9th goes on into the holiday.
    const at = (text: string) => statusAt(hours, Temporal.Instant.from(`${text}+07:00`));
    expect(at('2027-03-10T01:00')).toEqual({ openNow: true, changesAt: '2027-03-09T19:00:00.000Z' });
    expect(at('2027-03-10T02:00')).toEqual({ openNow: false, changesAt: '2027-03-11T03:00:00.000Z' });
    expect(at('2027-03-11T10:00')).toEqual({ openNow: true, changesAt: '2027-03-11T05:00:00.000Z' });
  });

  it('who is open around the clock does not close at midnight, and who has no hours does not open', () => {
    const now = Temporal.Instant.from('2027-01-04T12:00Z');
    expect(statusAt(daily('Asia/Jakarta', { opens: '00:00', closes: '24:00' }), now)).toEqual({
      openNow: true,
      changesAt: null,
    });
    expect(statusAt(daily('Asia/Jakarta'), now)).toEqual({ openNow: false, changesAt: null });
    const nights = daily(
      'Asia/Jakarta',
      { opens: '12:00', closes: '24:00' },
      { opens: '00:00', closes: '03:00' },
    );
    expect(statusAt(nights, now)).toEqual({ openNow: true, changesAt: '2027-01-04T20:00:00.000Z' });
  });

  it.each([
    [
      [
        [1, '08:00', '12:00'],
        [1, '11:59', '16:00'],
      ],
      true,
    ],
    [
      [
        [1, '08:00', '12:00'],
        [1, '12:00', '16:00'],
      ],
      false,
    ],
    [
      [
        [1, '20:00', '02:00'],
        [2, '01:00', '03:00'],
      ],
      true,
    ],
    [
      [
        [7, '20:00', '02:00'],
        [1, '01:00', '03:00'],
      ],
      true,
    ],
    [
      [
        [7, '20:00', '02:00'],
        [1, '02:00', '03:00'],
      ],
      false,
    ],
    [
      [
        [1, '00:00', '00:00'],
        [2, '00:00', '00:00'],
      ],
      false,
    ],
    [
      [
        [1, '08:00', '08:00'],
        [2, '07:00', '07:30'],
      ],
      true,
    ],
    [[], false],
  ] as const)('%j overlap: %s', (intervals, overlaps) => {
    const given = intervals.map(([weekday, opens, closes]) => ({ weekday, opens, closes }));
    expect(overlapOf(given) !== null).toBe(overlaps);
  });
});
