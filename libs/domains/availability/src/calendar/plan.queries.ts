import type { UserPrincipal } from '@antrean/platform/auth';
import { query } from '@antrean/platform/database';
import type { EntityManager } from '@mikro-orm/postgresql';
import { toBlockBody, type BlockBody } from '../blocks/block.contract.ts';
import { AvailabilityBlock } from '../availability.entity.ts';
import { openClinic } from '../open-clinic.ts';
import { dateOf, dayAt, daysBetween, localTextOf, startOfDay, type Span } from './calendar.ts';
import { readWindows } from './calendar-days.ts';

/** People that are shown beside each other. */
export const MOST_PEOPLE = 60;
/** What is blocked, or taken elsewhere, in what is asked for. */
const MOST_BLOCKS = 500;
const MOST_ELSEWHERE = 2_000;
/** No span is longer (a check of the table): so far back one may begin that reaches into a day. */
const LONGEST_HOURS = 32;
const QUARTER = 15 * 60_000;

/** A day as its clocks show it: of 23 hours, or of 25, where they are changed. */
export interface PlannedDay {
  readonly date: string;
  readonly startsAt: string;
  readonly endsAt: string;
  /** Each full hour of the clocks, with its offset: it tells hours of the same name apart. */
  readonly hours: readonly { readonly at: string; readonly local: string }[];
}

export interface PlannedPerson {
  readonly staffId: number;
  readonly name: string;
  readonly title: string | null;
  readonly userId: number | null;
  readonly isBookable: boolean;
  /** When they can be booked by rules and hours. */
  readonly windows: readonly Span[];
  /** When they are at another clinic, or away by what they blocked there. */
  readonly elsewhere: readonly Span[];
}

export interface Plan {
  readonly timeZone: string;
  readonly now: number;
  readonly localNow: string;
  readonly range: Span;
  readonly days: readonly PlannedDay[];
  readonly people: readonly PlannedPerson[];
  readonly blocks: readonly BlockBody[];
  /** Whether there are more people than are shown. */
  readonly isCut: boolean;
}

/**
 * When people at a clinic can be booked on some days of its calendar, what is blocked, and what of their time is taken
 * elsewhere, for who belongs to its staff.
 * @throws problem `not_found`, `forbidden`
 */
export async function readPlan(
  em: EntityManager,
  actor: UserPrincipal,
  clinicId: number,
  { from, to, staffId }: { from?: string | undefined; to?: string | undefined; staffId: number | null },
): Promise<Plan> {
  const scene = await openClinic(em, actor, clinicId);
  const { timeZone, now } = scene;
  const first = from ?? dayAt(now, timeZone).toString();
  const last = to ?? first;
  const days = daysBetween(dateOf(first), dateOf(last)).map((day) => {
    const [start, end] = [startOfDay(day, timeZone), startOfDay(day.add({ days: 1 }), timeZone)];
    return { date: day.toString(), start, end };
  });
  const range = {
    start: days[0]?.start ?? now,
    end: days.at(-1)?.end ?? now,
  };
  const found = await findPeople(em, clinicId, staffId);
  const people = found.slice(0, MOST_PEOPLE);
  const ids = people.map(({ staffId: id }) => id);
  const windows = await readWindows(em, scene, ids, {
    // A window may go on past midnight.
    from: dateOf(first).subtract({ days: 1 }).toString(),
    to: last,
  });
  const elsewhere = await readElsewhere(em, clinicId, people, range);
  const blocks = await em.find(
    AvailabilityBlock,
    {
      clinicId,
      endsAt: { $gt: new Date(range.start) },
      startsAt: { $lt: new Date(range.end) },
      ...(staffId === null ? {} : { $or: [{ staffId }, { staffId: null }] }),
    },
    { orderBy: { startsAt: 'asc', id: 'asc' }, limit: MOST_BLOCKS },
  );
  return {
    ...{ timeZone, now, range, localNow: localTextOf(now, timeZone) },
    days: days.map(({ date, start, end }) => ({
      date,
      startsAt: new Date(start).toISOString(),
      endsAt: new Date(end).toISOString(),
      hours: hoursOf({ start, end }, timeZone),
    })),
    people: people.map(({ personId, ...person }) => ({
      ...person,
      windows: (windows.get(person.staffId) ?? [])
        .flatMap((day) => day.windows)
        .filter(({ start, end }) => end > range.start && start < range.end),
      elsewhere: elsewhere.get(personId) ?? [],
    })),
    blocks: blocks.map(toBlockBody),
    isCut: found.length > MOST_PEOPLE,
  };
}

type Person = Omit<PlannedPerson, 'windows' | 'elsewhere'> & { readonly personId: number };

/** Who works there and can be booked, by name. */
const findPeople = (em: EntityManager, clinicId: number, staffId: number | null): Promise<Person[]> =>
  query<Person>(
    em,
    `select id as "staffId", person_id as "personId", user_id as "userId", name, title, is_bookable as "isBookable"
     from clinic_staff_v
     where clinic_id = ?::bigint and is_active and is_bookable and (?::bigint is null or id = ?::bigint)
     order by name, id limit ?`,
    [clinicId, staffId, staffId, MOST_PEOPLE + 1],
  );

/** What of people's time other clinics have, by person: bookings with what is kept free behind them, and blocks. */
async function readElsewhere(
  em: EntityManager,
  clinicId: number,
  people: readonly Person[],
  { start, end }: Span,
): Promise<ReadonlyMap<number, Span[]>> {
  const [from, before] = [new Date(start), new Date(end)];
  const ids = `{${people.map(({ personId }) => personId).join(',')}}`;
  const spans = await query<Span & { personId: number }>(
    em,
    `select * from (
       select person_id as "personId", (extract(epoch from lower(occupies)) * 1000)::float8 as start,
              (extract(epoch from upper(occupies)) * 1000)::float8 as end
       from occupied_spans
       where person_id = any(?::int[]) and clinic_id <> ?::bigint and lower(occupies) < ?::timestamptz
         and lower(occupies) > ?::timestamptz - make_interval(hours => ?) and upper(occupies) > ?::timestamptz
         and (held_until is null or held_until > clock_timestamp())
       union all
       select b.person_id, (extract(epoch from b.starts_at) * 1000)::float8,
              (extract(epoch from b.ends_at) * 1000)::float8
       from availability_blocks b join clinic_staff_v s on s.id = b.staff_id and s.is_active
       where b.person_id = any(?::int[]) and b.clinic_id <> ?::bigint and b.everywhere
         and b.starts_at < ?::timestamptz and b.ends_at > ?::timestamptz) spans
     order by start limit ?`,
    [...[ids, clinicId, before, from, LONGEST_HOURS, from], ...[ids, clinicId, before, from, MOST_ELSEWHERE]],
  );
  return new Map(
    [...Map.groupBy(spans, ({ personId }) => personId)].map(([personId, own]) => [
      personId,
      own.map((span) => ({ start: span.start, end: span.end })),
    ]),
  );
}

/** The instants of a day at which its clocks show a full hour, and its first. */
function hoursOf({ start, end }: Span, zone: string): { at: string; local: string }[] {
  const hours: { at: string; local: string }[] = [];
  for (let at = start; at < end; at += QUARTER) {
    const local = localTextOf(at, zone);
    if (at === start || local.slice(14, 16) === '00') hours.push({ at: new Date(at).toISOString(), local });
  }
  return hours;
}
