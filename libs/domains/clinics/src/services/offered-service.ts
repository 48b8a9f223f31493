import { query } from '@antrean/platform/database';
import { invalidField } from '@antrean/platform/http';
import type { EntityManager } from '@mikro-orm/postgresql';

const listOf = (ids: readonly number[]): string => `{${[...new Set(ids)].join(',')}}`;

/** @throws problem `invalid_request` when one is no service of this clinic */
export async function assertServices(
  em: EntityManager,
  clinicId: number,
  serviceIds: readonly number[],
  field: string,
): Promise<void> {
  if (serviceIds.length === 0) return;
  const wrong = await query<{ id: string }>(
    em,
    `select id from unnest(?::bigint[]) id
     where id not in (select id from clinic_services where clinic_id = ? and removed_at is null) order by 1`,
    [listOf(serviceIds), clinicId],
  );
  if (wrong.length === 0) return;
  const ids = wrong.map(({ id }) => id).join(', ');
  throw invalidField(field, {
    en: `The clinic has no service ${ids}`,
    id: `Klinik ini tidak memiliki layanan ${ids}`,
  });
}

/** @throws problem `invalid_request` when one does not work at this clinic */
export async function assertStaff(
  em: EntityManager,
  clinicId: number,
  staffIds: readonly number[],
  field: string,
): Promise<void> {
  if (staffIds.length === 0) return;
  const wrong = await query<{ id: string }>(
    em,
    `select id from unnest(?::bigint[]) id
     where id not in (select id from clinic_staff where clinic_id = ? and is_active) order by 1`,
    [listOf(staffIds), clinicId],
  );
  if (wrong.length === 0) return;
  const ids = wrong.map(({ id }) => id).join(', ');
  throw invalidField(field, {
    en: `Nobody at the clinic has the id ${ids}`,
    id: `Tidak ada staf klinik dengan id ${ids}`,
  });
}

/** What somebody offers is this and nothing else. @returns whether it was otherwise */
export async function replaceOffered(
  em: EntityManager,
  staffId: number,
  serviceIds: readonly number[],
): Promise<boolean> {
  const changed = await query<{ id: number }>(
    em,
    `with gone as (
       delete from clinic_staff_services where staff_id = ? and service_id <> all (?::int[]) returning service_id
     ), put as (
       insert into clinic_staff_services (staff_id, service_id) select ?, unnest(?::int[])
       on conflict do nothing returning service_id
     )
     select service_id as id from gone union all select service_id from put`,
    [staffId, listOf(serviceIds), staffId, listOf(serviceIds)],
  );
  return changed.length > 0;
}

/** Who offers a service are these and nobody else. @returns whether it was otherwise */
export async function replaceOfferers(
  em: EntityManager,
  serviceId: number,
  staffIds: readonly number[],
): Promise<boolean> {
  const changed = await query<{ id: number }>(
    em,
    `with gone as (
       delete from clinic_staff_services where service_id = ? and staff_id <> all (?::int[]) returning staff_id
     ), put as (
       insert into clinic_staff_services (staff_id, service_id) select unnest(?::int[]), ?
       on conflict do nothing returning staff_id
     )
     select staff_id as id from gone union all select staff_id from put`,
    [serviceId, listOf(staffIds), listOf(staffIds), serviceId],
  );
  return changed.length > 0;
}
