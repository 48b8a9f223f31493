import { query } from '@antrean/platform/database';
import type { EntityManager } from '@mikro-orm/postgresql';

/** The instant that a deadline's text means; a date means the last millisecond of that day in the zone. */
export async function resolveDeadline(
  em: EntityManager,
  text: string,
  zone: string,
): Promise<{ deadline: Date; isPast: boolean }> {
  const isDate = text.length === 'YYYY-MM-DD'.length;
  const [resolved] = await query<{ deadline: string; past: boolean }>(
    em,
    `select deadline, deadline < now() as past from (select ${
      isDate
        ? `((?::date + 1)::timestamp at time zone ?) - interval '1 millisecond'`
        : `date_trunc('milliseconds', ?::timestamptz)`
    } as deadline) resolved`,
    isDate ? [text, zone] : [text],
  );
  if (!resolved) throw new Error('PostgreSQL did not say when the deadline is');
  return { deadline: new Date(resolved.deadline), isPast: resolved.past };
}
