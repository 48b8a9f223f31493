import { query } from '@antrean/platform/database';
import type { EntityManager } from '@mikro-orm/postgresql';
import { dayAt } from './calendar/calendar.ts';
import { readWindows } from './calendar/calendar-days.ts';
import { readBusy } from './slots/occupied.queries.ts';
import { findScene } from './slots/scene.queries.ts';
import { isBlocked } from './slots/slot.ts';

/**
 * Of what was taken at a clinic, what could not be taken now by rules, hours and blocks, or because who has it has left or
 * the clinic is deactivated: for whoever shows people what a change of these has left. Ask for what is near in time: the
 * days between the first and the last are read.
 * @param references up to some hundred, of which those that are not at this clinic, or not any more, are left out
 */
export async function findOutside(
  em: EntityManager,
  clinicId: number,
  references: readonly string[],
): Promise<ReadonlySet<string>> {
  const scene = await findScene(em, clinicId);
  const taken = await query<{
    reference: string;
    staffId: number;
    personId: number;
    start: number;
    end: number;
    isThere: boolean;
  }>(
    em,
    `select o.reference, o.staff_id as "staffId", o.person_id as "personId", s.is_active as "isThere",
            extract(epoch from lower(o.occupies))::float8 * 1000 as start,
            extract(epoch from o.ends_at)::float8 * 1000 as end
     from occupied_spans o join clinic_staff_v s on s.id = o.staff_id
     where o.clinic_id = ? and o.reference in (select jsonb_array_elements_text(?::jsonb))`,
    [clinicId, JSON.stringify(references)],
  );
  const [first] = taken;
  if (!scene || !first) return new Set();
  if (!scene.isActive) return new Set(taken.map(({ reference }) => reference));
  const range = {
    start: Math.min(...taken.map(({ start }) => start)),
    end: Math.max(...taken.map(({ end }) => end)),
  };
  const windows = await readWindows(em, scene, [...new Set(taken.map(({ staffId }) => staffId))], {
    from: dayAt(range.start, scene.timeZone).subtract({ days: 2 }).toString(),
    to: dayAt(range.end, scene.timeZone).toString(),
  });
  const people = [...new Set(taken.map(({ personId }) => personId))].map((personId) => ({ personId }));
  const busy = await readBusy(em, clinicId, people, range);
  const outside = taken.filter(({ staffId, personId, isThere, start, end }) => {
    const own = busy.get(personId);
    const isOpen = (windows.get(staffId) ?? []).some((day) =>
      day.windows.some((window) => window.start <= start && end <= window.end),
    );
    if (!isThere || !isOpen) return true;
    return own !== undefined && isBlocked(own, { duration: end - start, buffer: 0 }, start);
  });
  return new Set(outside.map(({ reference }) => reference));
}
