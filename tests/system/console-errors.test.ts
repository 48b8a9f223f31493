import { query } from '@antrean/platform/database';
import { type TestSystem } from '@antrean/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { badge, executablePath, logIn, startConsole, WAIT, type ConsoleScene } from './console-browser.ts';

const LIST = '**/api/orders?**';

(executablePath ? describe : describe.skip)('S0-ERR-03 the console, when something fails', () => {
  let scene: ConsoleScene;
  let system: TestSystem;
  beforeAll(async () => {
    scene = await startConsole();
    ({ system } = scene);
  }, 120_000);
  afterAll(() => scene.stop());
  afterEach(() => scene.closePages());

  const sql = (text: string) => query(system.db.database.fork(), text);
  const enter = async (path: string): Promise<Page> => {
    const page = await scene.open(path);
    await logIn(page, 'ADM001', 'admin123');
    await badge(page, 'live');
    return page;
  };
  const again = (page: Page) => page.locator('main').getByRole('button', { name: 'Coba lagi' });

  it('a screen whose reading is refused says so, with a reference, and shows it when it is tried again', async () => {
    const { kodePesanan } = await scene.order();
    await sql(`alter table meal_orders rename to meal_orders_away`);
    const page = await enter('/orders');
    const crash = page.locator('.crash[role=alert]');
    await crash.waitFor(WAIT);
    expect(await crash.innerText()).toContain('Layar ini gagal ditampilkan.');
    expect(await crash.locator('pre').innerText()).toMatch(/\/app\/orders\n.*\ninternal_error [0-9a-f-]{36}/);
    await sql(`alter table meal_orders_away rename to meal_orders`);
    await again(page).focus();
    await page.keyboard.press('Enter');
    await page.locator('tbody tr', { hasText: kodePesanan }).waitFor(WAIT);
  }, 90_000);

  it('what is shown and cannot be read again stays; a toast says it and tries again', async () => {
    const { id, kodePesanan } = await scene.order();
    const page = await enter(`/orders/${id}`);
    await page.getByRole('heading', { name: kodePesanan }).waitFor(WAIT);
    await sql(`alter table meal_orders rename to meal_orders_away`);
    const told = page.locator('.toasts p', { hasText: 'gagal dibaca ulang' });
    // As when somebody comes back to the tab after a while.
    await page.clock.install();
    await page.clock.fastForward(60_000);
    await page.evaluate(`window.dispatchEvent(new Event('visibilitychange'))`);
    await told.waitFor(WAIT);
    expect(await page.getByRole('heading', { name: kodePesanan }).isVisible()).toBe(true);
    await sql(`alter table meal_orders_away rename to meal_orders`);
    const read = page.waitForResponse((answer) => answer.url().endsWith(`/api/orders/${id}`) && answer.ok());
    await told.getByRole('button', { name: 'Coba lagi' }).click(WAIT);
    await read;
    await told.waitFor({ state: 'detached', ...WAIT });
  }, 90_000);

  it('a screen that throws takes nothing else with it, tells the server without secrets, and reads anew when it is tried again', async () => {
    const { kodePesanan } = await scene.order();
    const page = await scene.open('/orders');
    // Something between the api and the page garbles an answer.
    await page.route(LIST, async (route) => route.fulfill({ json: { data: [null], next: null, total: 1 } }));
    await logIn(page, 'ADM001', 'admin123');
    const told = page.waitForResponse((answer) => answer.url().endsWith('/api/client-errors'));
    await page.locator('.crash[role=alert]').waitFor(WAIT);
    expect(await page.locator('.bar nav a').count()).toBeGreaterThan(3);
    const response = await told;
    expect(response.status()).toBe(204);
    expect(response.request().postDataJSON()).toMatchObject({
      path: '/app/orders',
      message: expect.stringContaining('TypeError'),
    });
    await scene.api.said('a page failed');

    await page.unroute(LIST);
    await again(page).focus();
    await page.keyboard.press('Enter');
    await page.locator('tbody tr', { hasText: kodePesanan }).waitFor(WAIT);
    expect(await page.locator('.crash').count()).toBe(0);
  }, 90_000);
});
