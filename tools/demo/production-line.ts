import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { DemoError } from './demo-error.ts';
import type { Heard } from './listener.ts';
import type { Person, World } from './world.ts';

/** What is to be made, and the parts in which the operator makes it: all, some, none. */
const PLAN = [
  { product_name: 'Folding table', quantity: 8, priority: 'urgent', parts: [5, 3] },
  { product_name: 'Chair', quantity: 20, priority: 'normal', parts: [12] },
  { product_name: 'Bench', quantity: 4, priority: 'low', parts: [] },
];
const DAY_MS = 86_400_000;

const ORDER = z.object({
  id: z.int(),
  number: z.string(),
  quantity: z.int(),
  completed_quantity: z.int(),
  status: z.string(),
});
const RECAP = z.array(
  z.object({
    status: z.string(),
    total_orders: z.int(),
    total_quantity: z.int(),
    completed_quantity: z.int(),
  }),
);
const FILES = z.object({ total: z.int() });
const EVENT = z.object({ id: z.int() });
type Order = z.infer<typeof ORDER>;

/** The measures that whoever makes the last order is given with it. */
const DRAWING = 'Bench: 1200 x 400 x 450 mm, oak, oiled twice.\n';

/**
 * A manager plans work for an operator, who counts what was made, part by part, until an order is complete; half of the
 * last one becomes an order of its own, with the same drawing.
 */
export async function playProductionLine(world: World): Promise<string[]> {
  const [manager, operator] = await Promise.all([world.login('PRM001'), world.login('PRO001')]);
  const office = await manager.listen('production manager');

  const lines: string[] = [];
  const expected = new Map<number, string[]>();
  for (const { parts, ...wish } of PLAN) {
    await world.pause();
    const created = await plan(manager, operator, wish);
    world.say(`  ${created.number}: ${wish.quantity} × ${wish.product_name}`);
    const done = await make(world, operator, created, parts);
    lines.push(`${done.number}: ${done.status}, ${done.completed_quantity} of ${done.quantity} made`);
    expected.set(done.id, eventNames(done, parts));
  }
  const last = [...expected.keys()].at(-1) ?? 0;
  const part = await split(manager, last);
  lines.push(`${part.number}: ${part.quantity} of another order, split off with its drawing`);
  expected.set(last, [...(expected.get(last) ?? []), 'workorder.attachment.added', 'workorder.updated']);
  expected.set(part.id, ['workorder.created', 'workorder.assigned']);

  await office.until('every step of the orders', (heard) => {
    const isHeard = ([id, names]: [number, string[]]): boolean => about(heard, id).length >= names.length;
    return [...expected].every(isHeard) || undefined;
  });
  for (const [id, names] of expected) {
    const heard = about(office.heard, id);
    if (heard.join() !== names.join()) {
      throw new DemoError(
        `Of work order ${id} the manager heard ${heard.join(', ')}, not ${names.join(', ')}.`,
      );
    }
  }

  const recap = RECAP.parse(
    await manager.ask('GET', `/api/reports/workorders?operator_id=${operator.userId}`),
  );
  const events = [...expected.keys()].flatMap((id) => about(office.heard, id)).length;
  return [
    ...lines,
    `events heard by the manager: ${events}`,
    ...recap.map(
      (row) =>
        `report, ${row.status}: ${row.total_orders} orders, ${row.completed_quantity} of ${row.total_quantity} pieces made`,
    ),
  ];
}

async function plan(manager: Person, operator: Person, wish: object): Promise<Order> {
  const deadline = new Date(Date.now() + DAY_MS).toISOString();
  const body = { ...wish, deadline, operator_id: operator.userId };
  return ORDER.parse(await manager.ask('POST', '/api/workorders', body, { 'idempotency-key': randomUUID() }));
}

async function split(manager: Person, id: number): Promise<Order> {
  const path = `/api/workorders/${id}`;
  await manager.upload(`${path}/attachments?filename=bench.txt`, Buffer.from(DRAWING), 'text/plain');
  const headers = { 'idempotency-key': randomUUID() };
  const part = ORDER.parse(await manager.ask('POST', `${path}/split`, { quantity: 2 }, headers));
  const { total } = FILES.parse(await manager.ask('GET', `/api/workorders/${part.id}/attachments`));
  if (total !== 1) throw new DemoError(`${part.number} has ${total} files of the order it was split from.`);
  return part;
}

/** Tells of each part when it is made; the last ordered piece completes the order without another word. */
async function make(
  world: World,
  operator: Person,
  created: Order,
  parts: readonly number[],
): Promise<Order> {
  const path = `/api/workorders/${created.id}`;
  let order = created;
  for (const [i, quantity] of parts.entries()) {
    await world.pause();
    if (i > 0) await operator.ask('POST', `${path}/progress`, { note: 'The other half is being painted.' });
    order = ORDER.parse(
      await operator.ask(
        'PUT',
        `${path}/status`,
        { status: 'In Progress', quantity },
        { 'idempotency-key': randomUUID() },
      ),
    );
    world.say(`    ${quantity} made, ${order.completed_quantity} of ${order.quantity}: ${order.status}`);
  }
  const made = parts.reduce((sum, part) => sum + part, 0);
  if (order.completed_quantity !== made || made >= order.quantity !== (order.status === 'Completed')) {
    throw new DemoError(
      `${order.number} is ${order.status} with ${order.completed_quantity} of ${made} pieces.`,
    );
  }
  return order;
}

/** What is told of an order that was made in these parts, in its order. */
const eventNames = ({ status }: Order, parts: readonly number[]): string[] => [
  'workorder.created',
  'workorder.assigned',
  ...parts.flatMap((_, i) => {
    if (i === 0) return ['workorder.status.changed'];
    const isLast = i === parts.length - 1 && status === 'Completed';
    return ['workorder.progress.added', isLast ? 'workorder.status.changed' : 'workorder.progress.added'];
  }),
];

const about = (heard: readonly Heard[], id: number): string[] =>
  heard
    .filter(({ name, payload }) => name.startsWith('workorder.') && EVENT.parse(payload).id === id)
    .map(({ name }) => name);
