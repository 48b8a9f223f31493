import { describe, expect, it, jest } from '@jest/globals';
import { CronDate } from 'cron-parser';
import { CronError, nextRun } from './next-run.ts';

/** The instants at which a schedule is due, one after the other, each reckoned from the one before. */
function dueTimes(cron: string, zone: string, after: string, count: number): string[] {
  const times: string[] = [];
  for (let at = new Date(after); times.length < count;) {
    at = nextRun(cron, zone, at);
    times.push(at.toISOString().slice(0, 16));
  }
  return times;
}

describe('when a schedule is due', () => {
  it('is told by the clocks of its zone', () => {
    expect(dueTimes('0 7 * * 1-5', 'Asia/Jakarta', '2025-10-03T00:00:00Z', 2)).toEqual([
      '2025-10-06T00:00',
      '2025-10-07T00:00',
    ]);
    expect(dueTimes('30 6 1 * *', 'Europe/Berlin', '2025-01-15T00:00:00Z', 3)).toEqual([
      '2025-02-01T05:30',
      '2025-03-01T05:30',
      '2025-04-01T04:30',
    ]);
    expect(dueTimes('15 */6 * * *', 'Asia/Kathmandu', '2025-10-01T00:00:00Z', 2)).toEqual([
      '2025-10-01T00:30',
      '2025-10-01T06:30',
    ]);
  });

  it('once on a day whose clocks skip it, also at midnight', () => {
    expect(dueTimes('30 2 * * *', 'Europe/Berlin', '2025-03-29T12:00:00Z', 2)).toEqual([
      '2025-03-30T01:30',
      '2025-03-31T00:30',
    ]);
    // Cairo went from 23:59 to 01:00.
    expect(dueTimes('0 0 * * *', 'Africa/Cairo', '2025-04-23T23:00:00Z', 2)).toEqual([
      '2025-04-24T22:00',
      '2025-04-25T21:00',
    ]);
    expect(dueTimes('*/30 1-3 * * *', 'Europe/Berlin', '2025-03-29T23:30:00Z', 5)).toEqual([
      '2025-03-30T00:00',
      '2025-03-30T00:30',
      '2025-03-30T01:00',
      '2025-03-30T01:30',
      '2025-03-30T23:00',
    ]);
  });

  it('once on a day whose clocks show it twice', () => {
    expect(dueTimes('30 2 * * *', 'Europe/Berlin', '2025-10-25T12:00:00Z', 2)).toEqual([
      '2025-10-26T00:30',
      '2025-10-27T01:30',
    ]);
    expect(dueTimes('30 1,2 * * *', 'America/New_York', '2025-11-01T12:00:00Z', 3)).toEqual([
      '2025-11-02T05:30',
      '2025-11-02T07:30',
      '2025-11-03T06:30',
    ]);
    // Reckoned from within the second time: the first has passed.
    expect(dueTimes('30 2 * * *', 'Europe/Berlin', '2025-10-26T01:10:00Z', 1)).toEqual(['2025-10-27T01:30']);
  });

  it('what is no cron expression of five fields or no zone is refused by name', () => {
    const refusal = (cron: string, zone = 'Asia/Jakarta'): string | undefined => {
      try {
        nextRun(cron, zone, new Date());
        return undefined;
      } catch (error) {
        return error instanceof CronError ? error.part : String(error);
      }
    };
    for (const cron of [
      '',
      'x',
      '@daily',
      '* * * *',
      '0 * * * * *',
      '61 * * * *',
      '0 24 * * *',
      '0 0 30 2 *',
      '0 0 31 4 *',
      '0 0 0 * *',
      'H 0 * * *',
      'H(0-29)/10 * * * *',
      '*/0 * * * *',
      '5-1 * * * *',
      // These can be read, and are never due.
      '0 0 31 2,4 *',
      '0 0 31 4,6,9,11 *',
      '0 0 30,31 2 *',
    ]) {
      expect([cron, refusal(cron)]).toEqual([cron, 'cron']);
    }
    for (const zone of ['', 'Mars/Base', '+07:00', 'WIB'])
      expect([zone, refusal('0 7 * * *', zone)]).toEqual([zone, 'timezone']);
    for (const cron of ['0 7 * * mon-thu', '0 0 29 2 *', '0 0 * * 7']) expect(refusal(cron)).toBeUndefined();
  });

  it('looks no further than the longest gap that a date has', () => {
    expect(dueTimes('0 0 29 2 *', 'Asia/Jakarta', '2096-03-01T00:00:00Z', 1)).toEqual(['2104-02-28T17:00']);
    const steps = jest.spyOn(CronDate.prototype, 'applyDateOperation');
    expect(() => nextRun('0 0 31 4,6,9,11 *', 'Asia/Jakarta', new Date('2026-01-01T00:00:00Z'))).toThrow(
      CronError,
    );
    // Day by day, in four months of each of eight years, and the months between.
    expect(steps.mock.calls.length).toBeLessThan(1_500);
    steps.mockRestore();
  });
});
