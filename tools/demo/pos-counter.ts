import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { DemoError } from './demo-error.ts';
import { listen, type Heard, type Listener } from './listener.ts';
import type { Person, World } from './world.ts';

/** What the customers want, by the place of the product in the catalogue; the last one changes their mind. */
const BASKETS = [
  { payment_method: 'QRIS', places: [0, 1, 2] },
  { payment_method: 'CASH', places: [1, 1, 3] },
  { payment_method: 'CARD', places: [0, 4] },
  { payment_method: 'CASH', places: [1, 2, 3, 4] },
  { payment_method: 'TRANSFER', places: [2, 3] },
];
const TO_THE_COUNTER = ['preparing', 'ready', 'completed'];
const CANCELLED = ['cancelled'];
const DISPLAY_LIVES_MS = 3_600_000;

const PRODUCTS = z.object({ data: z.array(z.object({ id: z.int() })).min(1) });
const DISPLAY = z.object({ token: z.string() });
const SOLD = z.object({ invoice_number: z.string(), total_amount: z.int() });
const STATUS = z.object({ invoice_number: z.string(), status: z.string() });
type Sold = z.infer<typeof SOLD>;

/** A cashier sells, and takes each order to its end; a kitchen display watches with a token of its own. */
export async function playPosCounter(world: World): Promise<string[]> {
  const [cashier, admin] = await Promise.all([world.login('CSH001'), world.login('ADM001')]);
  const catalogue = await cashier.fetch('/api/v1/products?is_active=true');
  const products = PRODUCTS.parse(await catalogue.json()).data.map(({ id }) => id);
  const display = await hangUpDisplay(new URL(catalogue.url).origin, admin);
  try {
    world.say('  The kitchen display is connected; the cashier sells.');
    const sold: Sold[] = [];
    for (const basket of BASKETS) {
      await world.pause();
      const sale = await sell(cashier, products, basket);
      world.say(`  ${sale.invoice_number}: ${rupiah(sale.total_amount)}, ${basket.payment_method}`);
      sold.push(sale);
    }
    const invoices = sold.map(({ invoice_number: invoice }) => invoice);
    await display.until('the orders on the display', (heard) => {
      const known = new Set(announced(heard));
      return invoices.every((invoice) => known.has(invoice)) || undefined;
    });

    for (const invoice of invoices.slice(0, -1)) await move(world, cashier, invoice, TO_THE_COUNTER);
    for (const invoice of invoices.slice(-1)) await move(world, cashier, invoice, CANCELLED);
    await display.until('the end of each order', (heard) => {
      const ended = endings(heard);
      return invoices.every((invoice) => ended.has(invoice)) || undefined;
    });
    assertOnce(invoices, display.heard);

    const kept = sold.slice(0, -1);
    const ofOurs = display.heard.filter(({ payload }) => {
      const order = z.object({ invoice_number: z.string() }).safeParse(payload);
      return order.success && invoices.includes(order.data.invoice_number);
    });
    return [
      `invoices: ${invoices.length}, each paid with two taps; ${kept.length} completed, 1 cancelled`,
      `numbers: ${invoices.join(', ')}`,
      `sales: ${rupiah(kept.reduce((sum, { total_amount: amount }) => sum + amount, 0))}`,
      `events heard by the display: ${named(ofOurs, 'new-order')} new-order, ${named(ofOurs, 'order-status')} order-status`,
    ];
  } finally {
    display.close();
  }
}

/** A screen has no user: its token opens the order feed, to read, and ends by itself. */
async function hangUpDisplay(origin: string, admin: Person): Promise<Listener> {
  const { token } = DISPLAY.parse(
    await admin.ask('POST', '/api/v1/display-tokens', {
      label: 'Kitchen of the demo',
      expiresAt: new Date(Date.now() + DISPLAY_LIVES_MS).toISOString(),
    }),
  );
  return listen(`${origin}/`, { token, role: 'kitchen display', since: undefined });
}

/** Sells one basket, with a second tap on "pay". @throws {DemoError} when the second tap sells again */
async function sell(
  cashier: Person,
  products: readonly number[],
  { payment_method, places }: (typeof BASKETS)[number],
): Promise<Sold> {
  const items = places.map((place) => ({ product_id: products[place % products.length], qty: 1 }));
  const tap = async (key: string): Promise<Sold> =>
    SOLD.parse(
      await cashier.ask('POST', '/api/v1/orders', { payment_method, items }, { 'idempotency-key': key }),
    );
  const key = randomUUID();
  const first = await tap(key);
  const second = await tap(key);
  if (second.invoice_number !== first.invoice_number) {
    throw new DemoError(`Two taps made two invoices: ${first.invoice_number} and ${second.invoice_number}.`);
  }
  return first;
}

async function move(
  world: World,
  cashier: Person,
  invoice: string,
  statuses: readonly string[],
): Promise<void> {
  for (const status of statuses) {
    await world.pause();
    await cashier.ask('PATCH', `/api/v1/orders/${invoice}/status`, { status });
  }
}

const announced = (heard: readonly Heard[]): string[] =>
  heard.filter(({ name }) => name === 'new-order').map(({ payload }) => SOLD.parse(payload).invoice_number);

const endings = (heard: readonly Heard[]): Set<string> =>
  new Set(
    heard
      .filter(({ name }) => name === 'order-status')
      .map(({ payload }) => STATUS.parse(payload))
      .filter(({ status }) => status === 'completed' || status === 'cancelled')
      .map(({ invoice_number: invoice }) => invoice),
  );

function assertOnce(invoices: readonly string[], heard: readonly Heard[]): void {
  const all = announced(heard);
  for (const invoice of invoices) {
    const times = all.filter((each) => each === invoice).length;
    if (times !== 1) throw new DemoError(`The display heard ${times} times of ${invoice}.`);
  }
}

const named = (heard: readonly Heard[], wanted: string): number =>
  heard.filter(({ name }) => name === wanted).length;

const rupiah = (amount: number): string => `Rp ${amount.toLocaleString('en')}`;
