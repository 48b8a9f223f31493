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
  status: string;
  completed_quantity: number;
}
interface Line {
  status: string;
  quantity: number;
}

(executablePath ? describe : describe.skip)("an operator's own work in a browser", () => {
  let scene: ConsoleScene;
  let operatorId: number;
  let otherId: number;
  // Who logs in too often ends the session of their browser.
  let manager: string;
  beforeAll(async () => {
    scene = await startConsole();
    manager = await scene.system.login(...MANAGER);
    const { status, body } = await scene.system.call<{ id: number }>('POST', '/api/users', {
      token: await scene.system.login('ADM001', 'admin123'),
      body: {
        ...{ nik: 'PRO002', namaLengkap: 'Rina Sari' },
        ...{ role: 'production_operator', password: 'Benang9Merah' },
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

  const ask = async <T>(method: string, path: string, body?: object) =>
    scene.system.call<T>(method, `/api/workorders${path}`, { token: manager, ...(body && { body }) });
  const create = async (details: object = {}): Promise<Order> => {
    const { status, body } = await ask<Order>('POST', '', {
      ...{ product_name: 'Kursi', quantity: 10, operator_id: operatorId },
      deadline: new Date(Date.now() + 3 * DAY_MS).toISOString(),
      ...details,
    });
    expect(status).toBe(201);
    return body;
  };
  const read = async (id: number): Promise<Order> => (await ask<Order>('GET', `/${id}`)).body;
  const ledger = async (id: number): Promise<[string, number][]> =>
    (await ask<{ data: Line[] }>('GET', `/${id}/history`)).body.data.map((line) => [
      line.status,
      line.quantity,
    ]);
  const notes = async (id: number): Promise<string[]> =>
    (await ask<{ data: { note: string }[] }>('GET', `/${id}/progress`)).body.data.map(({ note }) => note);
  const shown = (page: Page, id: number) => page.locator(`.own-order[data-order="${id}"]`);
  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
  const unsent = (page: Page, count: number) =>
    page.locator('.own-unsent', { hasText: `${count} menunggu dikirim` }).waitFor(WAIT);
  const nothingUnsent = (page: Page) =>
    page.locator('.own-unsent').waitFor({ state: 'detached', timeout: 40_000 });
  const openPhone = async (path = '/my-work', locale = 'id-ID'): Promise<Page> => {
    const page = await scene.enter(...OPERATOR, path, await scene.newContext(locale));
    await page.setViewportSize({ width: 360, height: 740 });
    return page;
  };

  it('an operator starts, counts by +1, +5 and keys, is told how many remain when it is too many, notes, and is done', async () => {
    const late = await create({ product_name: 'Nanti' });
    const { id, number } = await create({ deadline: new Date(Date.now() + DAY_MS / 2).toISOString() });
    const page = await openPhone();
    // The nearer deadline is open.
    await shown(page, id).getByText('10 buah lagi').waitFor(WAIT);
    await press(page, 'Mulai');
    await page.locator('.own-order[data-status="In Progress"]').waitFor(WAIT);
    await press(page, '+5');
    await press(page, '+1');
    await press(page, 'Catat 6 buah');
    await shown(page, id).getByText('4 buah lagi').waitFor(WAIT);
    await press(page, '1');
    await press(page, '2');
    await page.getByText('12 buah, padahal tersisa 4').waitFor(WAIT);
    await press(page, 'Catat 12 buah');
    const refusal = shown(page, id).getByRole('alert').filter({ hasText: 'sisanya 4' });
    await refusal.waitFor(WAIT);
    expect(await read(id)).toMatchObject({ completed_quantity: 6, status: 'In Progress' });
    await shown(page, id).locator('textarea').fill(HOSTILE);
    await press(page, 'Tambah catatan');
    await nothingUnsent(page);
    expect(await notes(id)).toEqual([HOSTILE]);
    await press(page, 'Catat 4 buah yang tersisa');
    await page.getByText(`${number} selesai.`).waitFor(WAIT);
    // The next one by its deadline.
    await shown(page, late.id).getByText('Nanti').waitFor(WAIT);
    expect(await ledger(id)).toEqual([
      ['In Progress', 0],
      ['In Progress', 6],
      ['Completed', 4],
    ]);
    await press(page, 'Selesai');
    await press(page, '10 buah belum dibuat. Tetap selesai?');
    await page.getByText('Tidak ada perintah kerja untuk Anda').waitFor(WAIT);
    expect(await page.title()).toBe('Antrean');
    expect(await read(late.id)).toMatchObject({ status: 'Completed', completed_quantity: 0 });
  }, 60_000);

  it('what is told without a connection is counted once and in order when it is back, also when an answer was lost', async () => {
    const { id } = await create();
    const page = await openPhone();
    await shown(page, id).getByText('10 buah lagi').waitFor(WAIT);
    await page.context().setOffline(true);
    await press(page, 'Mulai');
    await press(page, '+5');
    await press(page, 'Catat 5 buah');
    await unsent(page, 2);
    await shown(page, id).getByText('5 buah lagi').waitFor(WAIT);
    await shown(page, id).locator('textarea').fill('Cat habis');
    await press(page, 'Tambah catatan');
    await press(page, '+1');
    await press(page, 'Catat 1 buah');
    await unsent(page, 4);
    expect(await ledger(id)).toEqual([]);

    // The first answer that comes back is lost: the server has counted, and nobody was told.
    const sent: (string | undefined)[] = [];
    await page.route('**/api/workorders/*/status', async (route) => {
      sent.push(route.request().headers()['idempotency-key']);
      const answer = await route.fetch();
      await (sent.length === 2 ? route.abort() : route.fulfill({ response: answer }));
    });
    await page.context().setOffline(false);
    await nothingUnsent(page);
    await shown(page, id).getByText('4 buah lagi').waitFor(WAIT);
    expect(await ledger(id)).toEqual([
      ['In Progress', 0],
      ['In Progress', 5],
      ['In Progress', 1],
    ]);
    expect(await notes(id)).toEqual(['Cat habis']);
    expect(sent).toHaveLength(4);
    expect(sent[2]).toBe(sent[1]);
    expect(new Set(sent).size).toBe(3);

    // What a page leaves unsent is sent by the next one.
    await page.unroute('**/api/workorders/*/status');
    await page.route('**/api/workorders/*/status', (route) => route.abort());
    await press(page, '+1');
    await press(page, 'Catat 1 buah');
    await unsent(page, 1);
    await page.unroute('**/api/workorders/*/status');
    await page.reload();
    await badge(page, 'live');
    await nothingUnsent(page);
    await shown(page, id).getByText('3 buah lagi').waitFor(WAIT);
    expect((await ledger(id)).slice(3)).toEqual([['In Progress', 1]]);
    await ask('PUT', `/${id}`, { status: 'Completed' });
  }, 120_000);

  it('an order that is given to somebody else is said to be gone, one that comes appears, and what was counted meanwhile is kept', async () => {
    const { id, number } = await create({ product_name: HOSTILE });
    const page = await openPhone();
    await shown(page, id).waitFor(WAIT);
    const next = await create({ product_name: 'Meja' });
    await page.locator(`.own-list [data-order="${next.id}"]`).waitFor(WAIT);
    await page.context().setOffline(true);
    await press(page, '+5');
    await press(page, 'Catat 5 buah');
    await unsent(page, 1);
    await ask('PUT', `/${id}`, { operator_id: otherId });
    await page.context().setOffline(false);
    await page
      .getByRole('alert')
      .filter({ hasText: `${number} diberikan kepada orang lain` })
      .waitFor({
        timeout: 40_000,
      });
    await shown(page, next.id).getByText('Meja').waitFor(WAIT);
    expect(await page.locator(`.own-list [data-order="${id}"]`).count()).toBe(0);
    // Its pieces count nowhere, and are not forgotten either.
    await page
      .locator('.unsent li', { hasText: `${number}: +5` })
      .getByText('Ditolak')
      .waitFor(WAIT);
    expect(await ledger(id)).toEqual([]);
    await press(page, 'Mengerti');
    expect(await page.title()).toBe('Antrean');
    await ask('PUT', `/${next.id}`, { status: 'Completed' });
  }, 90_000);

  it('a photo arrives small and shows as the drawing; it is accessible in both languages, light and dark, narrow and wide, and for a thumb', async () => {
    const { id } = await create({ product_name: HOSTILE });
    await create({ product_name: 'Meja' });
    for (const locale of ['id-ID', 'en-GB']) {
      const page = await openPhone(`/my-work?order=${id}`, locale);
      await shown(page, id).waitFor(WAIT);
      if (locale === 'id-ID') {
        const photo = await page.evaluate<string>(`(async () => {
          const canvas = new OffscreenCanvas(4000, 3000);
          canvas.getContext('2d').fillRect(0, 0, 100, 100);
          const bytes = new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer());
          return bytes.toBase64 ? bytes.toBase64() : btoa(String.fromCharCode(...bytes));
        })()`);
        await page.locator('.own-photo input').setInputFiles({
          name: 'hasil.png',
          mimeType: 'image/png',
          buffer: Buffer.from(photo, 'base64'),
        });
        await page.getByText('hasil.jpg dilampirkan').waitFor(WAIT);
      }
      await page.locator('.own-head img').waitFor(WAIT);
      await page.locator('.own summary').last().click();
      await page.locator('[data-file="hasil.jpg"]').waitFor(WAIT);
      expect(await scene.violations(page)).toEqual([]);
      await page.setViewportSize({ width: 360, height: 740 });
      const small = await page.evaluate<string[]>(`[...document.querySelectorAll(
        '.own :is(button, textarea, summary, .own-photo, .own-list a)')]
        .filter((each) => each.getBoundingClientRect().height < 64 || each.getBoundingClientRect().width < 64)
        .map((each) => each.outerHTML.slice(0, 120))`);
      expect(small).toEqual([]);
      await page.context().close();
    }
    expect(scene.complaints).toEqual([]);
  }, 90_000);
});
