import type { EntityManager } from '@mikro-orm/postgresql';
import { query } from './query.ts';

export interface IssuedNumber {
  /** `PM-20251001-007` */
  code: string;
  /** The business date it belongs to, `YYYY-MM-DD`. */
  businessDate: string;
}

/**
 * Issues the next number of a series for today's business date: 1, 2, 3 …, gapless, because nobody else gets one until
 * the caller's transaction ends; those who wait are served in turn. Call it late in the transaction. A statement that
 * writes what is numbered can call the database's `issue_number` itself, and others wait less.
 *
 * @param zone the time zone whose calendar decides what "today" is
 * @param digits how many at least; a number that needs more gets more
 */
export async function nextNumber(
  em: EntityManager,
  prefix: string,
  zone: string,
  digits: number,
): Promise<IssuedNumber> {
  const [row] = await query<{ code: string; business_date: string }>(
    em,
    `select code, business_date::text from issue_number(?, ?, ?)`,
    [prefix, zone, digits],
  );
  if (!row) throw new Error(`number series "${prefix}" returned no row`);
  return { code: row.code, businessDate: row.business_date };
}
