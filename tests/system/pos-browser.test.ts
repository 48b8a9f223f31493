import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { findBrowser, startTestSystem, type AppProcess, type TestSystem } from '@antrean/testing';
import { chromium, type Browser, type Page } from 'playwright-core';
import { connectSocket, type Received } from './socket-client.ts';

const ARGUMENTS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const CORNDOG = { payment_method: 'CASH', items: [{ product_id: 2, qty: 1 }] };
const SAMPLE = {
  payment_method: 'QRIS',
  items: [1, 2, 3, 4, 5, 6].map((product_id) => ({ product_id, qty: 1 })),
};

type Order = Record<string, unknown> & { invoice_number: string; total_amount: number };

const executablePath = findBrowser();

(executablePath ? describe : describe.skip)('the order display in a browser', () => {
  let system: TestSystem;
  let realtime: AppProcess;
  let browser: Browser;
  let cashier: string;
  let admin: string;
  const complaints: string[] = [];

  beforeAll(async () => {
    system = await startTestSystem();
    [realtime] = await Promise.all([system.start('realtime'), system.start('api'), system.start('worker')]);
    [cashier, admin] = [await system.login('CSH001', 'cashier123'), await system.login('ADM001', 'admin123')];
    browser = await chromium.launch({ executablePath: executablePath!, args: ARGUMENTS });
  }, 90_000);
  afterAll(async () => {
    await browser.close();
    await system.stop();
  });
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
  });

  const call = async <B = Order>(
    method: string,
    path: string,
    body?: unknown,
    token = cashier,
  ): Promise<B> => {
    const answer = await system.call<B>(method, `/api/v1${path}`, {
      token,
      ...(body === undefined ? {} : { body }),
    });
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`);
    return answer.body;
  };
  const sell = (wish: object = CORNDOG): Promise<Order> => call('POST', '/orders', wish);
  const advance = ({ invoice_number }: Order, status: string): Promise<Order> =>
    call('PATCH', `/orders/${invoice_number}/status`, { status });

  /** Opens the page; whatever the browser complains of fails the test. */
  const open = async (more = ''): Promise<Page> => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    const page = await context.newPage();
    page.on('console', (message) => {
      // That a server is away is what some of these tests are about.
      if (message.type() === 'error' && !/WebSocket|Failed to load resource/.test(message.text())) {
        complaints.push(message.text());
      }
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    await page.goto(`${system.apiUrl}/websocket-test.html${more}`);
    return page;
  };
  const status = (page: Page, text: string) =>
    page.locator('#status', { hasText: `Status: ${text}` }).waitFor({ timeout: 20_000 });
  const card = (page: Page, { invoice_number }: Order, column = '') =>
    page.locator(`${column} [data-invoice="${invoice_number}"]`);
  const inColumn = (page: Page, order: Order, stage: string) =>
    card(page, order, `section[data-status="${stage}"]`).waitFor();
  const text = async (page: Page, selector: string) =>
    (await page.locator(selector).innerText()).replace(/\s/g, ' ');

  it('S0-CTX-02 S4-CONN-03 S4-UC-04 S4-UC-05 S4-FEAT-01 S4-FEAT-04 is connected without a token and shows a new order by category', async () => {
    const page = await open();
    await status(page, 'Connected');
    const order = await sell(SAMPLE);
    await inColumn(page, order, 'new');
    const groups = await card(page, order).locator('.group').allInnerTexts();
    expect(groups.map((group) => group.split(/\s*\n\s*/).map((line) => line.replace(/\s/g, ' ')))).toEqual([
      ['ISI CORNDOG × 1', 'Rp 6.000', 'Corndog Sosis'],
      ['BALUTAN × 1', 'Rp 2.000', 'Mie'],
      ['SAUS ASIN × 2', 'Rp 2.000', 'Saus Tomat', 'Mayonaise'],
      ['SAUS MANIS × 1', 'Rp 1.000', 'Coklat'],
      ['Other', 'Rp 4.000'],
    ]);
    await realtime.said(`📡 WebSocket: Broadcasted new order ${order.invoice_number}`);
  }, 60_000);

  it('S4-CONN-01 S4-CONN-02 the documented client is served on the port of the REST api', async () => {
    const received: Received[] = [];
    const socket = await connectSocket(system.apiUrl, {}, received);
    const order = await sell();
    await socket.until(() => received.some(({ name }) => name === 'new-order'));
    expect(received.find(({ name }) => name === 'new-order')?.payload).toEqual(order);
    socket.close();
    expect(await socket.ended).toBe('io client disconnect');
  }, 60_000);

  it('S4-UC-01 S4-UC-03 totals run and the order follows its status', async () => {
    const page = await open();
    await status(page, 'Connected');
    const [first, second, third] = [await sell(), await sell(), await sell(SAMPLE)];
    await inColumn(page, third, 'new');
    const { data: orders } = await call<{ data: Order[] }>('GET', '/orders?limit=200');
    const sold = orders.reduce((sum, { total_amount }) => sum + total_amount, 0);
    const rupiah = (amount: number): string => `Rp ${amount.toLocaleString('id-ID')}`;
    const totals = async () => [await text(page, '#order-count'), await text(page, '#sales')];
    expect(await totals()).toEqual([String(orders.length), rupiah(sold)]);

    for (const stage of ['preparing', 'ready'] as const) {
      await advance(first, stage);
      await inColumn(page, first, stage);
    }
    await advance(first, 'completed');
    await inColumn(page, first, 'finished');
    await advance(second, 'cancelled');
    await inColumn(page, second, 'finished');
    expect(await totals()).toEqual([String(orders.length - 1), rupiah(sold - 6_000)]);

    await call('PUT', `/orders/${third.invoice_number}`, CORNDOG);
    await card(page, third).locator('.total', { hasText: '6.000' }).waitFor();
    await call('DELETE', `/orders/${third.invoice_number}`);
    await card(page, third).waitFor({ state: 'detached' });
    expect(await totals()).toEqual([String(orders.length - 2), rupiah(sold - 6_000 - 15_000)]);
  }, 60_000);

  it('S4-UC-02 rings in the kitchen once somebody has switched the sound on', async () => {
    const page = await open();
    await status(page, 'Connected');
    const sound = page.locator('#sound');
    await inColumn(page, await sell(), 'new');
    expect(await sound.getAttribute('data-rang')).toBeNull();
    await sound.click();
    await page.locator('#sound[aria-pressed="true"]').waitFor();
    const order = await sell();
    await page.locator(`#sound[data-rang="${order.invoice_number}"]`).waitFor({ state: 'attached' });
    await sound.click();
    await page.locator('#sound[aria-pressed="false"]').waitFor();
  }, 60_000);

  it('S4-UC-04 S4-FUT-04 S4-ERR-01 shows that the server is away, comes back by itself and shows what was sold meanwhile', async () => {
    const page = await open();
    await status(page, 'Connected');
    await realtime.kill('SIGKILL');
    await status(page, 'Disconnected');
    const missed = await sell();
    // The page was away for several attempts, each later than the one before.
    await page.locator('#status', { hasText: /attempt [2-9]/ }).waitFor({ timeout: 20_000 });
    expect(await card(page, missed).count()).toBe(0);
    realtime = await system.start('realtime');
    await status(page, 'Connected');
    await inColumn(page, missed, 'new');
    expect(await card(page, missed).count()).toBe(1);
  }, 90_000);

  it('a page that is opened late shows the orders of the day', async () => {
    const order = await sell();
    await advance(order, 'preparing');
    await system.drain();
    const page = await open();
    await inColumn(page, order, 'preparing');
  }, 60_000);

  it('S4-EVT-01 names are text, whatever they look like', async () => {
    const name = '<img src=x onerror="document.title=1"><b>Kue</b>';
    const category = await call<{ id: number }>('POST', '/categories', { name: '<i>ROTI</i>' }, admin);
    const product = await call<{ id: number }>(
      'POST',
      '/products',
      { name, category_id: category.id, price: 1_000 },
      admin,
    );
    const page = await open();
    await status(page, 'Connected');
    const order = await sell({ payment_method: 'CASH', items: [{ product_id: product.id, qty: 1 }] });
    await inColumn(page, order, 'new');
    expect(await card(page, order).locator('li').innerText()).toBe(name);
    expect(await card(page, order).locator('h4 .category').innerText()).toBe('<i>ROTI</i> × 1');
    expect(await card(page, order).locator('img, b, i').count()).toBe(0);
    expect(await page.title()).toBe('Order display');
  }, 60_000);

  describe('with a token', () => {
    const makeDisplay = (details: object) =>
      call<{ id: string; token: string }>('POST', '/display-tokens', { label: 'Kitchen', ...details }, admin);

    it('S4-FUT-01 S4-FUT-03 a display shows its own outlet, until its token is revoked', async () => {
      const { id, token } = await makeDisplay({ outletId: 1 });
      const page = await open(`?token=${token}`);
      await status(page, 'Connected');
      const elsewhere = await sell();
      const here = await sell({ ...CORNDOG, outlet_id: 1 });
      await inColumn(page, here, 'new');
      expect(await card(page, elsewhere).count()).toBe(0);
      await call('DELETE', `/display-tokens/${id}`, undefined, admin);
      await status(page, 'Disconnected');
      await page.locator('#notice', { hasText: 'Access has ended' }).waitFor();
      // Whoever comes back with it is told why not.
      await page.reload();
      await page.locator('#notice', { hasText: 'was revoked or has expired' }).waitFor();
    }, 60_000);

    it('S4-FUT-03 takes a token in its form, keeps it nowhere, and says what is wrong with it', async () => {
      const page = await open();
      await status(page, 'Connected');
      await page.locator('#access > summary').click();
      await page.fill('#token', 'nonsense');
      await page.locator('#access button').click();
      await page.locator('#notice', { hasText: 'not valid' }).waitFor();
      await status(page, 'Disconnected');
      const { token } = await makeDisplay({});
      await page.fill('#token', token);
      await page.locator('#access button').click();
      await status(page, 'Connected');
      expect(await page.locator('#notice').isHidden()).toBe(true);
      const order = await sell();
      await inColumn(page, order, 'new');
      const kept = await page.evaluate<string>(
        'JSON.stringify([document.cookie, { ...localStorage }, { ...sessionStorage }, location.href])',
      );
      expect(kept).not.toContain(token.slice(-20));
      expect(realtime.output()).not.toContain(token.slice(-20));
    }, 60_000);
  });

  it('a feed that is not public asks for a token', async () => {
    await realtime.kill('SIGTERM');
    realtime = await system.start('realtime', { PUBLIC_ORDER_FEED: 'off' });
    const page = await open();
    await page.locator('#notice', { hasText: 'auth.token' }).waitFor();
    await status(page, 'Disconnected');
    const user = await open(`#token=${cashier}`);
    await status(user, 'Connected');
    await inColumn(user, await sell(), 'new');
  }, 60_000);

  it('nothing in these pages was refused by the content security policy, and nothing was thrown', () => {
    expect(complaints).toEqual([]);
  });
});
