import type { UserPrincipal } from '@antrean/platform/auth';
import { findRow, query, type SqlValue } from '@antrean/platform/database';
import { problem, toPage, type Page } from '@antrean/platform/http';
import type { EntityManager } from '@mikro-orm/postgresql';
import { toClinicBody, type ClinicBody, type ClinicQuery, type FoundClinic } from './clinic.contract.ts';
import { Clinic } from './clinic.entity.ts';
import { mayReadPrivately, permissions } from './clinic.policy.ts';

/** How far a search reaches: nobody looks at the thousandth clinic, and a page behind it would read them all. */
export const REACH = 1_000;
export const REACH_NOTE = `A search reaches ${REACH} clinics; \`total\` is exact up to there.`;

/** The mean radius of the Earth, km. */
const EARTH_KM = 6_371.0088;
/** Two points of a sphere of radius 1 that are so far apart along its surface, in km of the Earth, straight through it. */
const chordOf = (km: number): number => 2 * Math.sin(Math.min(km / EARTH_KM, Math.PI) / 2);
const kmOf = (chord: number): number => 2 * EARTH_KM * Math.asin(Math.min(1, chord / 2));

/** The clinic, when everybody may see it or the caller may all the same. @throws problem `not_found` */
export const findClinic = (em: EntityManager, caller: UserPrincipal | null, id: number): Promise<Clinic> =>
  findRow(em, Clinic, { id }, { isKnown: ({ isActive }) => isActive || mayReadPrivately(caller, id) });

/** A clinic that is open to the public; null when there is none with this id. */
export const findActiveClinic = (em: EntityManager, id: number): Promise<Clinic | null> =>
  em.findOne(Clinic, { id, isActive: true });

/** @throws problem `not_found` */
export const readClinic = async (
  em: EntityManager,
  caller: UserPrincipal | null,
  id: number,
): Promise<ClinicBody> => toClinicBody(await findClinic(em, caller, id));

/** As in the expression of the index clinics_text. */
const TEXT = `(c.name || ' ' || c.city || ' ' || coalesce(c.description, ''))`;
const PLACE = `clinic_place(c.latitude, c.longitude)`;
const containing = (text: string): string => `%${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;

/**
 * Clinics that fit all of what is asked: the nearest first, or else in the order in which they were added.
 * @throws problem `page_not_counted`; `unauthenticated` when nobody asks for their own
 */
export async function searchClinics(
  em: EntityManager,
  caller: UserPrincipal | null,
  asked: ClinicQuery,
): Promise<Page<FoundClinic>> {
  const offset = (asked.page - 1) * asked.limit;
  if (offset >= REACH) throw problem('page_not_counted', { parameters: { counted: REACH } });
  const { conditions, values } = conditionsOf(caller, asked);
  const { near } = asked;
  const from = near ? [near.lat, near.lng] : [];
  const chord = near ? `${PLACE} <-> clinic_place(?, ?)` : 'null::float8';
  const fitting = `from clinics c where ${conditions.join(' and ')}`;
  // The index gives ids in the order of their distances, and no more than the page has.
  const rows = await query<{ total: number; id: number | null; chord: number | null }>(
    em,
    `select counted.total, page.id, page.chord
     from (select count(*)::int as total from (select ${fitting} limit ?) fitting) counted
     left join (select c.id, ${chord} as chord ${fitting}
                order by ${near ? `${PLACE} <-> clinic_place(?, ?), ` : ''}c.id limit ? offset ?) page on true
     order by page.chord, page.id`,
    [...values, REACH, ...from, ...values, ...from, Math.min(asked.limit, REACH - offset), offset],
  );
  const ids = rows.flatMap(({ id }) => id ?? []);
  const clinics = new Map((await em.find(Clinic, { id: ids })).map((clinic) => [clinic.id, clinic]));
  const data = rows.flatMap(({ id, chord: straight }): FoundClinic[] => {
    const clinic = id === null ? undefined : clinics.get(id);
    if (!clinic) return [];
    const distanceKm = straight === null ? null : Math.round(kmOf(straight) * 100) / 100;
    return [{ ...toClinicBody(clinic), distanceKm }];
  });
  return toPage(data, rows[0]?.total ?? 0, asked);
}

function conditionsOf(
  caller: UserPrincipal | null,
  { isActive, mine, near, radiusKm, q, service }: ClinicQuery,
): { conditions: string[]; values: SqlValue[] } {
  const conditions = [isActive ? 'c.is_active' : 'not c.is_active'];
  const values: SqlValue[] = [];
  const where = (condition: string, ...given: SqlValue[]): void => {
    conditions.push(condition);
    values.push(...given);
  };
  // What is not active is seen by who may read it, and `mine` means the same of what is.
  if (mine || !isActive) {
    if (!caller) throw problem('unauthenticated', { headers: { 'WWW-Authenticate': 'Bearer' } });
    const reach = caller.grants.get(permissions.read)?.clinics ?? new Set<number>();
    if (reach !== 'all') where(`c.id = any(?::bigint[])`, `{${[...reach].join(',')}}`);
  }
  if (near && radiusKm !== undefined) {
    const chord = chordOf(radiusKm);
    where(`${PLACE} <@ cube_enlarge(clinic_place(?, ?), ?, 3)`, near.lat, near.lng, chord);
    where(`${PLACE} <-> clinic_place(?, ?) <= ?`, near.lat, near.lng, chord);
  }
  if (q !== undefined) where(`${TEXT} ilike ?`, containing(q));
  if (service !== undefined) {
    where(
      `exists (select from clinic_services s
               where s.clinic_id = c.id and s.is_active and s.removed_at is null and s.name ilike ?)`,
      containing(service),
    );
  }
  return { conditions, values };
}
