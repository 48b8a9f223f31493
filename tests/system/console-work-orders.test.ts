import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { badge, executablePath, startConsole, WAIT, type ConsoleScene } from './console-browser.ts';

const HOSTILE = '<img src=x onerror="document.title=1"><script>document.title=2</script> \u05d0\u05d1';
const MANAGER = ['PRM001', 'manager123'] as const;
const OPERATOR = ['PRO001', 'operator123'] as const;
const DAY_MS = 86_400_000;

interface Order {
  id: number;
  number: string;
  version: number;
  status: string;
  quantity: number;
  completed_quantity: number;
  priority: string;
  operator_id: number;
  product_name: string;
}

(executablePath ? describe : describe.skip)('work orders in a browser', () => {
  let scene: ConsoleScene;
  let operatorId: number;
  let otherId: number;
  beforeAll(async () => {
    scene = await startConsole();
    const admin = await scene.system.login('ADM001', 'admin123');
    const { status, body } = await scene.system.call<{ id: number }>('POST', '/api/users', {
      token: admin,
      body: {
        nik: 'PRO002',
        username: 'rina',
        namaLengkap: 'Rina Sari',
        role: 'production_operator',
        password: 'Benang9Merah',
      },
    });
    expect(status).toBe(201);
    otherId = body.id;
    const own = await scene.system.call<{ id: number }>('GET', '/api/auth/me', {
      token: await scene.system.login(...OPERATOR),
    });
    operatorId = own.body.id;
  }, 120_000);
  afterAll(() => scene.stop());
  afterEach(() => scene.closePages());

  // Who logs in too often ends the session of their browser.
  const tokens = new Map<string, Promise<string>>();
  const tokenOf = ([nik, password]: readonly [string, string]): Promise<string> => {
    const token = tokens.get(nik) ?? scene.system.login(nik, password);
    tokens.set(nik, token);
    return token;
  };
  const as = async (who: readonly [string, string], method: string, path: string, body?: object) =>
    scene.system.call<Order>(method, `/api/workorders${path}`, {
      token: await tokenOf(who),
      ...(body && { body }),
    });
  const create = async (details: object = {}): Promise<Order> => {
    const { status, body } = await as(MANAGER, 'POST', '', {
      product_name: 'Kursi',
      quantity: 10,
      deadline: new Date(Date.now() + 3 * DAY_MS).toISOString(),
      operator_id: operatorId,
      ...details,
    });
    expect(status).toBe(201);
    return body;
  };
  const read = async (id: number): Promise<Order> => (await as(MANAGER, 'GET', `/${id}`)).body;
  const card = (page: Page, id: number, status = '') =>
    page.locator(`${status && `[data-column="${status}"] `}.work-card[data-order="${id}"]`);
  const dialog = (page: Page) => page.locator('dialog[open]');

  it('a manager plans by keyboard, attaches a drawing after one that is refused by its type, and sees pieces tick up', async () => {
    const page = await scene.enter(...MANAGER, '/work-orders');
    await page.getByText('Belum ada perintah kerja').waitFor(WAIT);
    await page.keyboard.press('c');
    await dialog(page).locator('input[name=product]:focus').waitFor(WAIT);
    await page.keyboard.type(HOSTILE);
    await dialog(page).locator('input[name=quantity]').fill('8');
    await dialog(page).locator('select[name=operator]').selectOption(String(operatorId));
    await dialog(page).locator('select[name=priority]').selectOption('urgent');
    await page.keyboard.press('Enter');
    await dialog(page)
      .getByRole('heading', { name: /^Gambar kerja untuk WO-/ })
      .waitFor(WAIT);
    const file = dialog(page).locator('input[type=file]');
    await file.setInputFiles({
      name: 'a.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('PK\x03\x04zip'),
    });
    await dialog(page).getByRole('button', { name: 'Lampirkan' }).click();
    await dialog(page).getByRole('alert').filter({ hasText: 'application/zip' }).waitFor(WAIT);
    await file.setInputFiles({ name: 'ukuran.txt', mimeType: 'text/plain', buffer: Buffer.from('40 x 60') });
    await dialog(page).getByRole('button', { name: 'Lampirkan' }).click();
    await dialog(page).waitFor({ state: 'detached', ...WAIT });

    const made = page.locator('.work-card');
    expect(await made.locator('a bdi').innerText()).toContain('<script>');
    expect(await page.title()).toBe('Antrean');
    const id = Number(await made.getAttribute('data-order'));
    await page
      .locator(`[data-operator="${operatorId}"]`, { hasText: '1 terbuka, 8 buah lagi' })
      .waitFor(WAIT);
    await as(OPERATOR, 'PUT', `/${id}/status`, { status: 'In Progress', quantity: 5 });
    await card(page, id, 'In Progress').getByText('5 dari 8').waitFor(WAIT);
    await page.locator(`[data-operator="${operatorId}"]`, { hasText: '3 buah lagi' }).waitFor(WAIT);
    await as(OPERATOR, 'PUT', `/${id}/status`, { status: 'In Progress', quantity: 3 });
    await card(page, id, 'Completed').getByText('8 dari 8').waitFor(WAIT);
  }, 60_000);

  it('what is dragged is given to whom or where it is dropped, is taken back, and the menu does the same by keyboard; what is near turns late by itself', async () => {
    const { id, number } = await create();
    const page = await scene.enter(...MANAGER, '/work-orders');
    const near = await create({ deadline: new Date(Date.now() + 4_000).toISOString() });
    await card(page, near.id).locator('[data-late="soon"]').waitFor(WAIT);
    await card(page, id, 'Pending').dragTo(page.locator(`[data-operator="${otherId}"]`));
    await card(page, id).getByText('Rina Sari').waitFor(WAIT);
    expect((await read(id)).operator_id).toBe(otherId);
    await page.getByRole('status').getByRole('button', { name: 'Batalkan' }).last().click();
    await card(page, id)
      .getByText('Rina Sari')
      .waitFor({ state: 'detached', ...WAIT });
    expect((await read(id)).operator_id).toBe(operatorId);
    await card(page, id).dragTo(page.locator('[data-column="In Progress"]'));
    await card(page, id, 'In Progress').waitFor(WAIT);
    expect((await read(id)).status).toBe('In Progress');

    await card(page, id).locator('a').focus();
    await page.keyboard.press('m');
    await dialog(page)
      .getByRole('heading', { name: `Pindahkan atau ubah ${number}` })
      .waitFor(WAIT);
    await dialog(page).locator('select[name=operator]').first().focus();
    await page.keyboard.type('Rina');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Selesai');
    await page.keyboard.press('Enter');
    await dialog(page).getByRole('button', { name: 'Simpan' }).first().press('Enter');
    await card(page, id, 'Completed').getByText('Rina Sari').waitFor(WAIT);
    expect(await read(id)).toMatchObject({ status: 'Completed', operator_id: otherId });
    await card(page, near.id).locator('[data-late="late"]').waitFor(WAIT);
  }, 60_000);

  it('a change under an open form keeps what was typed and shows both; taken over, it changes what was typed alone', async () => {
    const { id, number } = await create();
    const page = await scene.enter(...MANAGER, '/work-orders');
    await card(page, id)
      .getByRole('button', { name: `Pindahkan atau ubah ${number}` })
      .click();
    await dialog(page).locator('input[name=quantity]').fill('12');
    await as(['ADM001', 'admin123'], 'PUT', `/${id}`, { priority: 'urgent', product_name: 'Kursi tamu' });
    await dialog(page).locator('.news', { hasText: 'Mendesak' }).waitFor(WAIT);
    expect(await dialog(page).locator('input[name=quantity]').inputValue()).toBe('12');
    await dialog(page).getByRole('button', { name: 'Simpan' }).first().click();
    await dialog(page)
      .locator('.overlap h3:focus', { hasText: `Orang lain sudah mengubah ${number}` })
      .waitFor(WAIT);
    const shown = await dialog(page).locator('.overlap').innerText();
    for (const said of ['Kursi tamu', 'Mendesak', 'Jumlah dipesan: 12']) expect(shown).toContain(said);
    expect((await read(id)).quantity).toBe(10);
    expect(await scene.violations(page)).toEqual([]);
    await dialog(page).getByRole('button', { name: 'Terapkan perubahan saya' }).press('Enter');
    await dialog(page).waitFor({ state: 'detached', ...WAIT });
    expect(await read(id)).toMatchObject({ quantity: 12, priority: 'urgent', product_name: 'Kursi tamu' });
  }, 60_000);

  it('an order is split for somebody else, who sees its drawing; notes stay text', async () => {
    const { id, number } = await create();
    const page = await scene.enter(...MANAGER, `/work-orders/${id}`);
    await page.locator('textarea[name=note]').fill(HOSTILE);
    await page.getByRole('button', { name: 'Tambah catatan' }).click();
    await page.locator('.work-notes li', { hasText: '<script>' }).waitFor(WAIT);
    expect(await page.title()).toBe('Antrean');
    await page.locator('input[type=file]').setInputFiles({
      name: 'gambar.png',
      mimeType: 'image/png',
      buffer: Buffer.from(
        'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==',
        'base64',
      ),
    });
    await page.getByRole('button', { name: 'Lampirkan' }).click();
    await page.locator('[data-file="gambar.png"] img').waitFor(WAIT);
    await page.getByRole('button', { name: 'Perbesar gambar.png' }).click();
    await dialog(page).locator('img').waitFor(WAIT);
    await page.keyboard.press('Escape');

    await page.locator('summary', { hasText: 'Bagi' }).click();
    await page.locator('input[name=splitQuantity]').fill('4');
    await page.locator('details[open] select[name=operator]').selectOption(String(otherId));
    await page.getByRole('button', { name: 'Bagi' }).click();
    await page.getByText(`${number} dibagi`).waitFor(WAIT);
    await page.getByText('0 dari 6').waitFor(WAIT);
    await page.goto(`${scene.system.apiUrl}/app/work-orders?operatorId=${otherId}`);
    await badge(page, 'live');
    const part = page.locator('.work-card', { hasText: '0 dari 4' });
    await part.locator('a').click();
    await page.getByRole('link', { name: number }).waitFor(WAIT);
    await page.locator('[data-file="gambar.png"] img').waitFor(WAIT);
  }, 90_000);

  it('is accessible as board, timeline, menu and order in both languages, light and dark, narrow and wide', async () => {
    const { id } = await create({ product_name: HOSTILE });
    await as(OPERATOR, 'PUT', `/${id}/status`, { status: 'In Progress', quantity: 3 });
    for (const locale of ['id-ID', 'en-GB']) {
      const context = await scene.newContext(locale);
      const page = await scene.enter(...MANAGER, '/work-orders', context);
      await card(page, id).waitFor(WAIT);
      expect(await scene.violations(page)).toEqual([]);
      await page.goto(`${scene.system.apiUrl}/app/work-orders?view=timeline`);
      await page.locator(`.work-timeline [data-order="${id}"]`).waitFor(WAIT);
      expect(await scene.violations(page)).toEqual([]);
      await page.goto(`${scene.system.apiUrl}/app/work-orders/${id}`);
      await page.locator('#work-history ~ .scroll td').first().waitFor(WAIT);
      for (const summary of await page.locator('main summary').all()) await summary.click();
      expect(await scene.violations(page)).toEqual([]);
      await context.close();
    }
    expect(scene.complaints).toEqual([]);
  }, 90_000);
});
