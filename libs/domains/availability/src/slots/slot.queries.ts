import { setImmediate as turn } from 'node:timers/promises';
import { invalidField, problem } from '@antrean/platform/http';
import type { EntityManager } from '@mikro-orm/postgresql';
import { availabilityProblem } from '../availability.problem.ts';
import { dayAt, dateOf, localTextOf, startOfDay } from '../calendar/calendar.ts';
import { readWindows } from '../calendar/calendar-days.ts';
import { readBusy } from './occupied.queries.ts';
import {
  bookable,
  findOfferers,
  findService,
  readScene,
  type Bookable,
  type ClinicScene,
} from './scene.queries.ts';
import { freeStarts, lengthOf, type Length } from './slot.ts';
import type { DayCount, Slot, SlotQuery } from './slot.contract.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** Days of people that are looked at for one answer: a hundred people for a month. */
const MOST_DAYS_OF_PEOPLE = 3_100;
/** What is spent on days that have to be made first; a calendar that needs more is made by its job. */
const MOST_STEPS = 6_000;
/** Slots that are written between two turns of others. */
const WRITTEN_TOGETHER = 200;

/**
 * The free slots of a service, in order, each with who is free then.
 * @throws problem `not_found`, `invalid_request`, `too_many_days`, `overloaded`
 */
export async function findSlots(em: EntityManager, clinicId: number, asked: SlotQuery): Promise<Slot[]> {
  const { scene, length, times } = await search(em, clinicId, asked, { defaultDays: 7, most: 31 });
  const whoIsFree = new Map<number, number[]>();
  for await (const { staffId, starts } of times) {
    for (const start of starts) {
      const free = whoIsFree.get(start);
      if (free) free.push(staffId);
      else whoIsFree.set(start, [staffId]);
    }
  }
  const text = (ms: number): string => new Date(ms).toISOString();
  const slots: Slot[] = [];
  for (const [start, staffIds] of [...whoIsFree.entries()].sort(([a], [b]) => a - b)) {
    if (slots.length % WRITTEN_TOGETHER === WRITTEN_TOGETHER - 1) await turn();
    slots.push({
      startsAt: text(start),
      endsAt: text(start + length.duration),
      staffIds,
      localStartsAt: localTextOf(start, scene.timeZone),
    });
  }
  return slots;
}

/** How many different starts each day has. @throws problem as {@link findSlots} */
export async function countSlots(em: EntityManager, clinicId: number, asked: SlotQuery): Promise<DayCount[]> {
  const { scene, range, times } = await search(em, clinicId, asked, { defaultDays: 31, most: 62 });
  const different = new Set<number>();
  for await (const { starts } of times) for (const start of starts) different.add(start);
  const sorted = [...different].sort((a, b) => a - b);
  const counts: DayCount[] = [];
  let next = 0;
  let day = dayAt(range.from, scene.timeZone);
  for (let begins = range.from; begins < range.before;) {
    const following = day.add({ days: 1 });
    const ends = startOfDay(following, scene.timeZone);
    const first = next;
    while (next < sorted.length && (sorted[next] ?? ends) < ends) next += 1;
    counts.push({ date: day.toString(), slots: next - first });
    [day, begins] = [following, ends];
  }
  return counts;
}

interface Range {
  readonly from: number;
  readonly before: number;
}

/** When one of those who offer a service is free. */
interface FreeTimes {
  readonly staffId: number;
  readonly starts: readonly number[];
}

