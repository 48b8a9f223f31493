import { may, type UserPrincipal } from '@antrean/platform/auth';
import {
  COUNT_LIMIT,
  cutSlice,
  INSTANT_OF_CURSOR,
  instantKey,
  lockRow,
  microsecondsOf,
  query,
  startOf,
  type SqlValue,
} from '@antrean/platform/database';
import { problem, toPage, type GrowingPage, type Problem } from '@antrean/platform/http';
import type { EntityManager } from '@mikro-orm/postgresql';
import { z } from 'zod';
import type { BookingBody, BookingQuery } from './booking.contract.ts';
import { Booking } from './booking.entity.ts';
import { concerns, permissions } from './booking.policy.ts';
import { bookingProblem } from './booking.problem.ts';

/** A booking that nobody else can change now, and PostgreSQL's clock. */
export interface LockedBooking {
  readonly booking: Booking;
  readonly now: Date;
}

/**
 * Loads a booking to change it; whoever else wants to waits for the end of this transaction.
 * @throws problem `not_found` when there is none that the actor may know of
 */
export async function lockBooking(
  em: EntityManager,
  actor: UserPrincipal,
  id: number,
): Promise<LockedBooking> {
  const booking = await lockRow(em, Booking, { id }, { isKnown: (row) => concerns(actor, row) });
  return { booking, now: await clockOf(em) };
}

/** What PostgreSQL's clock shows, behind all that was waited for. */
export async function clockOf(em: EntityManager): Promise<Date> {
  const [clock] = await query<{ now: string }>(em, `select clock_timestamp() as now`);
  if (!clock) throw new Error('a select without from returned no row');
  return new Date(clock.now);
}

type Row = {
  [Field in Exclude<keyof BookingBody, 'utcOffsetMinutes'>]: Field extends
    'startsAt' | 'endsAt' | 'createdAt' | 'updatedAt'
    ? string | Date
    : Field extends 'holdExpiresAt'
      ? string | Date | null
      : BookingBody[Field];
};

/** Bookings as the wire shows them, by their ids and in that order. */
export async function readBookings(em: EntityManager, ids: readonly number[]): Promise<BookingBody[]> {
  const rows = await query<Row>(
    em,
    `select b.id, b.clinic_id as "clinicId", c.name as "clinicName", b.service_id as "serviceId",
            s.name as "serviceName", b.staff_id as "staffId", t.name as "staffName", b.pet_id as "petId",
            p.name as "petName", b.customer_id as "customerId", coalesce(u.full_name, b.guest_name) as "customerName", b.status,
            b.starts_at as "startsAt", b.ends_at as "endsAt", b.local_start as "localStart",
            b.time_zone as "timeZone", b.price, b.hold_expires_at as "holdExpiresAt", b.attention,
            b.cancel_reason as "cancelReason", b.cancelled_by as "cancelledBy", b.version,
            b.created_at as "createdAt", b.updated_at as "updatedAt"
     from unnest(?::int[]) with ordinality wanted (id, place)
     join bookings b on b.id = wanted.id
     join clinics_v c on c.id = b.clinic_id
     join clinic_services_v s on s.id = b.service_id
     join clinic_staff_v t on t.id = b.staff_id
     left join pets_v p on p.id = b.pet_id
     left join users_v u on u.id = b.customer_id
     order by wanted.place`,
    [`{${ids.join(',')}}`],
  );
  return rows.map(({ startsAt, endsAt, holdExpiresAt, createdAt, updatedAt, ...row }) => ({
    ...row,
    startsAt: iso(startsAt),
    endsAt: iso(endsAt),
    utcOffsetMinutes: offsetOfClocks(row.localStart, startsAt),
    holdExpiresAt: holdExpiresAt && iso(holdExpiresAt),
    createdAt: iso(createdAt),
    updatedAt: iso(updatedAt),
  }));
}

/** How far clocks that show `local` at an instant are before UTC. */
const offsetOfClocks = (local: string, instant: string | Date): number =>
  Math.round((Date.parse(`${local}Z`) - new Date(instant).getTime()) / 60_000);

const iso = (instant: string | Date): string => new Date(instant).toISOString();

/** The body of a booking that is there. */
export async function bookingBodyOf(em: EntityManager, id: number): Promise<BookingBody> {
  const [body] = await readBookings(em, [id]);
  if (!body) throw new Error(`booking ${id} is gone`);
  return body;
}

/** @throws problem `not_found` when there is none that the actor may know of */
export async function findBooking(em: EntityManager, actor: UserPrincipal, id: number): Promise<BookingBody> {
  // Ids of the wire may be larger than a column holds.
  if (id > MOST_ID) throw problem('not_found');
  const [body] = await readBookings(em, [id]);
  if (!body || !concerns(actor, body)) throw problem('not_found');
  return body;
}

/** The largest number of an `integer` column. */
const MOST_ID = 2_147_483_647;

const listKey = instantKey(z.int());

interface Part {
  /** Selects `id` and `starts_at` from `bookings b`. */
  readonly sql: (conditions: string, order: string, limit: number) => string;
  readonly before: readonly SqlValue[];
  readonly whose: readonly SqlValue[];
}

