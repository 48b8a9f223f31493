import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { badge, executablePath, startConsole, WAIT, type ConsoleScene } from './console-browser.ts';

(executablePath ? describe : describe.skip)('what stands around the screens of the console', () => {
  let scene: ConsoleScene;
  beforeAll(async () => {
    scene = await startConsole();
  }, 120_000);
  afterAll(() => scene.stop());
  afterEach(() => scene.closePages());

  it('Ctrl K leads by a few letters to a screen and by a number to an order, for who may see it, by keyboard', async () => {
    const { id, kodePesanan: code } = await scene.order();
    const page = await scene.enter('ADM001', 'admin123', '/orders');
    await page.keyboard.press('Control+k');
    const field = page.locator('.palette input:focus');
    await field.waitFor(WAIT);
    await page.keyboard.type('persetuj');
    expect(await page.locator('.palette [role=option]').allInnerTexts()).toEqual([
      expect.stringContaining('Persetujuan'),
    ]);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/app\/approvals$/);

    // Also while somebody types, and today's number is enough.
    await page.keyboard.press('Control+k');
    await field.waitFor(WAIT);
    await page.keyboard.type(String(Number(code.slice(-3))));
    await page.locator('.palette [role=option]', { hasText: code }).waitFor(WAIT);
    expect(await scene.violations(page)).toEqual([]);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await page.waitForURL(new RegExp(`/app/orders/${id}$`));
    await page.keyboard.press('Control+k');
    await page.keyboard.type('zzzz');
    await page.getByText('Tidak ada yang cocok').waitFor(WAIT);
    expect(await scene.violations(page)).toEqual([]);

    const stranger = await scene.enter('CSH001', 'cashier123', '/', await scene.newContext('en-GB'));
    await stranger.keyboard.press('Control+k');
    await stranger.keyboard.type(code);
    await stranger.getByText('Nothing fits').waitFor(WAIT);
    expect(await scene.violations(stranger)).toEqual([]);
    expect(await stranger.locator('.palette [role=option]').count()).toBe(0);
  }, 60_000);

  it('the menu of an administrator is one line below one line at 1280 pixels, and at 360 its last screen can be reached', async () => {
    for (const locale of ['id-ID', 'en-GB']) {
      const page = await scene.enter('SUP001', 'super123', '/orders', await scene.newContext(locale));
      const menu = page.locator('.bar nav');
      const heights = await page.evaluate<number[]>(
        `['.bar', '.bar nav', '.bar nav a'].map((each) => document.querySelector(each).getBoundingClientRect().height)`,
      );
      const [bar = 0, nav = 0, link = 0] = heights;
      // Two lines of what is as high as a link, and what is between and around them.
      expect(nav).toBeLessThan(2 * link);
      expect(bar).toBeLessThan(3 * link);
      await page.setViewportSize({ width: 360, height: 800 });
      const last = menu.getByRole('link').last();
      // Without a touch of the menu, the screen that is shown is in view.
      await page.keyboard.press('g');
      await page.keyboard.press('r');
      await menu.locator('[aria-current]', { hasText: /^(Roles|Peran)$/ }).waitFor(WAIT);
      const shown = await menu.locator('[aria-current]').boundingBox();
      expect(shown!.x).toBeGreaterThanOrEqual(0);
      expect(shown!.x + shown!.width).toBeLessThanOrEqual(360);
      await last.focus();
      const { x = 0, width = 0 } = (await last.boundingBox()) ?? {};
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x + width).toBeLessThanOrEqual(360);
      expect(await scene.violations(page)).toEqual([]);
    }
  }, 60_000);

  it('a page that was loaded before the server had a new version offers to load it, and does not by itself', async () => {
    const page = await scene.enter('ADM001', 'admin123', '/orders');
    const path = `${scene.system.apiUrl}/app/version.json`;
    const served = await fetch(path);
    expect(served.headers.get('cache-control')).toBe('no-cache');
    const built = await readFile(join(import.meta.dirname, '../../apps/console/dist/.sources'), 'utf8');
    expect(await served.json()).toEqual({ build: built });
    expect((await fetch(`${scene.system.apiUrl}/app/.vite/manifest.json`)).status).toBe(404);

    await page.evaluate(`window.isStillThis = true`);
    await page.route('**/app/version.json', (route) => route.fulfill({ json: { build: 'of tomorrow' } }));
    await page.context().setOffline(true);
    await badge(page, 'offline');
    expect(await page.locator('.version').count()).toBe(0);
    await page.context().setOffline(false);
    await badge(page, 'live');
    const banner = page.locator('.version[role=status]', { hasText: 'Ada versi baru' });
    await banner.waitFor(WAIT);
    expect(await scene.violations(page)).toEqual([]);
    expect(await page.evaluate(`window.isStillThis`)).toBe(true);
    await page.unroute('**/app/version.json');
    await banner.getByRole('button', { name: 'Muat ulang' }).press('Enter');
    await page.waitForFunction(`window.isStillThis === undefined`);
    await badge(page, 'live');
    expect(await page.locator('.version').count()).toBe(0);
    expect(scene.complaints).toEqual([]);
  }, 60_000);
});
