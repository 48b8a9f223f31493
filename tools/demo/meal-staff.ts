import { z } from 'zod';
import type { Listener } from './listener.ts';
import type { Person, World } from './world.ts';

/** The kitchen makes no more meals than this for one order… */
const CAPACITY = 80;
/** …and beyond this it cannot help at all. */
const HOPELESS = 400;

const CREATED = z.object({
  orderId: z.int(),
  kodePesanan: z.string(),
  jumlahPesanan: z.int(),
  createdBy: z.int(),
});
const CHANGED = z.object({ orderId: z.int(), newStatus: z.string() });
const REQUESTED = z.object({ orderId: z.int(), requestType: z.string() });

/**
 * Kitchen, delivery and administrator at work: each does what comes next when the socket says that something is there.
 * They care for the guests' orders only, so that the demo may run beside other work.
 */
export async function staffMealShift(
  world: World,
  people: { kitchen: Person; courier: Person; admin: Person; guests: ReadonlySet<number> },
): Promise<{ kitchen: Listener; courier: Listener; admin: Listener }> {
  const [kitchen, courier, admin] = await Promise.all([
    people.kitchen.listen('kitchen'),
    people.courier.listen('delivery'),
    people.admin.listen('administrator'),
  ]);
  const ours = new Set<number>();

  const move = async (person: Person, orderId: number, ...statuses: string[]): Promise<void> => {
    for (const status of statuses) {
      await world.pause();
      await person.ask('PATCH', `/api/orders/${orderId}/status`, { status });
    }
  };

  kitchen.on('order.created', ({ payload }) => {
    const { orderId, kodePesanan, jumlahPesanan, createdBy } = CREATED.parse(payload);
    if (!people.guests.has(createdBy)) return;
    ours.add(orderId);
    world.say(`  ${kodePesanan}: ${jumlahPesanan} meals`);
    const path = `/api/orders/${orderId}`;
    world.react(async () => {
      if (jumlahPesanan > HOPELESS) {
        const catatanDapur = 'There is not enough rice for so many meals.';
        await people.kitchen.ask('POST', `${path}/request-rejection`, { catatanDapur });
      } else if (jumlahPesanan > CAPACITY) {
        const catatanDapur = `We can make ${CAPACITY}.`;
        await people.kitchen.ask('POST', `${path}/request-edit`, {
          jumlahPesananBaru: CAPACITY,
          catatanDapur,
        });
      } else {
        await move(people.kitchen, orderId, 'IN_PROGRESS', 'READY');
      }
    });
  });

  // An order that comes back from the administrator is smaller now, and can be made.
  kitchen.on('order.status.changed', ({ payload }) => {
    const { orderId, newStatus } = CHANGED.parse(payload);
    if (newStatus === 'MENUNGGU' && ours.has(orderId)) {
      world.react(() => move(people.kitchen, orderId, 'IN_PROGRESS', 'READY'));
    }
  });

  courier.on('order.status.changed', ({ payload }) => {
    const { orderId, newStatus } = CHANGED.parse(payload);
    if (newStatus === 'READY' && ours.has(orderId)) {
      world.react(() => move(people.courier, orderId, 'ON_DELIVERY', 'COMPLETE'));
    }
  });

  admin.on('order.approval.requested', ({ payload }) => {
    const { orderId, requestType } = REQUESTED.parse(payload);
    if (!ours.has(orderId)) return;
    world.say(`  The kitchen asks: ${requestType} of order ${orderId}. The administrator agrees.`);
    world.react(async () => {
      await world.pause();
      await people.admin.ask('POST', `/api/orders/${orderId}/approve-reject`, { decision: 'APPROVED' });
    });
  });

  return { kitchen, courier, admin };
}
