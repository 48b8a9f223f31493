import { query } from '@antrean/platform/database';
import type { EntityManager } from '@mikro-orm/postgresql';
import { availabilityProblem } from '../availability.problem.ts';
import { dayAt, startOfDay } from '../calendar/calendar.ts';
import { readWindows } from '../calendar/calendar-days.ts';
import { readBusy } from './occupied.queries.ts';
import type { Bookable, ClinicScene } from './scene.queries.ts';
import { isBlocked, isOccupied, isOnGrid, type Length } from './slot.ts';

/** People who are tried for "any staff". */
const MOST_TRIED = 8;
/** A booking that is moved may begin at any of these, in minutes from the begin of the window on. */
const MOVED_GRID_MINUTES = 5;

export const REASONS = {
  service: { en: 'the clinic does not offer it', id: 'klinik tidak menawarkannya' },
  staff: { en: 'nobody there offers it', id: 'tidak ada yang menawarkannya di sana' },
  time: { en: 'the time is no slot', id: 'waktunya bukan slot' },
  notice: { en: 'it is too soon', id: 'terlalu mendadak' },
  horizon: { en: 'it is too far ahead', id: 'terlalu jauh di depan' },
} as const;
/** Why something cannot be taken at a clinic. */
export const outside = (clinicId: number, reason: { en: string; id: string }) =>
  availabilityProblem('outside_availability', {
    parameters: { clinicId, reason: `${reason.en} / ${reason.id}` },
  });

/** Of people, those who have nothing else to do then. @throws problem `outside_availability`, `slot_taken` */
export async function whoIsFree(
  em: EntityManager,
  scene: ClinicScene,
  people: readonly Bookable[],
  wish: {
    start: number;
    limit: { from: number; before: number };
    length: Length;
    grid: 'of the service' | 'fine';
    except: string | null;
  },
): Promise<Bookable[]> {
  const { clinicId, timeZone } = scene;
  const { start, limit, length, grid } = wish;
  if (start < limit.from) throw outside(clinicId, REASONS.notice);
  if (start >= limit.before) throw outside(clinicId, REASONS.horizon);
  const day = dayAt(start, timeZone);
  const days = { from: day.subtract({ days: 2 }).toString(), to: day.toString() };
  const windows = await readWindows(
    em,
    scene,
    people.map(({ staffId }) => staffId),
    days,
  );
  const looked = { start, end: start + length.duration + length.buffer };
  const busy = await readBusy(em, clinicId, people, looked, wish.except);
  // Wherever something of this length may begin is on this grid, too.
  const step = {
    duration: length.duration,
    buffer: grid === 'fine' ? MOVED_GRID_MINUTES * 60_000 : length.buffer,
  };
  const willing = people.filter(({ staffId, personId }) => {
    const own = busy.get(personId);
    const all = (windows.get(staffId) ?? []).flatMap((each) => each.windows);
    return own && !isBlocked(own, length, start) && all.some((window) => isOnGrid(window, step, start));
  });
  if (willing.length === 0) throw outside(clinicId, REASONS.time);
  const free = willing.filter(({ personId }) => {
    const own = busy.get(personId);
    return own && !isOccupied(own, length, start);
  });
  if (free.length === 0) throw availabilityProblem('slot_taken', { parameters: { clinicId } });
  return free;
}

/** Who is tried, in order. */
export async function byLeastToDo(
  em: EntityManager,
  { timeZone }: ClinicScene,
  people: readonly Bookable[],
  start: number,
): Promise<Bookable[]> {
  if (people.length === 1) return [...people];
  const day = dayAt(start, timeZone);
  const ordered = await query<{ personId: number }>(
    em,
    `select p.id as "personId" from unnest(?::int[]) as p (id)
     left join lateral (
       select count(*) as n from occupied_spans o
       where o.person_id = p.id and lower(o.occupies) >= ? and lower(o.occupies) < ?
         and (o.held_until is null or o.held_until > clock_timestamp())
     ) that_day on true
     left join lateral (
       select o.ends_at from occupied_spans o where o.person_id = p.id and lower(o.occupies) < ?
         and (o.held_until is null or o.held_until > clock_timestamp())
       order by lower(o.occupies) desc limit 1
     ) last on true
     order by that_day.n, last.ends_at nulls first, array_position(?::int[], p.id) limit ?`,
    [
      `{${people.map(({ personId }) => personId).join(',')}}`,
      new Date(startOfDay(day, timeZone)),
      new Date(startOfDay(day.add({ days: 1 }), timeZone)),
      new Date(start),
      `{${people.map(({ personId }) => personId).join(',')}}`,
      MOST_TRIED,
    ],
  );
  const byPerson = new Map(people.map((each) => [each.personId, each]));
  return ordered.map(({ personId }) => byPerson.get(personId)).filter((each) => each !== undefined);
}
