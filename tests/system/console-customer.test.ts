import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { BrowserContext, Page } from 'playwright-core';
import { executablePath, startConsole, WAIT, type ConsoleScene } from './console-browser.ts';

const HOSTILE = '<img src=x onerror="document.title=1"><script>document.title=2</script> \u05d0\u05d1';

(executablePath ? describe : describe.skip)("the screen for a counter's customers in a browser", () => {
  let scene: ConsoleScene;
  let admin: string;
  let display: { id: string; token: string };
  let hostile: number;
  beforeAll(async () => {
    scene = await startConsole();
    admin = await scene.system.login('ADM001', 'admin123');
    display = await makeDisplay();
    const product = { name: HOSTILE, price: 7_500 };
    hostile = (await call<{ id: number }>('POST', '/api/v1/products', product)).id;
  }, 120_000);
  afterAll(() => scene.stop());
  afterEach(() => scene.closePages());

  const call = async <T>(method: string, path: string, body?: unknown): Promise<T> =>
    (await scene.system.call<T>(method, path, { token: admin, ...(body === undefined ? {} : { body }) }))
      .body;
  const makeDisplay = () =>
    call<{ id: string; token: string }>('POST', '/api/v1/display-tokens', {
      label: 'Kasir',
      screen: 'sales',
    });
  const sell = async (): Promise<string> => {
    const sale = { payment_method: 'CASH', items: [{ product_id: 1, qty: 1 }] };
    return (await call<{ invoice_number: string }>('POST', '/api/v1/orders', sale)).invoice_number;
  };
  const move = async (invoice: string, ...steps: string[]): Promise<void> => {
    for (const status of steps) await call('PATCH', `/api/v1/orders/${invoice}/status`, { status });
  };
  const numberOf = (invoice: string): string => invoice.split('-').at(-1)!;
  const link = (page: Page, state: 'live' | 'lost') =>
    page.locator(`.customer[data-link="${state}"]`).waitFor({ timeout: 40_000 });
  const shows = (page: Page, what: string) => page.locator(`.customer[data-shows="${what}"]`).waitFor(WAIT);
  const numbers = (page: Page, list: 'ready' | 'preparing'): Promise<string[]> =>
    page.locator(`.customer-${list} li`).allInnerTexts();
  const open = async (context?: BrowserContext, { token } = display): Promise<Page> => {
    const page = await scene.open(`/wall/sales#${token}`, context);
    await link(page, 'live');
    return page;
  };

  it('S4-FUT-03 sale → customer display: the basket while it fills, the number when it is paid, then being prepared, ready, gone', async () => {
    const context = await scene.newContext();
    const counter = await scene.enter('CSH001', 'cashier123', '/counter', context);
    await counter.locator(`.counter-grid [data-product="${hostile}"]`).click();
    const wall = await context.newPage();
    await wall.clock.install();
    await wall.goto(`${scene.system.apiUrl}/app/wall/sales#${display.token}`);
    // It is opened behind the counter, and knows what is in the basket.
    await shows(wall, 'basket');
    expect(await wall.locator('.customer-left bdi').innerText()).toBe(HOSTILE);
    await counter.locator('.counter-grid [data-product="2"]').click();
    await wall.getByText('Corndog Sosis').waitFor(WAIT);
    expect(await wall.locator('.customer-total').innerText()).toMatch(/13\.500/);
    await counter.keyboard.press('F2');
    await counter.keyboard.press('Tab');
    await counter.keyboard.type('20000');
    await counter.keyboard.press('Enter');
    await shows(wall, 'sold');
    await wall.getByText(/Kembali Rp\s6\.500/).waitFor(WAIT);
    await counter.locator('.counter-number[data-numbered="true"]').waitFor(WAIT);
    const invoice = await counter.locator('.counter-number').innerText();
    await wall.locator('.customer-own', { hasText: numberOf(invoice) }).waitFor(WAIT);
    expect(await wall.locator('.customer').innerText()).not.toContain('Kasir');
    await link(wall, 'live');
    await wall.clock.fastForward(15_000);
    await shows(wall, 'idle');
    await wall.getByText('Selamat datang').waitFor(WAIT);

    const row = counter.locator(`[data-invoice="${invoice}"]`);
    await row.getByRole('button', { name: 'Siapkan' }).click();
    await wall.locator('.customer-preparing li', { hasText: numberOf(invoice) }).waitFor(WAIT);
    await row.getByRole('button', { name: 'Siap', exact: false }).last().click();
    await wall.locator('.customer-ready li', { hasText: numberOf(invoice) }).waitFor(WAIT);
    expect(await numbers(wall, 'preparing')).toEqual([]);
    await row.getByRole('button', { name: 'Serahkan' }).click();
    await wall.getByText('Belum ada yang siap').waitFor(WAIT);
    expect(await wall.title()).toBe('Antrean');
  }, 90_000);

  it('hears of a counter on another machine, shows a clock and no number while its link is lost, and what is so when it is back', async () => {
    const ready = await sell();
    await move(ready, 'preparing', 'ready');
    const page = await open();
    await page.locator('.customer-ready li', { hasText: numberOf(ready) }).waitFor(WAIT);
    const heard = await sell();
    await page.locator('.customer-own', { hasText: numberOf(heard) }).waitFor(WAIT);

    await page.context().setOffline(true);
    await scene.realtime.kill('SIGKILL');
    await link(page, 'lost');
    await page.locator('.customer-clock time').waitFor(WAIT);
    expect(await page.locator('.customer-right').count()).toBe(0);
    await move(ready, 'completed');
    await move(heard, 'preparing', 'ready');
    const asked = page.waitForResponse(/orders\/pickup/);
    await scene.system.start('realtime');
    await page.context().setOffline(false);
    await asked;
    await link(page, 'live');
    expect(await numbers(page, 'ready')).toEqual([numberOf(heard)]);

    // Numbers that cannot be read are no numbers either.
    await page.route('**/orders/pickup*', (route) => route.abort());
    await move(heard, 'completed');
    await link(page, 'lost');
  }, 120_000);

  it('shows nothing any more when it is revoked, and has read nothing but what it shows', async () => {
    const own = await makeDisplay();
    const context = await scene.newContext();
    const asked = new Set<string>();
    context.on('request', (request) => {
      const { pathname } = new URL(request.url());
      if (pathname.startsWith('/api/') && pathname !== '/api/health/live') asked.add(pathname);
    });
    const page = await open(context, own);
    await call('DELETE', `/api/v1/display-tokens/${own.id}`);
    await page.getByText('Layar ini tidak menampilkan apa pun').waitFor({ timeout: 40_000 });
    expect([...asked].sort()).toEqual([
      '/api/v1/display-tokens/current',
      '/api/v1/orders/pickup',
      '/api/v1/products',
    ]);
  }, 60_000);

  it('is accessible in both languages, light and dark, narrow and wide, and every letter can be read at five metres', async () => {
    const invoice = await sell();
    const other = await sell();
    await move(invoice, 'preparing', 'ready');
    await move(other, 'preparing');
    for (const locale of ['id-ID', 'en-GB']) {
      const context = await scene.newContext(locale);
      const page = await open(context);
      await page.locator('.customer-ready li').first().waitFor(WAIT);
      expect(await scene.violations(page)).toEqual([]);
      await page.setViewportSize({ width: 1920, height: 1080 });
      const sizes = await page.evaluate<Record<string, number>>(`Object.fromEntries(
        ['.customer-ready li', '.customer-preparing li'].map((each) =>
          [each, parseFloat(getComputedStyle(document.querySelector(each)).fontSize)]))`);
      expect(sizes['.customer-ready li']).toBeGreaterThanOrEqual(120);
      expect(sizes['.customer-preparing li']).toBeGreaterThanOrEqual(40);
      await context.close();
    }
    expect(scene.complaints).toEqual([]);
  }, 90_000);
});
