import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { DemoError } from './demo-error.ts';
import type { Heard, Listener } from './listener.ts';
import { linkTo, registerCustomer } from './own-account.ts';
import type { World } from './world.ts';

const CLINIC = 'Klinik Hewan Sahabat';
const SERVICE = 'Konsultasi';
const DAY_MS = 86_400_000;
/** Slots of one person that do not touch each other are so far apart in the list. */
const APART = 4;

const NAMED = z.object({ data: z.array(z.object({ id: z.int(), name: z.string() })) });
const SLOTS = z.array(
  z.object({ startsAt: z.string(), localStartsAt: z.string(), staffIds: z.array(z.int()).min(1) }),
);
const ID = z.object({ id: z.int() });
const REMINDERS = z.object({ reminders: z.array(z.object({ dueAt: z.string(), state: z.string() })) });
const STATUS = z.object({ status: z.string() });
const BOOKING = z.object({ bookingId: z.int() });

/**
 * A customer books, moves to another time, which somebody on the waiting list is given then, is to be reminded of another
 * visit, and cancels one; a guest books by a mailed link. The clinic hears of all of it.
 */
export async function playClinicDay(world: World): Promise<string[]> {
  const registered = await registerCustomer(world, 'Rini Hapsari');
  if (!registered) return ['left out: no mailbox of a development system answers at MAIL_UI_PORT'];
  const { person: rini } = registered;
  const pet = ID.parse(await rini.ask('POST', '/api/pets', { name: 'Momo', species: 'kucing' }));
  const clinicId = idOf(NAMED.parse(await world.get('/api/clinics?q=Sahabat')), CLINIC);
  const serviceId = idOf(NAMED.parse(await world.get(`/api/clinics/${clinicId}/services`)), SERVICE);
  const [first, second, third, fourth] = await findSlots(world, { clinicId, serviceId });
  const manager = await (await world.login('CLM001')).listen('clinic manager');

  const book = async (slot: Slot): Promise<number> => {
    const { startsAt, staffId } = slot;
    const wish = { clinicId, serviceId, petId: pet.id, startsAt, staffId };
    const { id } = ID.parse(await rini.ask('POST', '/api/bookings', wish));
    await heardOf(manager, 'booking.created', id);
    world.say(`  Rini books ${slot.local} for Momo`);
    await world.pause();
    return id;
  };
  const moved = await book(first);

  const waiter = await waitFor(world, first, { clinicId, serviceId });
  await rini.ask('PATCH', `/api/bookings/${moved}`, { startsAt: second.startsAt, staffId: second.staffId });
  await heardOf(manager, 'booking.updated', moved);
  world.say(`  Rini moves to ${second.local}; ${first.local} is held for who waits, who takes it`);
  await confirmByLink(world, waiter);

  const reminded = await book(third);
  // Within the minute that is beginning: its time comes while somebody looks.
  const offset = Math.floor((Date.parse(third.startsAt) - Date.now()) / 60_000);
  const plan = REMINDERS.parse(
    await rini.ask('PUT', `/api/bookings/${reminded}/reminders`, {
      ...{ offsetsMinutes: [offset], channels: ['email'] },
    }),
  );
  // Those at the clinic's times are there too, as not chosen.
  const [reminder, ...others] = plan.reminders.filter(({ state }) => state !== 'skipped');
  if (!reminder || others.length > 0)
    throw new DemoError(`${others.length + (reminder ? 1 : 0)} reminders were planned, not one.`);
  world.say(`  Rini is reminded by mail at ${reminder.dueAt}`);

  await world.pause();
  await rini.ask('POST', `/api/bookings/${moved}/cancel`, { reason: 'Momo sudah sehat' });
  await heardOf(manager, 'booking.cancelled', moved);
  world.say(`  Rini cancels ${second.local}`);

  await world.pause();
  const guest = guestNamed('Bayu');
  await world.post('/api/guest-bookings', { ...guest, clinicId, serviceId, startsAt: fourth.startsAt });
  await confirmByLink(world, guest.email);
  world.say(`  Bayu, who has no account, books ${fourth.local} by a mailed link`);

  const ours = manager.heard.filter(({ name }) => name.startsWith('booking.'));
  return [
    'visits: 3 confirmed, of which 1 from the waiting list and 1 of a guest; 1 cancelled',
    `events heard by the clinic: ${new Set(ours.map(({ name }) => name)).size} kinds; reminder planned: ${reminder.dueAt}`,
  ];
}

interface Slot {
  readonly startsAt: string;
  readonly local: string;
  readonly staffId: number;
}

const idOf = ({ data }: z.infer<typeof NAMED>, wanted: string): number => {
  const found = data.find(({ name }) => name === wanted);
  if (!found) throw new DemoError(`There is no ${wanted}.`);
  return found.id;
};

/** Four times of one person that are free, some days from now. @throws {DemoError} */
async function findSlots(
  world: World,
  { clinicId, serviceId }: { clinicId: number; serviceId: number },
): Promise<[Slot, Slot, Slot, Slot]> {
  const day = (days: number): string => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);
  const path = `/api/clinics/${clinicId}/slots?serviceId=${serviceId}&from=${day(2)}&to=${day(9)}`;
  const free = SLOTS.parse(await world.get(path));
  const staffId = free[0]?.staffIds[0] ?? 0;
  const theirs = free
    .filter(({ staffIds }) => staffIds.includes(staffId))
    .map(({ startsAt, localStartsAt: local }) => ({ startsAt, local, staffId }));
  const [first, second, third, fourth] = theirs.filter((_, i) => i % APART === 0);
  if (!first || !second || !third || !fourth) throw new DemoError(`${CLINIC} has no four free times.`);
  return [first, second, third, fourth];
}

/** What a listener is told of one booking. */
const heardOf = (listener: Listener, event: string, id: number): Promise<Heard> =>
  listener.until(`${event} of booking ${id}`, (heard) =>
    heard.find(({ name, payload }) => name === event && BOOKING.safeParse(payload).data?.bookingId === id),
  );

const guestNamed = (name: string) => ({
  ...{ name, email: `${name.toLowerCase()}-${randomUUID().slice(0, 8)}@example.com`, phone: '+628123456789' },
  ...{ pet: { name: 'Bolu', species: 'kelinci' }, language: 'id' },
});

/** Somebody without an account waits for a time that is taken. @returns their address */
async function waitFor(
  world: World,
  { local, staffId }: Slot,
  place: { clinicId: number; serviceId: number },
): Promise<string> {
  const guest = guestNamed('Sekar');
  const [date = '', time = ''] = [local.slice(0, 10), local.slice(11, 16)];
  await world.post('/api/waiting-list/guests', {
    ...{ ...guest, ...place, staffId, firstDate: date, lastDate: date },
    // Up to the minute behind it: nothing else begins then.
    ...{ fromTime: time, untilTime: `${time.slice(0, 4)}${Number(time.slice(4)) + 1}` },
  });
  const token = await linkTo(world, guest.email, 'waiting');
  const { status } = STATUS.parse(await world.post('/api/waiting-list/guests/confirm', { token }));
  if (status !== 'waiting') throw new DemoError(`Who waits for a time that is taken is "${status}".`);
  world.say(`  Sekar, who has no account, waits for ${local}`);
  return guest.email;
}

/** Follows the mailed link that books what is held. @throws {DemoError} */
async function confirmByLink(world: World, email: string): Promise<void> {
  const token = await linkTo(world, email, 'visit');
  const { status } = STATUS.parse(await world.post('/api/guest-bookings/confirm', { token }));
  if (status !== 'confirmed') throw new DemoError(`A guest's booking is "${status}" after the link.`);
}
