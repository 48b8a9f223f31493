import { attends, bookingPermissions } from '@antrean/bookings';
import { may, type UserPrincipal } from '@antrean/platform/auth';
import { newestFirst, query } from '@antrean/platform/database';
import { problem, toPage, type GrowingPage } from '@antrean/platform/http';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { EntryBody, EntryQuery } from './waiting.contract.ts';

const SELECT = `
  select e.id, e.clinic_id as "clinicId", c.name as "clinicName", e.service_id as "serviceId", s.name as "serviceName",
         e.staff_id as "staffId", t.name as "staffName", e.customer_id as "customerId",
         coalesce(u.full_name, g.name) as "customerName", coalesce(p.name, g.pet_name) as "petName",
         e.first_date::text as "firstDate", e.last_date::text as "lastDate", e.from_time as "fromTime",
         e.until_time as "untilTime", e.status, e.waiting_since as "waitingSince", e.booking_id as "bookingId",
         e.created_at as "createdAt"
  from waiting_entries e
  join clinics_v c on c.id = e.clinic_id
  join clinic_services_v s on s.id = e.service_id
  left join clinic_staff_v t on t.id = e.staff_id
  left join users_v u on u.id = e.customer_id
  left join pets_v p on p.id = e.pet_id
  left join waiting_guests g on g.entry_id = e.id`;

/** Entries as the wire shows them, the newest first. */
export async function readEntries(em: EntityManager, ids: readonly number[]): Promise<EntryBody[]> {
  const rows = await query<EntryBody>(em, `${SELECT} where e.id = any(?::int[]) order by e.id desc`, [
    `{${ids.join(',')}}`,
  ]);
  return rows.map(({ waitingSince, createdAt, ...row }) => ({
    ...row,
    waitingSince: waitingSince && new Date(waitingSince).toISOString(),
    createdAt: new Date(createdAt).toISOString(),
  }));
}

/** One that is there. */
export async function entryBodyOf(em: EntityManager, id: number): Promise<EntryBody> {
  const [body] = await readEntries(em, [id]);
  if (!body) throw new Error(`entry ${id} of the waiting list is gone`);
  return body;
}

/** Whose it is, and who handles the clinic's, know of an entry. */
export const concerns = (
  actor: UserPrincipal,
  entry: { customerId: number | null; clinicId: number },
): boolean =>
  (entry.customerId === actor.userId && may(actor, bookingPermissions.book)) || attends(actor, entry);

/** @throws problem `not_found` when there is none that the actor may know of */
export async function findEntry(em: EntityManager, actor: UserPrincipal, id: number): Promise<EntryBody> {
  const [found] = await query<{ id: number }>(em, `select id from waiting_entries where id = ?::bigint`, [
    id,
  ]);
  const entry = found && (await entryBodyOf(em, found.id));
  if (!entry || !concerns(actor, entry)) throw problem('not_found');
  return entry;
}

/** The entries that somebody may see: their own, and those of the clinics whose bookings they handle. */
export async function listEntries(
  em: EntityManager,
  actor: UserPrincipal,
  asked: EntryQuery,
): Promise<GrowingPage<EntryBody>> {
  const { ids, total, next } = await newestFirst(em, alternatives(actor, asked), asked);
  return { ...toPage(await readEntries(em, ids), total, asked), next };
}

/** Numbers and words of the contract alone get into the SQL. */
function alternatives(actor: UserPrincipal, { clinicId, status, mine }: EntryQuery): string[] {
  const named = status === undefined ? '' : ` and status = '${status}'`;
  const at = clinicId === undefined ? '' : ` and clinic_id = ${clinicId}::bigint`;
  const own = may(actor, bookingPermissions.book)
    ? [`select id from waiting_entries where customer_id = ${actor.userId}${at}${named}`]
    : [];
  const clinics = mine ? undefined : actor.grants.get(bookingPermissions.attend)?.clinics;
  if (clinics === undefined) return own;
  if (clinics === 'all') return [`select id from waiting_entries where true${at}${named}`];
  const wanted = [...clinics].filter((each) => clinicId === undefined || each === clinicId);
  return [
    ...own,
    ...wanted.map((each) => `select id from waiting_entries where clinic_id = ${each}${named}`),
  ];
}