/** A part of what somebody may see, by an index of its own. */
const rowsOf = (whose: string, ...values: SqlValue[]): Part => ({
  sql: (conditions, order, limit) =>
    `(select b.id, b.starts_at from bookings b where ${whose} ${conditions} ${order} limit ${limit})`,
  before: [],
  whose: values,
});

/** The bookings of several clinics, of each so many by its index. */
const rowsOfClinics = (ids: readonly number[]): Part => ({
  sql: (conditions, order, limit) =>
    `(select b.id, b.starts_at from unnest(?::int[]) clinic (id) cross join lateral (
        select b.id, b.starts_at from bookings b where b.clinic_id = clinic.id ${conditions} ${order} limit ${limit}) b
      ${order} limit ${limit})`,
  before: [`{${ids.join(',')}}`],
  whose: [],
});

function partsOf(actor: UserPrincipal, { clinicId, mine }: BookingQuery): Part[] {
  const own = may(actor, permissions.book) ? [rowsOf('b.customer_id = ?', actor.userId)] : [];
  const reach = mine ? undefined : actor.grants.get(permissions.attend)?.clinics;
  if (reach === undefined) return own;
  if (reach === 'all') return [rowsOf('true')];
  const clinics = [...reach].filter((id) => clinicId === undefined || id === clinicId);
  const [only, ...others] = clinics;
  if (only === undefined) return own;
  return [...own, others.length === 0 ? rowsOf('b.clinic_id = ?', only) : rowsOfClinics(clinics)];
}

function conditionsOf({ clinicId, staffId, petId, status, from, to, attention }: BookingQuery): {
  sql: string;
  values: SqlValue[];
} {
  const conditions: [sql: string, ...values: SqlValue[]][] = [
    ...(clinicId === undefined ? [] : [['b.clinic_id = ?::bigint', clinicId] as [string, SqlValue]]),
    ...(staffId === undefined ? [] : [['b.staff_id = ?::bigint', staffId] as [string, SqlValue]]),
    ...(petId === undefined ? [] : [['b.pet_id = ?::bigint', petId] as [string, SqlValue]]),
    ...(status === undefined ? [] : [['b.status = ?', status] as [string, SqlValue]]),
    ...(from === undefined ? [] : [['b.starts_at >= ?', from] as [string, SqlValue]]),
    ...(to === undefined ? [] : [['b.starts_at < ?', to] as [string, SqlValue]]),
    ...(attention ? [['b.attention is not null'] as [string]] : []),
  ];
  return {
    sql: conditions.map(([sql]) => ` and ${sql}`).join(''),
    values: conditions.flatMap(([, ...values]) => values),
  };
}

/**
 * The bookings that somebody may see: their own, and those of the clinics that they attend, by their beginning.
 * @throws problem `invalid_request`, `page_not_counted`
 */
export async function listBookings(
  em: EntityManager,
  actor: UserPrincipal,
  asked: BookingQuery,
): Promise<GrowingPage<BookingBody>> {
  const { after, offset } = startOf(asked, listKey);
  const parts = partsOf(actor, asked);
  if (parts.length === 0) return { ...toPage<BookingBody>([], 0, asked), next: null };
  const fitting = conditionsOf(asked);
  const [direction, beyond] = asked.order === 'asc' ? ['asc', '>'] : ['desc', '<'];
  const order = `order by starts_at ${direction}, id ${direction}`;
  const behind = after ? ` and (b.starts_at, b.id) ${beyond} (${INSTANT_OF_CURSOR}, ?)` : '';
  const found = await query<{ id: number; at: number }>(
    em,
    `select id, ${microsecondsOf('starts_at')} as at from (
       ${parts.map(({ sql }) => sql(fitting.sql + behind, order, offset + asked.limit + 1)).join(' union ')}) seen
     ${order} limit ? offset ?`,
    [
      ...parts.flatMap((part) => [...part.before, ...part.whose, ...fitting.values, ...(after ?? [])]),
      asked.limit + 1,
      offset,
    ],
  );
  const [counted] = await query<{ total: number }>(
    em,
    `select least(count(*), ?)::int as total from (
       ${parts.map(({ sql }) => sql(fitting.sql, '', COUNT_LIMIT)).join(' union ')}) seen`,
    [COUNT_LIMIT, ...parts.flatMap((part) => [...part.before, ...part.whose, ...fitting.values])],
  );
  const { rows, next } = cutSlice(found, asked, ({ id, at }) => [at, id]);
  const data = await readBookings(
    em,
    rows.map(({ id }) => id),
  );
  return { ...toPage(data, counted?.total ?? 0, asked), next };
}

/** A refusal that names where a booking is now, and who brought it there. */
export async function conflictAt(em: EntityManager, booking: Booking): Promise<Problem> {
  const [decider] = await query<{ name: string }>(em, `select full_name as name from users_v where id = ?`, [
    booking.statusBy ?? null,
  ]);
  return bookingProblem('booking_status_conflict', {
    parameters: {
      currentStatus: booking.status,
      decidedBy:
        decider?.name ?? (booking.cancelledBy === 'customer' ? booking.guestName : null) ?? 'Antrean',
      decidedAt: booking.statusAt.toISOString(),
    },
  });
}
