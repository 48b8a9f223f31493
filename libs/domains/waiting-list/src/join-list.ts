import { maskIdentifier } from '@antrean/accounts';
import { readBookableDays } from '@antrean/availability';
import { assertTakesGuests } from '@antrean/bookings';
import { countGuestRequest } from '@antrean/guest-bookings';
import { findOwnPet } from '@antrean/pets';
import type { UserPrincipal } from '@antrean/platform/auth';
import type { Config } from '@antrean/platform/config';
import { query, type SqlValue } from '@antrean/platform/database';
import { invalidField, type Language } from '@antrean/platform/http';
import { notify } from '@antrean/platform/notifications';
import { transaction, type Context, type Tx, type UnitOfWork } from '@antrean/platform/transaction';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { EntryBody, NewEntry, NewGuestEntry } from './waiting.contract.ts';
import { waitingProof } from './waiting.notification.ts';
import { waitingProblem } from './waiting.problem.ts';
import { entryBodyOf } from './waiting.queries.ts';
import { look, proofCause, tell } from './write-entry.ts';

/** Entries at once of one customer, or of one address. */
export const MOST_WAITING = 10;

/**
 * Has a customer wait for a time for one of their pets. What is free now is offered at once.
 * @throws problem `not_found` (clinic, pet), `outside_availability`, `invalid_request`, `too_many_waiting`
 */
export const joinList = (
  { unitOfWork }: { unitOfWork: UnitOfWork },
  actor: UserPrincipal,
  context: Context,
  wish: NewEntry,
): Promise<EntryBody> =>
  transaction(unitOfWork, context, async (tx) => {
    const pet = await findOwnPet(tx.em, actor, wish.petId);
    await assertBookable(tx.em, wish);
    await takeTurn(tx.em, `customer ${actor.userId}`);
    const open = await query<Open>(
      tx.em,
      `select id, ${SAME} and e.pet_id = ? as "isSame" from waiting_entries e
       where e.customer_id = ? and e.status in ('waiting', 'offered') and e.pet_id is not null`,
      [...sameAs(wish), pet.id, actor.userId],
    );
    const same = await assertFew(open);
    const id = same ?? (await add(tx, wish, { customerId: actor.userId, petId: pet.id }));
    return entryBodyOf(tx.em, id);
  });

/**
 * Keeps what a guest wants, and mails a link that gives them a place in the list. Said again, it is the same entry.
 * @throws problem `not_found` (clinic), `account_needed`, `outside_availability`, `invalid_request`, `too_many_waiting`,
 *   `too_many_requests`
 */
export const askAsGuest = (
  { unitOfWork, config }: { unitOfWork: UnitOfWork; config: Pick<Config, 'jwt'> },
  context: Context,
  wish: NewGuestEntry,
  from: { network: string | null; language: Language },
): Promise<void> =>
  transaction(unitOfWork, context, async (tx) => {
    const { name, email, phone, pet, language = from.language, timeZone = null } = wish;
    await assertTakesGuests(tx.em, wish.clinicId);
    await assertBookable(tx.em, wish);
    await countGuestRequest(tx.em, maskIdentifier(email, config), from.network);
    const open = await query<Open>(
      tx.em,
      `select e.id, ${SAME} and lower(g.pet_name) = lower(?) and lower(g.pet_species) = lower(?) as "isSame"
       from waiting_guests g join waiting_entries e on e.id = g.entry_id where lower(g.email) = lower(?)`,
      [...sameAs(wish), pet.name, pet.species, email],
    );
    if ((await assertFew(open)) !== null) return;
    const id = await add(tx, wish, null);
    await query(
      tx.em,
      `insert into waiting_guests (entry_id, name, email, phone, language, time_zone, pet_name, pet_species)
       values (?, ?, ?, ?, ?, ?, ?, ?)`,
      [id, name, email, phone, language, timeZone, pet.name, pet.species],
    );
    notify(tx, waitingProof, { entryId: id }, { cause: proofCause(id) });
  });

/** @throws problem `not_found`, `outside_availability`, `invalid_request` for days on which nothing can be booked */
async function assertBookable(em: EntityManager, wish: NewEntry | NewGuestEntry): Promise<void> {
  const { clinicId, serviceId, staffId = null } = wish;
  const days = await readBookableDays(em, { clinicId, serviceId, staffId });
  if (wish.lastDate >= days.firstDate && wish.lastDate <= days.lastDate) return;
  throw invalidField('body.lastDate', {
    en: `the clinic takes bookings from ${days.firstDate} to ${days.lastDate}`,
    id: `klinik menerima janji temu dari ${days.firstDate} sampai ${days.lastDate}`,
  });
}

const takeTurn = (em: EntityManager, whose: string): Promise<object[]> =>
  query(em, `select pg_advisory_xact_lock(hashtextextended('antrean waiting list ' || ?, 0))`, [whose]);

interface Open {
  id: number;
  isSame: boolean;
}
/** Whether an entry wants what {@link sameAs} says, for whichever pet. */
const SAME = `(e.clinic_id, e.service_id, e.first_date, e.last_date) = (?, ?, ?::date, ?::date)
  and (e.staff_id, e.from_time, e.until_time) is not distinct from (?::int, ?::text, ?::text)`;
const sameAs = (wish: NewEntry | NewGuestEntry): SqlValue[] => [
  ...[wish.clinicId, wish.serviceId, wish.firstDate, wish.lastDate],
  ...[wish.staffId ?? null, wish.fromTime ?? null, wish.untilTime ?? null],
];

/** @returns the one that is there already @throws problem `too_many_waiting` */
async function assertFew(open: readonly Open[]): Promise<number | null> {
  const same = open.find(({ isSame }) => isSame);
  if (same) return same.id;
  if (open.length >= MOST_WAITING)
    throw waitingProblem('too_many_waiting', { parameters: { limit: MOST_WAITING } });
  return null;
}

/** For a customer, who has a place at once, or for a guest (null), who has still to prove the address. */
async function add(
  tx: Tx,
  wish: NewEntry | NewGuestEntry,
  whose: { customerId: number; petId: number } | null,
): Promise<number> {
  const {
    clinicId,
    serviceId,
    staffId = null,
    firstDate,
    lastDate,
    fromTime = null,
    untilTime = null,
  } = wish;
  const status = whose ? 'waiting' : 'unconfirmed';
  const customerId = whose?.customerId ?? null;
  const [entry] = await query<{ id: number }>(
    tx.em,
    `insert into waiting_entries (clinic_id, service_id, staff_id, customer_id, pet_id, first_date, last_date, from_time,
       until_time, status, waiting_since, is_to_look)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, case when ? then clock_timestamp() end, ?) returning id`,
    [
      ...[clinicId, serviceId, staffId, customerId, whose?.petId ?? null, firstDate, lastDate, fromTime],
      ...[untilTime, status, whose !== null, whose !== null],
    ],
  );
  if (!entry) throw new Error('an insert returned no row');
  tell(tx, { id: entry.id, clinicId, serviceId, customerId, bookingId: null, status });
  if (whose) look(tx, clinicId);
  return entry.id;
}
