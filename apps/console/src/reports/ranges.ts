import { dayAfter, weekdayOf } from '../wall-time.ts';

export const RANGES = ['today', 'yesterday', 'last-7-days', 'this-week', 'this-month', 'last-month'] as const;
export type Range = (typeof RANGES)[number];

/** The first and the last day of a range, seen from a day of the business. */
export function daysOf(range: Range, today: string): { tanggalMulai: string; tanggalAkhir: string } {
  const month = `${today.slice(0, 7)}-01`;
  const lastOfBefore = dayAfter(month, -1);
  const days: Readonly<Record<Range, readonly [first: string, last: string]>> = {
    today: [today, today],
    yesterday: [dayAfter(today, -1), dayAfter(today, -1)],
    'last-7-days': [dayAfter(today, -6), today],
    'this-week': [dayAfter(today, 1 - weekdayOf(today)), today],
    'this-month': [month, today],
    'last-month': [`${lastOfBefore.slice(0, 7)}-01`, lastOfBefore],
  };
  const [tanggalMulai, tanggalAkhir] = days[range];
  return { tanggalMulai, tanggalAkhir };
}