async function search(
  em: EntityManager,
  clinicId: number,
  asked: SlotQuery,
  limits: { defaultDays: number; most: number },
): Promise<{ scene: ClinicScene; length: Length; range: Range; times: AsyncIterable<FreeTimes> }> {
  const scene = await readScene(em, clinicId);
  if (!scene.isActive) throw problem('not_found');
  const { length, people } = await readOffer(em, clinicId, asked);
  const mostDays = Math.floor(MOST_DAYS_OF_PEOPLE / Math.max(1, people.length));
  const range = rangeOf(scene, asked, { ...limits, defaultDays: Math.min(limits.defaultDays, mostDays) });
  const limit = bookable(scene);
  const wanted = { from: Math.max(range.from, limit.from), before: Math.min(range.before, limit.before) };
  const isNone = wanted.from >= wanted.before || people.length === 0;
  // Days are up to 25 hours long.
  if (wanted.before - wanted.from > mostDays * DAY + 60 * MINUTE) {
    throw availabilityProblem('too_many_days', { parameters: { people: people.length, mostDays } });
  }
  const times = isNone ? nobody() : freeTimes(em, scene, { people, length, wanted });
  return { scene, length, range, times };
}

async function* nobody(): AsyncGenerator<FreeTimes> {}

/** Person by person; between two of them others have their turn. */
async function* freeTimes(
  em: EntityManager,
  scene: ClinicScene,
  { people, length, wanted }: { people: readonly Bookable[]; length: Length; wanted: Range },
): AsyncGenerator<FreeTimes> {
  // A window may go on past midnight, and one before it into that.
  const days = {
    from: dayAt(wanted.from, scene.timeZone).subtract({ days: 2 }).toString(),
    to: dayAt(wanted.before, scene.timeZone).toString(),
    mostSteps: MOST_STEPS,
  };
  const windows = await readWindows(
    em,
    scene,
    people.map(({ staffId }) => staffId),
    days,
  );
  const looked = { start: wanted.from, end: wanted.before + length.duration + length.buffer };
  const busy = await readBusy(em, scene.clinicId, people, looked);
  for (const { staffId, personId } of people) {
    const own = busy.get(personId);
    const near = (windows.get(staffId) ?? [])
      .flatMap((day) => day.windows)
      .filter(({ start, end }) => end > wanted.from && start < wanted.before);
    if (own) yield { staffId, starts: near.flatMap((window) => freeStarts(window, own, length, wanted)) };
    await turn();
  }
}

async function readOffer(
  em: EntityManager,
  clinicId: number,
  { serviceId, staffId: only }: SlotQuery,
): Promise<{ length: Length; people: Bookable[] }> {
  const staffId = only ?? null;
  const service = await findService(em, clinicId, serviceId);
  if (!service) {
    throw invalidField('query.serviceId', {
      en: 'The clinic does not offer this service',
      id: 'Klinik ini tidak menawarkan layanan tersebut',
    });
  }
  const people = await findOfferers(em, clinicId, serviceId, staffId);
  if (staffId !== null && people.length === 0) {
    throw invalidField('query.staffId', {
      en: 'Nobody with this id can be booked for the service here',
      id: 'Tidak ada staf dengan id ini yang dapat dipesan untuk layanan tersebut di sini',
    });
  }
  return { length: lengthOf(service), people };
}

/** Days mean all of them, on the clinic's calendar; instants what begins from one on and before the other. */
function rangeOf(
  { now, timeZone }: ClinicScene,
  asked: Pick<SlotQuery, 'from' | 'to'>,
  { defaultDays, most }: { defaultDays: number; most: number },
): Range {
  const isDay = (text: string): boolean => text.length === 10;
  const startOf = (text: string): number =>
    isDay(text) ? startOfDay(dateOf(text), timeZone) : Date.parse(text);
  const from = asked.from === undefined ? startOfDay(dayAt(now, timeZone), timeZone) : startOf(asked.from);
  const lastDay = (text: string): number => startOfDay(dateOf(text).add({ days: 1 }), timeZone);
  const before =
    asked.to === undefined
      ? startOfDay(dayAt(from, timeZone).add({ days: defaultDays }), timeZone)
      : isDay(asked.to)
        ? lastDay(asked.to)
        : Date.parse(asked.to);
  if (before <= from) {
    throw invalidField('query.to', { en: 'is not behind `from`', id: 'tidak setelah `from`' });
  }
  if (before - from > most * DAY + 60 * MINUTE) {
    throw invalidField('query.to', { en: `ask for at most ${most} days`, id: `paling banyak ${most} hari` });
  }
  return { from, before };
}
