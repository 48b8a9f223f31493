import { databaseTrouble, query } from '@antrean/platform/database';
import { enqueue } from '@antrean/platform/outbox';
import type { Tx } from '@antrean/platform/transaction';
import type { EntityManager } from '@mikro-orm/postgresql';
import { availabilityProblem } from '../availability.problem.ts';
import { localTextOf } from '../calendar/calendar.ts';
import { releaseHold } from '../messages.ts';
import {
  bookable,
  findOfferers,
  findService,
  reachable,
  readScene,
  zoneData,
  type Bookable,
  type ClinicScene,
} from './scene.queries.ts';
import { lengthOf } from './slot.ts';
import { tellOfPeople } from '../tell-change.ts';
import { byLeastToDo, outside, REASONS, whoIsFree } from './who-is-free.ts';

/** What is to be taken of somebody's time. */
export interface Occupation {
  /** Whose it is, unique for ever, such as `booking:7`. */
  readonly reference: string;
  readonly clinicId: number;
  readonly serviceId: number;
  /** Null: whoever is free and has least to do. */
  readonly staffId: number | null;
  readonly startsAt: Date;
  /** A hold, which counts as none when nobody confirms it within so many seconds; null: for good. */
  readonly heldForSeconds: number | null;
  /** The clinic's notice, horizon and grid of times bind customers, and not the clinic itself. */
  readonly byClinic?: boolean;
}

/** What was taken. */
export interface OccupiedSpan {
  readonly reference: string;
  readonly clinicId: number;
  readonly staffId: number;
  readonly personId: number;
  readonly serviceId: number;
  readonly startsAt: Date;
  /** Without what is kept free behind it. */
  readonly endsAt: Date;
  readonly heldUntil: Date | null;
  /** The start on the clinic's clocks with their offset, by this version of the zone data. */
  readonly localStart: string;
  readonly timeZone: string;
  readonly zoneData: string;
}

interface SpanRow {
  readonly clinicId: number;
  readonly staffId: number;
  readonly personId: number;
  readonly serviceId: number;
  readonly start: number;
  readonly end: number;
  readonly until: number;
  readonly heldUntil: number | null;
  readonly isOver: boolean;
}

/**
 * Takes a slot of somebody's time, in the caller's transaction: nobody else can have it from then on. Holds that are over
 * go first. Of "any staff", who has fewest bookings on that day, then who has been idle longest, then the lowest id.
 * @throws problem `outside_availability` (422) when the time is no slot by the rules or nobody there offers the service;
 *   `slot_taken` (409); `not_found` when there is no such clinic, or it is deactivated
 */
export async function occupy(tx: Tx, wish: Occupation): Promise<OccupiedSpan> {
  const { em } = tx;
  const { clinicId, serviceId, staffId, reference, heldForSeconds } = wish;
  const start = wish.startsAt.getTime();
  const scene = await readActive(em, clinicId);
  const service = await findService(em, clinicId, serviceId);
  if (!service) throw outside(clinicId, REASONS.service);
  const length = lengthOf(service);
  const people = await findOfferers(em, clinicId, serviceId, staffId);
  if (people.length === 0) throw outside(clinicId, REASONS.staff);
  const { byClinic = false } = wish;
  const limit = byClinic ? reachable(scene) : bookable(scene);
  const free = await whoIsFree(em, scene, people, {
    ...{ start, limit, length },
    ...{ grid: byClinic ? 'fine' : 'of the service', except: null },
  });
  const range = { start, end: start + length.duration, until: start + length.duration + length.buffer };
  await releaseOver(tx, free, range);
  for (const { personId, staffId: taker } of await byLeastToDo(em, scene, free, start)) {
    const [row] = await againOnce(em, (inner) =>
      query<{ heldUntil: number | null }>(
        inner,
        `insert into occupied_spans
           (reference, clinic_id, staff_id, person_id, service_id, occupies, ends_at, held_until)
         values (?, ?, ?, ?, ?, tstzrange(?::timestamptz, ?::timestamptz), ?, clock_timestamp() + make_interval(secs => ?::float8))
         on conflict on constraint occupied_spans_once do nothing
         returning extract(epoch from held_until)::float8 * 1000 as "heldUntil"`,
        [
          ...[reference, clinicId, taker, personId, serviceId],
          ...[new Date(range.start), new Date(range.until), new Date(range.end), heldForSeconds],
        ],
      ),
    );
    if (!row) continue;
    const heldUntil = row.heldUntil === null ? null : new Date(row.heldUntil);
    if (heldUntil)
      enqueue(tx, releaseHold, { reference }, { key: reference, onConflict: 'replace', runAt: heldUntil });
    await tellOfPeople(tx, [personId], { start, end: range.until }, { frees: false });
    return toSpan(scene, reference, {
      ...{ clinicId, staffId: taker, personId, serviceId, start, end: range.end },
      heldUntil: row.heldUntil,
    });
  }
  throw availabilityProblem('slot_taken', { parameters: { clinicId } });
}

