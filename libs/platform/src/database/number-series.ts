import type { EntityManager } from '@mikro-orm/postgresql';
import { query } from './query.ts';

export interface IssuedNumber {
  value: number;
  /** The business date it belongs to, `YYYY-MM-DD`. */
  businessDate: string;
}

/**
 * Issues the next number of a series for today's business date: 1, 2, 3 …, gapless, because the counter row is
 * locked until the caller's transaction ends. Call it late in the transaction: everybody else waits for it.
 *
 * @param zone the time zone whose calendar decides what "today" is
 */
export async function nextNumber(em: EntityManager, series: string, zone: string): Promise<IssuedNumber> {
  const [row] = await query<{ value: number; business_date: string }>(
    em,
    `insert into number_series (series, business_date, value)
     values (?, (now() at time zone ?)::date, 1)
     on conflict (series, business_date) do update set value = number_series.value + 1
     returning value, business_date::text`,
    [series, zone],
  );
  if (!row) throw new Error(`number series "${series}" returned no row`);
  return { value: row.value, businessDate: row.business_date };
}

/** `formatNumber('PM', { value: 7, businessDate: '2025-10-01' }, 3)` → `PM-20251001-007`; wider when it overflows. */
export function formatNumber(prefix: string, issued: IssuedNumber, digits: number): string {
  return `${prefix}-${issued.businessDate.replaceAll('-', '')}-${String(issued.value).padStart(digits, '0')}`;
}
