import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { badge, executablePath, startConsole, WAIT, type ConsoleScene } from './console-browser.ts';

const HOSTILE = '<img src=x onerror="document.title=1"><script>document.title=2</script> \u05d0\u05d1';

(executablePath ? describe : describe.skip)('the counter in a browser', () => {
  let scene: ConsoleScene;
  let admin: string;
  beforeAll(async () => {
    scene = await startConsole();
    admin = await scene.system.login('ADM001', 'admin123');
  }, 120_000);
  afterAll(() => scene.stop());
  afterEach(() => scene.closePages());

  const call = <T>(method: string, path: string, body?: unknown) =>
    scene.system.call<T>(method, path, { token: admin, ...(body === undefined ? {} : { body }) });
  const makeProduct = async (details: Record<string, unknown> = {}): Promise<number> =>
    (await call<{ id: number }>('POST', '/api/v1/products', { name: 'Teh', price: 5_000, ...details })).body
      .id;
  const priceOf = (id: number, price: number) => call('PATCH', `/api/v1/products/${id}`, { price });
  interface Sold {
    invoice_number: string;
    total_amount: number;
    status: string;
  }
  const sold = async (): Promise<Sold[]> =>
    (await call<{ data: Sold[] }>('GET', '/api/v1/orders?limit=100')).body.data;

  const sell = async (path = '/counter', context?: Parameters<ConsoleScene['enter']>[3]): Promise<Page> => {
    const page = await scene.enter('CSH001', 'cashier123', path, context);
    await page.locator('.counter-grid button').first().waitFor(WAIT);
    return page;
  };
  const product = (page: Page, id: number) => page.locator(`[data-product="${id}"]`).first();
  const line = (page: Page, id: number) => page.locator(`.counter-basket li[data-product="${id}"]`);
  const total = (page: Page) => page.locator('.counter-foot .counter-total').innerText();
  const number = (page: Page) => page.locator('.counter-number');
  const numbered = (page: Page) => page.locator('.counter-number[data-numbered="true"]').waitFor(WAIT);
  const payNow = (page: Page) => page.getByRole('button', { name: 'Terima pembayaran' });
  const pay = async (page: Page): Promise<void> => {
    await page.locator('.counter-foot').getByRole('button', { name: 'Bayar' }).click();
    await payNow(page).click();
  };

  it('sells by the keyboard alone: a number or barcode, F2, Enter; what is new in the catalogue comes by itself', async () => {
    const page = await sell('/');
    expect(new URL(page.url()).pathname).toBe('/app/counter');
    const hostile = await makeProduct({ name: HOSTILE, price: 7_500, barcode: '8990000000017' });
    await product(page, hostile).waitFor(WAIT);
    await page.keyboard.type('2');
    await page.keyboard.press('Enter');
    await page.keyboard.type('3*3');
    await page.keyboard.press('Enter');
    await page.keyboard.type('8990000000017');
    await page.keyboard.press('Enter');
    await line(page, hostile).waitFor(WAIT);
    expect(await line(page, hostile).locator('bdi').innerText()).toBe(HOSTILE);
    await page.keyboard.type('no such thing');
    await page.keyboard.press('Enter');
    await page.getByText('Tidak ada produk yang dijual dengan "no such thing".').waitFor(WAIT);
    await page.keyboard.press('Escape');
    expect(await total(page)).toMatch(/19\.500/);
    await page.keyboard.press('F2');
    await page.locator('dialog[open]').waitFor(WAIT);
    await page.keyboard.press('Tab');
    await page.keyboard.type('20000');
    await page.getByText(/Kembali Rp\s500/).waitFor(WAIT);
    await page.keyboard.press('Enter');
    await numbered(page);
    const [order] = await sold();
    expect([order?.invoice_number, order?.total_amount]).toEqual([await number(page).innerText(), 19_500]);
    await page.locator(`.counter-recent [data-invoice="${order?.invoice_number}"]`).waitFor(WAIT);
    expect(await page.title()).toBe('Antrean');

    // The receipt is what the browser prints, and nothing else of the page.
    await page.locator('.counter-last').getByRole('button', { name: 'Cetak struk' }).click();
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.paper').innerText()).toContain(order?.invoice_number);
    expect(await page.locator('.paper').innerText()).toContain('Kembali');
    expect(await page.locator('.paper').isVisible()).toBe(true);
    expect(await page.evaluate(`getComputedStyle(document.querySelector('h1')).visibility`)).toBe('hidden');
    await page.emulateMedia({ media: 'screen' });
    await page.keyboard.press('Escape');
  }, 60_000);

  it('S4-ORD-05 two taps on a slow line sell once, and so does an answer that was lost', async () => {
    const page = await sell();
    const before = (await sold()).length;
    const keys: string[] = [];
    let isSlow: (() => void) | undefined;
    const slow = new Promise<void>((resolve) => (isSlow = resolve));
    await page.route('**/api/v1/orders', async (route) => {
      if (route.request().method() !== 'POST') return route.continue();
      keys.push(route.request().headers()['idempotency-key'] ?? '');
      if (keys.length > 1) return route.continue();
      await slow;
      // The server has sold it, and nobody hears of it.
      await route.fetch();
      return route.abort();
    });
    await product(page, 1).click();
    await page.locator('.counter-foot').getByRole('button', { name: 'Bayar' }).click();
    await payNow(page).dblclick();
    await page.keyboard.press('F2');
    expect(await page.locator('dialog[open]').count()).toBe(0);
    isSlow?.();
    await numbered(page);
    expect(keys).toHaveLength(2);
    expect(new Set(keys).size).toBe(1);
    const orders = await sold();
    expect(orders.length).toBe(before + 1);
    expect(orders[0]?.invoice_number).toBe(await number(page).innerText());
  }, 60_000);

  it('sells while it is away: not numbered, on the receipt too; numbered once when it is back, by the next page as well', async () => {
    const page = await sell();
    const before = (await sold()).length;
    await page.context().setOffline(true);
    await product(page, 1).click();
    await pay(page);
    await page.getByText('Nomor menyusul').waitFor(WAIT);
    await page.locator('.counter-last').getByRole('button', { name: 'Cetak struk' }).click();
    expect(await page.locator('.paper').innerText()).toContain('Nomor menyusul');
    await page.keyboard.press('Escape');
    await page.locator('.unsent', { hasText: 'Penjualan 4.000' }).waitFor({ timeout: 40_000 });
    await product(page, 2).click();
    await pay(page);
    await page.context().setOffline(false);
    await numbered(page);
    await badge(page, 'live');
    expect((await sold()).length).toBe(before + 2);

    // What is older than twelve hours is asked about before it is sent, and can be discarded.
    await page.route('**/api/v1/orders', (route) =>
      route.request().method() === 'POST' ? route.abort() : route.continue(),
    );
    for (const id of [1, 2]) {
      await product(page, id).click();
      await pay(page);
    }
    await page.getByText('Nomor menyusul').waitFor(WAIT);
    await page.evaluate(`new Promise((resolve, reject) => {
      const opening = indexedDB.open('antrean');
      opening.onerror = reject;
      opening.onsuccess = () => {
        const table = opening.result.transaction('unsent', 'readwrite').objectStore('unsent');
        const reading = table.getAll();
        reading.onsuccess = () => {
          for (const each of reading.result) table.put({ ...each, at: each.at - 13 * 3_600_000 });
          table.transaction.oncomplete = () => { opening.result.close(); resolve(); };
        };
      };
    })`);
    await page.unroute('**/api/v1/orders');
    await page.reload();
    await page.getByText('Ini dicatat lebih dari 12 jam lalu.').waitFor(WAIT);
    expect((await sold()).length).toBe(before + 2);
    const first = page.locator('.unsent li', { hasText: 'Penjualan 4.000' });
    await first.getByRole('button', { name: 'Buang' }).click();
    await first.getByRole('button', { name: 'Yakin dibuang?' }).click();
    await first.waitFor({ state: 'detached', ...WAIT });
    const answered = page.waitForResponse(
      (response) => response.request().method() === 'POST' && response.status() === 201,
    );
    await page.getByRole('button', { name: 'Kirim sekarang' }).click();
    await answered;
    await page.locator('.unsent').waitFor({ state: 'detached', ...WAIT });
    const orders = await sold();
    expect([orders.length, orders[0]?.total_amount]).toEqual([before + 3, 6_000]);
  }, 120_000);

  it('asks when a price changes or something is sold out meanwhile, also when that is learnt after the payment', async () => {
    const id = await makeProduct();
    const page = await sell();
    await product(page, id).click();
    await priceOf(id, 6_000);
    await line(page, id).getByText('Rp 6.000').waitFor(WAIT);
    expect(await line(page, id).innerText()).toMatch(/5\.000[^]*6\.000/);
    await page.keyboard.press('F2');
    expect(await page.locator('dialog[open]').count()).toBe(0);
    await line(page, id).getByRole('button', { name: 'Pakai harga sekarang' }).click();
    expect(await total(page)).toMatch(/6\.000/);

    await page.context().setOffline(true);
    await pay(page);
    await page.getByText('Nomor menyusul').waitFor(WAIT);
    await priceOf(id, 6_500);
    const before = (await sold()).length;
    await page.context().setOffline(false);
    const asked = page.locator('.counter-refused', { hasText: 'Harga berubah' });
    await asked.waitFor({ timeout: 40_000 });
    expect(await asked.innerText()).toMatch(/6\.000[^]*6\.500/);
    expect((await sold()).length).toBe(before);
    await asked.getByRole('button', { name: /Jual dengan Rp\s6\.500/ }).click();
    await asked.waitFor({ state: 'detached', ...WAIT });
    await page.locator('.counter-recent li', { hasText: '6.500' }).waitFor(WAIT);
    expect((await sold())[0]?.total_amount).toBe(6_500);

    await badge(page, 'live');
    await product(page, id).click();
    await call('PATCH', `/api/v1/products/${id}`, { is_active: false });
    await line(page, id).getByText('Tidak dijual lagi.').waitFor(WAIT);
    expect(await page.locator(`.counter-grid [data-product="${id}"]`).count()).toBe(0);
    await line(page, id).getByRole('button', { name: 'Keluarkan' }).click();
    await page.getByText('Keranjang kosong.').waitFor(WAIT);
  }, 120_000);

  it('puts baskets aside, sells the last again, changes an order that somebody else changes too, and cancels it', async () => {
    const page = await sell();
    await product(page, 1).click();
    await page.getByRole('button', { name: 'Simpan keranjang' }).click();
    await product(page, 2).click();
    await page.reload();
    await line(page, 2).waitFor(WAIT);
    await page.getByText('1 keranjang disimpan').click();
    await page.getByRole('button', { name: /Lanjutkan Rp\s4\.000/ }).click();
    await line(page, 1).waitFor(WAIT);
    await pay(page);
    await numbered(page);
    const first = await number(page).innerText();
    await page.locator('.counter-last').getByRole('button', { name: 'Jual lagi' }).click();
    await line(page, 1).waitFor(WAIT);
    await pay(page);
    await page.locator(`.counter-number:not(:text-is("${first}"))[data-numbered="true"]`).waitFor(WAIT);
    const invoice = await number(page).innerText();

    await page.getByRole('button', { name: `Buka ${invoice}` }).click();
    await page.locator('dialog[open]').getByRole('button', { name: 'Ubah' }).click();
    await page.getByText(`Mengubah ${invoice}`).waitFor(WAIT);
    await product(page, 2).click();
    const items = [{ product_id: 3, qty: 1 }];
    await call('PUT', `/api/v1/orders/${invoice}`, { payment_method: 'CARD', items });
    await page.locator('.counter-foot').getByRole('button', { name: 'Simpan perubahan' }).click();
    const dialog = page.locator('dialog[open]');
    await dialog.getByRole('button', { name: 'Simpan perubahan' }).click();
    await dialog.getByRole('alert').waitFor(WAIT);
    await page.keyboard.press('Escape');
    const overlap = page.locator('.overlap', { hasText: invoice });
    expect(await overlap.innerText()).toContain('1 × Mie');
    await overlap.getByRole('button', { name: 'Terapkan perubahan saya' }).click();
    await dialog.getByRole('button', { name: 'Simpan perubahan' }).click();
    await page.getByText(`${invoice} diubah.`).waitFor(WAIT);
    expect((await sold())[0]).toMatchObject({ invoice_number: invoice, total_amount: 10_000 });

    await page.getByRole('button', { name: `Buka ${invoice}` }).click();
    await dialog.getByRole('button', { name: 'Batalkan pesanan' }).click();
    await dialog.getByRole('button', { name: 'Yakin dibatalkan?' }).click();
    await page.locator(`[data-invoice="${invoice}"][data-status="cancelled"]`).waitFor(WAIT);
  }, 90_000);

  it('has buttons for one thumb, and is accessible in both languages, light and dark, narrow and wide', async () => {
    for (const locale of ['id-ID', 'en-GB']) {
      const context = await scene.newContext(locale);
      const page = await sell('/counter', context);
      await product(page, 1).click();
      expect(await scene.violations(page)).toEqual([]);
      const low = await page.evaluate<string[]>(
        `[...document.querySelectorAll('.counter button')].filter((each) => each.getBoundingClientRect().height < 64 && each.offsetParent).map(({ textContent }) => textContent)`,
      );
      expect(low).toEqual([]);
      await page.locator('.counter-foot .primary').click();
      expect(await scene.violations(page)).toEqual([]);
      await context.close();
    }
    expect(scene.complaints).toEqual([]);
  }, 90_000);
});
