import { findSlots, type Slot } from '@antrean/availability';
import { holdForCustomer } from '@antrean/bookings';
import { holdTimeForGuest } from '@antrean/guest-bookings';
import { query } from '@antrean/platform/database';
import { Problem } from '@antrean/platform/http';
import { notify } from '@antrean/platform/notifications';
import { type FailPoints } from '@antrean/platform/outbox';
import { handleJob, type JobHandler } from '@antrean/platform/queue';
import type { Tx } from '@antrean/platform/transaction';
import type { EntityManager } from '@mikro-orm/postgresql';
import { offerTimes } from './messages.ts';
import { waitingOffer } from './waiting.notification.ts';
import { look, takeEntries } from './write-entry.ts';

/** How long a time is kept for who waited for it, before the next one is told. */
export const OFFER_MINUTES = 60;
/** Entries that one job looks at. */
const BATCH = 20;
/** Days that are searched at once, and times that are tried of an entry: others may be faster. */
const DAYS_AT_ONCE = 6;
const MOST_TRIED = 5;

interface Waiting {
  id: number;
  serviceId: number;
  staffId: number | null;
  customerId: number | null;
  petId: number | null;
  from: string;
  lastDate: string;
  fromTime: string | null;
  untilTime: string | null;
  name: string | null;
  email: string | null;
  phone: string | null;
  language: 'id' | 'en' | null;
  timeZone: string | null;
  petName: string | null;
  petSpecies: string | null;
}

/**
 * Offers what has become free to who waits, first come, first served: the time is held for them, and they are told once.
 * The hold, the entry's status and the notification commit together with what was looked at.
 */
export function offerTimesHandler(failPoint: FailPoints): JobHandler {
  return handleJob(offerTimes, (run) =>
    run.finish(async (tx) => {
      const { clinicId } = run.payload;
      const marked = await readMarked(tx.em, clinicId);
      const found: Found = new Map();
      for (const entry of marked) await offer(tx, clinicId, entry, found);
      await query(tx.em, `update waiting_entries set is_to_look = false where id = any(?::int[])`, [
        `{${marked.map(({ id }) => id).join(',')}}`,
      ]);
      if (marked.length === BATCH) look(tx, clinicId);
      await failPoint('waiting-list.offered');
    }),
  );
}

/** By their place in the list. Of yesterday nothing is free, so the days before today are left out. */
const readMarked = (em: EntityManager, clinicId: number): Promise<Waiting[]> =>
  query<Waiting>(
    em,
    `select e.id, e.service_id as "serviceId", e.staff_id as "staffId", e.customer_id as "customerId", e.pet_id as "petId",
            greatest(e.first_date, current_date - 1)::text as from, e.last_date::text as "lastDate",
            e.from_time as "fromTime", e.until_time as "untilTime", g.name, g.email, g.phone, g.language,
            g.time_zone as "timeZone", g.pet_name as "petName", g.pet_species as "petSpecies"
     from waiting_entries e left join waiting_guests g on g.entry_id = e.id
     where e.clinic_id = ? and e.is_to_look and e.status = 'waiting'
     order by e.waiting_since, e.id limit ? for update of e`,
    [clinicId, BATCH],
  );

/** What was free when it was looked for, which holds for several entries until something of it is taken. */
type Found = Map<string, readonly Slot[]>;

async function offer(tx: Tx, clinicId: number, entry: Waiting, found: Found): Promise<void> {
  let tried = 0;
  for (const day of days(entry)) {
    const wanted = `${entry.serviceId} ${entry.staffId ?? ''} ${day.from}`;
    const slots = found.get(wanted) ?? (await freeSlots(tx.em, clinicId, entry, day));
    found.set(wanted, slots);
    for (const { startsAt } of slots.filter((slot) => fits(entry, slot))) {
      if (tried === MOST_TRIED) return;
      tried += 1;
      found.clear();
      const bookingId = await hold(tx, clinicId, entry, new Date(startsAt));
      if (bookingId === 'gone') {
        await takeEntries(tx, [entry.id], 'expire');
        return;
      }
      if (bookingId === 'taken') continue;
      await takeEntries(tx, [entry.id], 'offer', { bookingId });
      notify(tx, waitingOffer, { bookingId, startsAt }, { cause: `waiting-offer:${entry.id}` });
      return;
    }
  }
}

const DAY_MS = 86_400_000;

/** Some days at a time: most find something soon. They begin at the same days for all who wait, who so share what is found. */
function* days({ from, lastDate }: Waiting): Generator<{ from: string; to: string }> {
  const dateOf = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 'YYYY-MM-DD'.length);
  const day = Date.parse(from) / DAY_MS;
  for (let first = day - (day % DAYS_AT_ONCE); dateOf(first) <= lastDate; first += DAYS_AT_ONCE) {
    yield { from: dateOf(first), to: dateOf(first + DAYS_AT_ONCE - 1) };
  }
}

/** None where the service, or who is to do it, is not there any more. @throws when the calendar has to be made first */
async function freeSlots(
  em: EntityManager,
  clinicId: number,
  { serviceId, staffId }: Waiting,
  day: { from: string; to: string },
): Promise<Slot[]> {
  try {
    return await findSlots(em, clinicId, { serviceId, ...day, ...(staffId === null ? {} : { staffId }) });
  } catch (error) {
    if (error instanceof Problem && error.code !== 'overloaded') return [];
    throw error;
  }
}

/** On the clocks of the clinic, and not so soon that nobody could take it. */
function fits({ from, lastDate, fromTime, untilTime }: Waiting, { startsAt, localStartsAt }: Slot): boolean {
  const date = localStartsAt.slice(0, 'YYYY-MM-DD'.length);
  const time = localStartsAt.slice('YYYY-MM-DDT'.length, 'YYYY-MM-DDTHH:MM'.length);
  const isInWindow =
    date >= from &&
    date <= lastDate &&
    (fromTime === null || time >= fromTime) &&
    (untilTime === null || time < untilTime);
  return isInWindow && Date.parse(startsAt) > Date.now() + OFFER_MINUTES * 60_000;
}

/** @returns the booking's id; `taken` when somebody was faster, `gone` when nobody is there to have it */
async function hold(
  tx: Tx,
  clinicId: number,
  entry: Waiting,
  startsAt: Date,
): Promise<number | 'taken' | 'gone'> {
  const { serviceId, staffId, customerId, petId } = entry;
  const wish = { clinicId, serviceId, startsAt, ...(staffId === null ? {} : { staffId }) };
  const guest = guestOf(entry);
  try {
    if (guest) return (await holdTimeForGuest(tx, wish, guest, OFFER_MINUTES)).id;
    if (customerId === null || petId === null) return 'gone';
    return (await holdForCustomer(tx, wish, { customerId, petId, minutes: OFFER_MINUTES })).id;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return error.code === 'not_found' ? 'gone' : 'taken';
  }
}

function guestOf({ name, email, phone, language, timeZone, petName, petSpecies }: Waiting) {
  if (!name || !email || !phone || !language || !petName || !petSpecies) return null;
  return { name, email, phone, language, timeZone, pet: { name: petName, species: petSpecies } };
}
