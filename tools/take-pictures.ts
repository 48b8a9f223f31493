/**
 * `npm run pictures`: takes the pictures of the README anew, of the system that runs (`npm start`, best after `npm run demo`).
 * It places a few orders, of which the kitchen begins some. The system is found as by the demo: PORT, or BASE_URL.
 * Ends with 1 when there is no browser, or a screen does not come.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createClient, unwrap, type Client } from '@antrean/client';
import { findBrowser } from '@antrean/testing';
import { chromium, type Browser } from 'playwright-core';

const BASE_URL = (process.env['BASE_URL'] || `http://localhost:${process.env['PORT'] || 3000}`).replace(
  /\/$/,
  '',
);
const FOLDER = join(import.meta.dirname, '../docs/pictures');
const SIZE = { width: 1280, height: 800 };
/** Portions of the orders that are placed for the pictures. */
const ORDERS = [12, 8, 10, 25, 6, 15];

interface Shot {
  readonly name: string;
  readonly nik: string;
  readonly password: string;
  readonly path: string;
  /** Is there when the screen is. */
  readonly shows: string;
  readonly colorScheme: 'light' | 'dark';
  /** A key that opens what the picture is of. */
  readonly key?: string;
}

async function logIn(nik: string, password: string): Promise<Client> {
  const client = createClient({ url: BASE_URL });
  await client.session.logIn({ nik, password });
  return client;
}

/** @returns the id of the last one */
async function placeOrders(): Promise<number> {
  const employee = await logIn('EMP001', 'emp123');
  const ids: number[] = [];
  for (const jumlahPesanan of ORDERS) {
    const order = await unwrap(employee.api.POST('/api/orders', { body: { shiftId: 1, jumlahPesanan } }));
    ids.push(order.id);
  }
  const { api } = await logIn('KIT001', 'kitchen123');
  const [first = 0, second = 0, third = 0, last = 0] = [...ids.slice(0, 3), ...ids.slice(-1)];
  for (const id of [first, second])
    await unwrap(
      api.PATCH('/api/orders/{id}/status', { params: { path: { id } }, body: { status: 'IN_PROGRESS' } }),
    );
  await unwrap(
    api.POST('/api/orders/{id}/request-edit', {
      params: { path: { id: third } },
      body: { jumlahPesananBaru: 6, catatanDapur: 'Six can be made today' },
    }),
  );
  return last;
}

async function take(
  browser: Browser,
  { name, nik, password, path, shows, colorScheme, key }: Shot,
): Promise<void> {
  const context = await browser.newContext({ locale: 'en-GB', viewport: SIZE, colorScheme });
  const page = await context.newPage();
  await page.goto(`${BASE_URL}/app${path}`);
  await page.locator('input[name=identifier]').fill(nik);
  await page.locator('input[name=password]').fill(password);
  await page.keyboard.press('Enter');
  await page.locator('.badge[data-state="live"]').waitFor();
  if (key) await page.keyboard.press(key);
  await page.locator(shows).first().waitFor();
  await page.waitForLoadState('networkidle');
  await page.screenshot({ path: join(FOLDER, `${name}.png`) });
  await context.close();
}

const executablePath = findBrowser();
if (!executablePath) {
  process.stderr.write('There is no browser to take pictures with: install chromium.\n');
  process.exit(1);
}
await mkdir(FOLDER, { recursive: true });
const order = await placeOrders();
const browser = await chromium.launch({
  executablePath,
  args: ['--headless', '--no-sandbox', '--disable-gpu'],
});
try {
  const admin = { nik: 'ADM001', password: 'admin123' };
  const shots: readonly Shot[] = [
    { name: 'dashboard', ...admin, path: '/dashboard', shows: 'canvas', colorScheme: 'light' },
    { name: 'orders', ...admin, path: '/orders', shows: 'tbody tr', colorScheme: 'light' },
    {
      name: 'kitchen',
      nik: 'KIT001',
      password: 'kitchen123',
      path: '/kitchen',
      shows: '[data-code]',
      colorScheme: 'dark',
    },
    {
      name: 'trace',
      ...admin,
      path: `/orders/${order}`,
      key: 't',
      shows: '[aria-labelledby=trace-title] li',
      colorScheme: 'light',
    },
  ];
  for (const shot of shots) {
    await take(browser, shot);
    process.stdout.write(`docs/pictures/${shot.name}.png\n`);
  }
} finally {
  await browser.close();
}