/**
 * Moves what was taken, with its length and what is kept free behind it, to another time or another person; it may
 * overlap where it was, and the old time is free at once. It may begin at any five minutes of a window. The clinic's
 * notice and horizon bind customers (`byCustomer`), and nobody else.
 * @throws problem `outside_availability`, `slot_taken`; `hold_expired` (409) when it is held no longer, or there is none
 */
export async function moveOccupied(
  tx: Tx,
  {
    reference,
    startsAt,
    staffId,
    byCustomer,
  }: { reference: string; startsAt?: Date | undefined; staffId?: number | undefined; byCustomer: boolean },
): Promise<OccupiedSpan> {
  const { em } = tx;
  const row = await lockSpan(em, reference);
  const { clinicId, serviceId } = row;
  const length = { duration: row.end - row.start, buffer: row.until - row.end };
  const start = startsAt?.getTime() ?? row.start;
  const scene = await readActive(em, clinicId);
  const wanted = staffId ?? row.staffId;
  const people =
    wanted === row.staffId ? await findSame(em, row) : await findOfferers(em, clinicId, serviceId, wanted);
  if (people.length === 0) throw outside(clinicId, REASONS.staff);
  const limit = byCustomer ? bookable(scene) : reachable(scene);
  const wish = { start, limit, length, grid: 'fine', except: reference } as const;
  const [taker] = await whoIsFree(em, scene, people, wish);
  if (!taker) throw availabilityProblem('slot_taken', { parameters: { clinicId } });
  const range = { start, end: start + length.duration, until: start + length.duration + length.buffer };
  await releaseOver(tx, [taker], range, reference);
  try {
    await againOnce(em, (inner) =>
      query(
        inner,
        `update occupied_spans set staff_id = ?, person_id = ?, occupies = tstzrange(?::timestamptz, ?::timestamptz), ends_at = ?
         where reference = ?`,
        [
          taker.staffId,
          taker.personId,
          new Date(start),
          new Date(range.until),
          new Date(range.end),
          reference,
        ],
      ),
    );
  } catch (error) {
    if (isExcluded(error)) throw availabilityProblem('slot_taken', { parameters: { clinicId } });
    throw error;
  }
  await tellOfPeople(tx, [row.personId], { start: row.start, end: row.until });
  await tellOfPeople(tx, [taker.personId], { start, end: range.until }, { frees: false });
  return toSpan(scene, reference, { ...row, ...taker, start, end: range.end });
}

/**
 * Gives back what was taken; when there is nothing any more, nothing happens.
 * @returns whether there was something
 */
export async function releaseOccupied(tx: Tx, reference: string): Promise<boolean> {
  const [row] = await query<Released>(tx.em, `delete from occupied_spans where reference = ? ${RELEASED}`, [
    reference,
  ]);
  if (!row) return false;
  await tellReleased(tx, row);
  return true;
}

interface Released {
  readonly personId: number;
  readonly start: number;
  readonly until: number;
}
const RELEASED = `returning person_id as "personId", extract(epoch from lower(occupies))::float8 * 1000 as start,
  extract(epoch from upper(occupies))::float8 * 1000 as until`;
const tellReleased = (tx: Tx, { personId, start, until }: Released): Promise<void> =>
  tellOfPeople(tx, [personId], { start, end: until });

/**
 * Makes a hold one for good, or one that lasts for so many seconds from now; it may be said again.
 * @returns until when it is held; null: for good
 * @throws problem `hold_expired` (409) when it is over, by PostgreSQL's clock, whether or not somebody else has the time by
 *   now
 */
