import type { UserPrincipal } from '@antrean/platform/auth';
import { offsetOf, query } from '@antrean/platform/database';
import { problem, toPage, type Page } from '@antrean/platform/http';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { z } from 'zod';
import { mayReadPrivately } from '../clinic.policy.ts';
import type { ServiceBody, serviceQuery } from './service.contract.ts';

const SELECT = `
  select v.id, v.name, v.description, v.price, v.duration_minutes as "durationMinutes",
         v.buffer_minutes as "bufferMinutes", v.sort_order as position, v.is_active as "isActive",
         array(select s.id from clinic_staff_services o join clinic_staff s on s.id = o.staff_id
               where o.service_id = v.id and s.is_active and (s.is_bookable or ?) order by 1) as "staffIds", v.version
  from clinic_services v`;
const FITTING = `v.clinic_id = ? and v.removed_at is null and (v.is_active or ?)`;

/** The services of a clinic, in its order. @throws problem `page_not_counted` */
export async function listServices(
  em: EntityManager,
  caller: UserPrincipal | null,
  clinicId: number,
  asked: z.output<typeof serviceQuery>,
): Promise<Page<ServiceBody>> {
  const { isActive = null, ...paging } = asked;
  const isPrivate = mayReadPrivately(caller, clinicId);
  const where = `${FITTING} and (?::boolean is null or v.is_active = ?)`;
  const fitting = [clinicId, isPrivate, isActive, isActive];
  const rows = await query<ServiceBody>(
    em,
    `${SELECT} where ${where} order by v.sort_order, v.id limit ? offset ?`,
    [isPrivate, ...fitting, paging.limit, offsetOf(paging)],
  );
  const [count] = await query<{ total: number }>(
    em,
    `select count(*)::int as total from clinic_services v where ${where}`,
    fitting,
  );
  return toPage(rows, count?.total ?? 0, paging);
}

/** @throws problem `not_found` */
export async function readService(
  em: EntityManager,
  caller: UserPrincipal | null,
  clinicId: number,
  serviceId: number,
): Promise<ServiceBody> {
  const isPrivate = mayReadPrivately(caller, clinicId);
  const [row] = await query<ServiceBody>(em, `${SELECT} where ${FITTING} and v.id = ?`, [
    isPrivate,
    clinicId,
    isPrivate,
    serviceId,
  ]);
  if (!row) throw problem('not_found');
  return row;
}
