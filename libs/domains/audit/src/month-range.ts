import { query, type Database } from '@antrean/platform/database';
import { invalidField } from '@antrean/platform/http';
import type { MonthRange } from './verify-trail.ts';

/** In UTC, as the chains are kept, the months that hold these business days; a month stands for itself. */
export async function monthRange(
  database: Database,
  asked: { from?: string | undefined; to?: string | undefined },
  zone: string,
): Promise<MonthRange> {
  if (asked.from !== undefined && asked.to !== undefined && asked.to.slice(0, 7) < asked.from.slice(0, 7)) {
    throw invalidField('query.to', {
      en: `lies before from (${asked.from}); swap the two`,
      id: `mendahului from (${asked.from}); tukar keduanya`,
    });
  }
  const monthOf = async (day: string, after: number): Promise<string> => {
    if (day.length === 'YYYY-MM'.length) return day;
    const [row] = await query<{ month: string }>(
      database.fork(),
      `select to_char(((?::date + ?::int)::timestamp at time zone ? - ?::int * interval '1 microsecond')
         at time zone 'UTC', 'YYYY-MM') as month`,
      [day, after, zone, after],
    );
    if (!row) throw new Error(`PostgreSQL did not say in which month ${day} lies`);
    return row.month;
  };
  return {
    from: asked.from === undefined ? undefined : await monthOf(asked.from, 0),
    // The last moment of the day decides.
    to: asked.to === undefined ? undefined : await monthOf(asked.to, 1),
  };
}
