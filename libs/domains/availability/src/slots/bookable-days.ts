import { problem } from '@antrean/platform/http';
import type { EntityManager } from '@mikro-orm/postgresql';
import { dayAt } from '../calendar/calendar.ts';
import { bookable, findOfferers, findService, readScene } from './scene.queries.ts';
import { outside, REASONS } from './who-is-free.ts';

/**
 * From which day to which, on its own calendar, a clinic takes bookings of a service today.
 * @throws problem `not_found` when there is no such clinic, or it is deactivated; `outside_availability` (422) when nobody
 *   there offers the service
 */
export async function readBookableDays(
  em: EntityManager,
  { clinicId, serviceId, staffId }: { clinicId: number; serviceId: number; staffId: number | null },
): Promise<{ firstDate: string; lastDate: string }> {
  const scene = await readScene(em, clinicId);
  if (!scene.isActive) throw problem('not_found');
  if (!(await findService(em, clinicId, serviceId))) throw outside(clinicId, REASONS.service);
  if ((await findOfferers(em, clinicId, serviceId, staffId)).length === 0)
    throw outside(clinicId, REASONS.staff);
  const { from, before } = bookable(scene);
  return {
    firstDate: dayAt(from, scene.timeZone).toString(),
    lastDate: dayAt(before - 1, scene.timeZone).toString(),
  };
}