export async function confirmHold(
  tx: Tx,
  reference: string,
  heldForSeconds: number | null = null,
): Promise<Date | null> {
  const [confirmed] = await query<{ heldUntil: number | null }>(
    tx.em,
    `update occupied_spans set held_until = clock_timestamp() + make_interval(secs => ?::float8)
     where reference = ? and (held_until is null or held_until > clock_timestamp())
     returning extract(epoch from held_until)::float8 * 1000 as "heldUntil"`,
    [heldForSeconds, reference],
  );
  if (!confirmed) throw availabilityProblem('hold_expired');
  if (confirmed.heldUntil === null) return null;
  const heldUntil = new Date(confirmed.heldUntil);
  enqueue(tx, releaseHold, { reference }, { key: reference, onConflict: 'replace', runAt: heldUntil });
  return heldUntil;
}

/** Gives back a hold that is over; nothing else. For its job. */
export async function releaseIfOver(tx: Tx, reference: string): Promise<void> {
  const [over] = await query<{ id: string }>(
    tx.em,
    `select id from occupied_spans where reference = ? and held_until <= clock_timestamp() for update`,
    [reference],
  );
  if (over) await releaseOccupied(tx, reference);
}

async function readActive(em: EntityManager, clinicId: number): Promise<ClinicScene> {
  const scene = await readScene(em, clinicId);
  if (!scene.isActive) throw outside(clinicId, REASONS.service);
  return scene;
}

/** Holds of people that are over: an exclusion cannot know what time it is. Those that others remove now are theirs. */
async function releaseOver(
  tx: Tx,
  people: readonly Bookable[],
  { start, until }: { start: number; until: number },
  except: string | null = null,
): Promise<void> {
  const released = await query<Released>(
    tx.em,
    `delete from occupied_spans where id in (
       select id from occupied_spans
       where person_id = any(?::int[]) and occupies && tstzrange(?::timestamptz, ?::timestamptz)
         and held_until <= clock_timestamp() and reference is distinct from ?
       order by id for update skip locked)
     ${RELEASED}`,
    [`{${people.map(({ personId }) => personId).join(',')}}`, new Date(start), new Date(until), except],
  );
  // What of them is not taken now is free, and the job that would say so finds nothing.
  for (const span of released) await tellReleased(tx, span);
}

async function lockSpan(em: EntityManager, reference: string): Promise<SpanRow> {
  const [row] = await query<SpanRow>(
    em,
    `select clinic_id as "clinicId", staff_id as "staffId", person_id as "personId", service_id as "serviceId",
            extract(epoch from lower(occupies))::float8 * 1000 as start, extract(epoch from ends_at)::float8 * 1000 as end,
            extract(epoch from upper(occupies))::float8 * 1000 as until,
            extract(epoch from held_until)::float8 * 1000 as "heldUntil",
            coalesce(held_until <= clock_timestamp(), false) as "isOver"
     from occupied_spans where reference = ? for update`,
    [reference],
  );
  if (!row || row.isOver) throw availabilityProblem('hold_expired');
  return row;
}

/** Who has it already need not offer the service any more; they must be there. */
const findSame = (em: EntityManager, { clinicId, staffId }: SpanRow): Promise<Bookable[]> =>
  query<Bookable>(
    em,
    `select id as "staffId", person_id as "personId" from clinic_staff_v
     where id = ? and clinic_id = ? and is_active and is_bookable`,
    [staffId, clinicId],
  );

/**
 * In a savepoint, behind which the transaction goes on: PostgreSQL may end one of two that wait for each other's time, and
 * the same may be done again then.
 */
async function againOnce<T>(em: EntityManager, work: (em: EntityManager) => Promise<T>): Promise<T> {
  try {
    return await em.transactional(work);
  } catch (error) {
    if (databaseTrouble(error) !== 'conflict') throw error;
    return em.transactional(work);
  }
}

const EXCLUSION_VIOLATION = '23P01';
const isExcluded = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === EXCLUSION_VIOLATION;

const toSpan = (
  { timeZone }: ClinicScene,
  reference: string,
  row: Omit<SpanRow, 'until' | 'isOver'>,
): OccupiedSpan => ({
  reference,
  clinicId: row.clinicId,
  staffId: row.staffId,
  personId: row.personId,
  serviceId: row.serviceId,
  startsAt: new Date(row.start),
  endsAt: new Date(row.end),
  heldUntil: row.heldUntil === null ? null : new Date(row.heldUntil),
  localStart: localTextOf(row.start, timeZone),
  timeZone,
  zoneData,
});
