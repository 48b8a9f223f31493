import { prepared, query } from '@antrean/platform/database';
import type { EntityManager } from '@mikro-orm/postgresql';
import { union, type Span } from '../calendar/calendar.ts';
import type { Busy } from './slot.ts';
import type { Bookable } from './scene.queries.ts';

/** No span is longer (a check of the table): so far back one may begin that reaches into a day. */
const LONGEST = `interval '32 hours'`;

/** By person: `from-to` in milliseconds of the epoch, in order. */
export const OCCUPIED = prepared(`
  select person_id as "personId",
         string_agg((extract(epoch from lower(occupies)) * 1000)::bigint || '-' || (extract(epoch from upper(occupies)) * 1000)::bigint,
                    ',' order by lower(occupies)) as spans
  from occupied_spans
  where person_id = any(?::int[]) and lower(occupies) > ?::timestamptz - ${LONGEST} and lower(occupies) < ?::timestamptz
    and upper(occupies) > ?::timestamptz and (held_until is null or held_until > clock_timestamp())
    and reference is distinct from ?
  group by person_id`);

/** Of a person, at this clinic, or wherever they work as long as they work where they said so; without a person: of the clinic. */
const BLOCKED = prepared(`
  select person_id as "personId", (extract(epoch from starts_at) * 1000)::float8 as start,
         (extract(epoch from ends_at) * 1000)::float8 as end
  from availability_blocks
  where person_id = any(?::int[]) and ends_at > ?::timestamptz and starts_at < ?::timestamptz
    and (clinic_id = ?::bigint
      or (everywhere and exists (select from clinic_staff_v s where s.id = staff_id and s.is_active)))
  union all
  select null, (extract(epoch from starts_at) * 1000)::float8, (extract(epoch from ends_at) * 1000)::float8
  from availability_blocks
  where clinic_id = ?::bigint and person_id is null and ends_at > ?::timestamptz and starts_at < ?::timestamptz`);

/**
 * In what people are busy between two instants, by person. What is held counts until it is over by PostgreSQL's clock.
 * @param except a reference that does not count, because it is being moved
 */
export async function readBusy(
  em: EntityManager,
  clinicId: number,
  people: readonly Pick<Bookable, 'personId'>[],
  { start, end }: Span,
  except: string | null = null,
): Promise<ReadonlyMap<number, Busy>> {
  const ids = `{${people.map(({ personId }) => personId).join(',')}}`;
  const [from, to] = [new Date(start), new Date(end)];
  const taken = await query<{ personId: number; spans: string }>(em, OCCUPIED, [ids, from, to, from, except]);
  const blocks = await query<{ personId: number | null } & Span>(em, BLOCKED, [
    ...[ids, from, to, clinicId],
    ...[clinicId, from, to],
  ]);
  const byPerson = Map.groupBy(blocks, ({ personId }) => personId);
  const ofClinic = byPerson.get(null) ?? [];
  const occupied = new Map(taken.map(({ personId, spans }) => [personId, spans.split(',').map(toSpan)]));
  return new Map(
    people.map(({ personId }) => [
      personId,
      {
        occupied: occupied.get(personId) ?? [],
        blocked: union([...ofClinic, ...(byPerson.get(personId) ?? [])]),
      },
    ]),
  );
}

function toSpan(text: string): Span {
  const [start = Number.NaN, end = Number.NaN] = text.split('-').map(Number);
  return { start, end };
}
