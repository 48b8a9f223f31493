import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { DemoError } from './demo-error.ts';
import type { Heard } from './listener.ts';
import { percentile } from './percentile.ts';
import { saveReport } from './save-report.ts';
import { staffMealShift } from './meal-staff.ts';
import type { Person, World } from './world.ts';

/** Meals per order. The kitchen cannot make the largest at all, and of the second largest only a part. */
const BEFORE_THE_BREAK = [10, 25, 120, 8, 500, 12];
const DURING_THE_BREAK = [30, 6, 18];
const AFTER_THE_BREAK = [15, 9, 40];

const ORDER = z.object({ id: z.int(), kodePesanan: z.string() });
const CREATED = z.object({ orderId: z.int() });
const CHANGED = z.object({ orderId: z.int(), newStatus: z.string() });

interface Placed {
  by: Person;
  id: number;
  code: string;
  /** `performance.now()` when the request was sent. */
  sentAt: number;
}

/** A lunch shift: employees order, kitchen, delivery and administrator react to what their sockets tell them. */
export async function playMealShift(world: World): Promise<string[]> {
  const [budi, eka, kitchen, courier, admin] = await Promise.all(
    ['EMP001', 'EMP002', 'KIT001', 'DEL001', 'ADM001'].map((nik) => world.login(nik)),
  );
  if (!budi || !eka || !kitchen || !courier || !admin) throw new DemoError('Somebody is missing.');
  const staff = await staffMealShift(world, {
    kitchen,
    courier,
    admin,
    guests: new Set([budi.userId, eka.userId]),
  });
  const budiHears = await budi.listen('employee 1');
  const ekaHears = await eka.listen('employee 2');

  const place = (sizes: readonly number[]): Promise<Placed[]> =>
    Promise.all(sizes.map((size, turn) => order(turn % 2 === 0 ? budi : eka, size)));

  world.say('  The dashboard is connected; employees order.');
  const dashboard = await admin.listen('dashboard');
  const first = await place(BEFORE_THE_BREAK);
  await Promise.race([world.trouble, dashboard.until('the first orders', knows(first))]);

  world.say('  The dashboard loses its connection; orders go on.');
  const leftAt = dashboard.lastSeq();
  dashboard.close();
  const missed = await place(DURING_THE_BREAK);
  await Promise.race([world.trouble, staff.kitchen.until('the orders during the break', knows(missed))]);

  const again = await admin.listen('dashboard again', leftAt);
  world.say(`  The dashboard is back and was sent what came after event ${leftAt}.`);
  const last = await place(AFTER_THE_BREAK);
  const orders = [...first, ...missed, ...last];

  const ofGuest = (guest: Person): Placed[] => orders.filter(({ by }) => by === guest);
  const final = await Promise.race([
    world.trouble,
    Promise.all([
      budiHears.until('the first employee’s orders to be finished', finished(ofGuest(budi))),
      ekaHears.until('the second employee’s orders to be finished', finished(ofGuest(eka))),
    ]),
  ]);
  const statuses = new Map(final.flatMap((each) => [...each]));
  await Promise.race([world.trouble, again.until('what was missed', knows([...missed, ...last]))]);
  assertOnce(missed, [...dashboard.heard, ...again.heard]);
  await Promise.race([world.trouble, staff.admin.until('both decisions', decisions)]);
  world.say('  Every order is finished. The administrator asks for the consumption report.');

  const report = await Promise.race([world.trouble, saveReport(world, admin, staff.admin)]);
  const latencies = orders.map(({ id, sentAt }) => arrival(id, staff.kitchen.heard) - sentAt);
  const listeners = [staff.kitchen, staff.courier, staff.admin, budiHears, ekaHears, again];
  return [
    `orders: ${count([...statuses.values()])}`,
    `events heard: ${listeners.map(({ role, heard }) => `${role} ${heard.length}`).join(', ')}`,
    `missed by the dashboard and sent when it came back: ${missed.length} of ${missed.length} orders`,
    `from POST to the kitchen's socket: p50 ${percentile(latencies, 50)} ms, p95 ${percentile(latencies, 95)} ms`,
    `report: ${report.path} (${report.size} bytes, SHA-256 as announced)`,
  ];
}

async function order(guest: Person, meals: number): Promise<Placed> {
  const sentAt = performance.now();
  const body = { shiftId: 1, jumlahPesanan: meals };
  const answer = await guest.ask('POST', '/api/orders', body, { 'idempotency-key': randomUUID() });
  const { id, kodePesanan } = ORDER.parse(answer);
  return { by: guest, id, code: kodePesanan, sentAt };
}

const createdIds = (heard: readonly Heard[]): number[] =>
  heard.filter(({ name }) => name === 'order.created').map(({ payload }) => CREATED.parse(payload).orderId);

const knows =
  (orders: readonly Placed[]) =>
  (heard: readonly Heard[]): true | undefined => {
    const known = new Set(createdIds(heard));
    return orders.every(({ id }) => known.has(id)) || undefined;
  };

/** How the orders ended, once all have. Their employee hears of it whatever the status is. */
const finished =
  (orders: readonly Placed[]) =>
  (heard: readonly Heard[]): Map<number, string> | undefined => {
    const ends = heard
      .filter(({ name }) => name === 'order.status.changed')
      .map(({ payload }) => CHANGED.parse(payload))
      .filter(({ newStatus }) => newStatus === 'COMPLETE' || newStatus === 'DITOLAK');
    const statuses = new Map(ends.map(({ orderId, newStatus }) => [orderId, newStatus]));
    return orders.every(({ id }) => statuses.has(id)) ? statuses : undefined;
  };

const decisions = (heard: readonly Heard[]): true | undefined =>
  heard.filter(({ name }) => name === 'order.approval.decided').length >= 2 || undefined;

function assertOnce(orders: readonly Placed[], heard: readonly Heard[]): void {
  const ids = createdIds(heard);
  for (const { id, code } of orders) {
    const times = ids.filter((each) => each === id).length;
    if (times !== 1)
      throw new DemoError(`The dashboard heard ${times} times of ${code}, placed while it was away.`);
  }
}

function arrival(orderId: number, heard: readonly Heard[]): number {
  const event = heard.find(
    ({ name, payload }) => name === 'order.created' && CREATED.parse(payload).orderId === orderId,
  );
  if (!event) throw new DemoError(`The kitchen never heard of order ${orderId}.`);
  return event.at;
}

const count = (values: readonly string[]): string =>
  Object.entries(Object.groupBy(values, (value) => value))
    .map(([value, group]) => `${group?.length ?? 0} ${value}`)
    .sort()
    .join(', ');
