import { describe, expect, it } from '@jest/globals';
import { periodByCron, periodRange, type Period } from './relative-period.ts';

describe('the days of a period', () => {
  // A Wednesday in Jakarta, a Tuesday in UTC still.
  const at = new Date('2026-03-31T18:30:00Z');
  it.each([
    ['today', '2026-04-01', '2026-04-01'],
    ['yesterday', '2026-03-31', '2026-03-31'],
    ['last-7-days', '2026-03-26', '2026-04-01'],
    ['last-30-days', '2026-03-03', '2026-04-01'],
    ['this-week', '2026-03-30', '2026-04-01'],
    ['last-week', '2026-03-23', '2026-03-29'],
    ['this-month', '2026-04-01', '2026-04-01'],
    ['last-month', '2026-03-01', '2026-03-31'],
  ] as const)('%s is reckoned from the day of the run, by the clocks of its zone', (period, from, to) => {
    expect(periodRange(period, at, 'Asia/Jakarta')).toEqual({ tanggalMulai: from, tanggalAkhir: to });
  });

  it('follows years, leap days and short months', () => {
    const range = (period: Period, day: string) =>
      Object.values(periodRange(period, new Date(`${day}T05:00:00Z`), 'Asia/Jakarta')).join(' ');
    expect(range('yesterday', '2028-03-01')).toBe('2028-02-29 2028-02-29');
    expect(range('last-month', '2026-03-31')).toBe('2026-02-01 2026-02-28');
    expect(range('last-month', '2026-01-15')).toBe('2025-12-01 2025-12-31');
    expect(range('last-week', '2026-01-01')).toBe('2025-12-22 2025-12-28');
  });

  it('counts calendar days where the clocks change', () => {
    const at = new Date('2025-03-30T20:00:00Z');
    expect(periodRange('last-7-days', at, 'Europe/Berlin')).toEqual({
      tanggalMulai: '2025-03-24',
      tanggalAkhir: '2025-03-30',
    });
  });
});

describe('a schedule that names no days', () => {
  it.each([
    ['0 7 * * *', 'yesterday'],
    ['*/30 * * * *', 'yesterday'],
    ['0 7 * * 1-5', 'yesterday'],
    ['0 7 * * 1,4', 'last-7-days'],
    ['0 7 * * 1', 'last-7-days'],
    ['0 7 1 * *', 'last-month'],
    ['0 7 1 1 *', 'last-month'],
    ['0 7 29 2 *', 'last-month'],
  ] as const)('%s gets what passes between two runs, on whatever day it is made', (cron, period) => {
    for (let day = 1; day <= 7; day += 1) {
      expect(periodByCron(cron, 'Asia/Jakarta', new Date(`2026-06-0${day}T03:00:00Z`))).toBe(period);
    }
  });
});
