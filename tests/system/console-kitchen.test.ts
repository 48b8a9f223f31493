import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { badge, executablePath, startConsole, WAIT, type ConsoleScene } from './console-browser.ts';

const HOSTILE = '<img src=x onerror="document.title=1"><script>document.title=2</script> \u05d0\u05d1';

(executablePath ? describe : describe.skip)('the kitchen display in a browser', () => {
  let scene: ConsoleScene;
  beforeAll(async () => {
    scene = await startConsole();
  }, 120_000);
  afterAll(() => scene.stop());
  afterEach(() => scene.closePages());

  const column = (page: Page, status: string) => page.locator(`[data-column="${status}"]`);
  const card = (page: Page, code: string, status = '') =>
    (status ? column(page, status) : page).locator(`.ticket[data-code="${code}"]`);
  const cook = (path = '/kitchen') => scene.enter('KIT001', 'kitchen123', path);
  const statusOf = async (id: number): Promise<string> => {
    const token = await scene.system.login('ADM001', 'admin123');
    const { body } = await scene.system.call<{ statusPesanan: string }>('GET', `/api/orders/${id}`, {
      token,
    });
    return body.statusPesanan;
  };
  const decideByAdministrator = async (id: number, decision: string) => {
    const token = await scene.system.login('ADM001', 'admin123');
    const body = { decision };
    return scene.system.call('POST', `/api/orders/${id}/approve-reject`, { token, body });
  };

  it('a new order comes by itself, two taps are one step, a number takes the next, Backspace takes it back', async () => {
    const page = await cook();
    await page.getByText('Tidak ada pesanan di dapur.').waitFor(WAIT);
    await page.getByText(/Shift berikut: /).waitFor(WAIT);
    await page.getByRole('button', { name: 'Nyalakan suara' }).click();
    await page.getByRole('button', { name: 'Matikan suara' }).waitFor(WAIT);
    const { id, kodePesanan: code } = await scene.order(37);
    const fresh = page.locator(`.ticket[data-code="${code}"][data-fresh="new"]`);
    await fresh.waitFor(WAIT);
    expect(await fresh.locator('.ticket-quantity').innerText()).toBe('37');
    // Whoever touches the screen has seen it.
    await page.locator('h1').click();
    await fresh.waitFor({ state: 'detached', ...WAIT });

    await card(page, code, 'MENUNGGU').locator('.ticket-body').dblclick();
    await card(page, code, 'IN_PROGRESS').waitFor(WAIT);
    expect(await statusOf(id)).toBe('IN_PROGRESS');
    await page.locator('[data-column="IN_PROGRESS"] .ticket:not([data-mark])').waitFor(WAIT);
    await page.keyboard.press('1');
    await card(page, code).waitFor({ state: 'detached', ...WAIT });
    await page.getByText('Hari ini 1 siap').waitFor(WAIT);
    expect(await statusOf(id)).toBe('READY');
    await page.keyboard.press('Backspace');
    await card(page, code, 'IN_PROGRESS').waitFor(WAIT);
    expect(await statusOf(id)).toBe('IN_PROGRESS');
    await page.getByRole('button', { name: `Batalkan ${code}: Dimasak` }).click();
    await card(page, code, 'MENUNGGU').waitFor(WAIT);
    expect(await statusOf(id)).toBe('MENUNGGU');
    await scene.system.call('PATCH', `/api/orders/${id}/status`, {
      token: await scene.system.login('ADM001', 'admin123'),
      body: { status: 'COMPLETE' },
    });
  }, 60_000);

  it('asks for another quantity with a note of the list, and shows an order that was rejected struck through', async () => {
    const { id, kodePesanan: code } = await scene.order();
    const page = await cook();
    await page.getByRole('button', { name: `Tolak atau ubah jumlah ${code}` }).click();
    const dialog = page.locator('dialog[open]', { hasText: code });
    await dialog.getByRole('button', { name: 'Bahan untuk pesanan ini habis.' }).click();
    expect(await dialog.locator('textarea').inputValue()).toBe('Bahan untuk pesanan ini habis.');
    await dialog.locator('textarea').fill(HOSTILE);
    await dialog.getByRole('button', { name: 'Kirim' }).click();
    const asked = card(page, code, 'MENUNGGU_PERSETUJUAN');
    await asked.waitFor(WAIT);
    expect(await asked.locator('.ticket-note').innerText()).toBe(HOSTILE);
    expect(await page.title()).toBe('Antrean');
    expect((await decideByAdministrator(id, 'APPROVED')).status).toBe(200);
    await page.locator(`.ticket[data-code="${code}"][data-gone="rejected"]`).waitFor(WAIT);
    expect(await card(page, code).getByRole('button').count()).toBe(0);
  }, 60_000);

  it('keeps steps while the server cannot be reached, marks them, and sends each once when it can', async () => {
    const { id, kodePesanan: code } = await scene.order();
    const page = await cook();
    await card(page, code, 'MENUNGGU').waitFor(WAIT);
    await page.context().setOffline(true);
    const down = page.context();
    await card(page, code).locator('.ticket-body').click();
    await page.locator('.unsent', { hasText: '1 hal menunggu dikirim' }).waitFor({ timeout: 40_000 });
    await page
      .locator(`[data-column="IN_PROGRESS"] .ticket[data-code="${code}"][data-mark="waitsToBeSent"]`)
      .waitFor(WAIT);
    expect(await statusOf(id)).toBe('MENUNGGU');
    const sent: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'PATCH') sent.push(request.headers()['idempotency-key'] ?? 'no key');
    });
    await down.setOffline(false);
    await page
      .locator(`[data-column="IN_PROGRESS"] .ticket[data-code="${code}"]:not([data-mark])`)
      .waitFor(WAIT);
    expect(await statusOf(id)).toBe('IN_PROGRESS');
    expect(sent).toEqual([expect.stringMatching(/^[0-9a-f]{32}$/)]);
    // A page that is closed before its answer came leaves the step to the next one.
    await page.route('**/status', (route) => route.abort());
    await card(page, code).locator('.ticket-body').click();
    await card(page, code).waitFor({ state: 'detached', ...WAIT });
    await page.unroute('**/status');
    await page.reload();
    await badge(page, 'live');
    await page.getByText(/Hari ini \d+ siap/).waitFor(WAIT);
    await expect(statusOf(id)).resolves.toBe('READY');
  }, 60_000);

  it('says that it is away, and marks what came meanwhile as missed', async () => {
    const page = await cook();
    await page.route('**/api/**', (route) => route.abort());
    await scene.realtime.kill('SIGKILL');
    await page.getByRole('alert').filter({ hasText: 'Terputus sejak' }).waitFor({ timeout: 30_000 });
    const { kodePesanan: code } = await scene.order();
    await scene.system.start('realtime');
    await page.unroute('**/api/**');
    await badge(page, 'live');
    await page.locator(`.ticket[data-code="${code}"][data-fresh="missed"]`).waitFor(WAIT);
    await page.getByText('1 pesanan datang saat layar terputus').waitFor(WAIT);
    await page.getByRole('button', { name: 'Sudah dilihat' }).click();
    await page.locator(`.ticket[data-code="${code}"]:not([data-fresh])`).waitFor(WAIT);
  }, 90_000);

  it('shows what its address asks for, and is accessible in both languages, light and dark, narrow and wide', async () => {
    const { kodePesanan: code } = await scene.order();
    for (const locale of ['id-ID', 'en-GB']) {
      const context = await scene.newContext(locale);
      const page = await scene.enter('KIT001', 'kitchen123', '/kitchen', context);
      await card(page, code).waitFor(WAIT);
      expect(await scene.violations(page)).toEqual([]);
      await page.locator('search select').nth(1).selectOption({ index: 2 });
      await page.waitForURL(/shiftId=2/);
      await card(page, code).waitFor({ state: 'detached', ...WAIT });
      await context.close();
    }
    expect(scene.complaints).toEqual([]);
  }, 60_000);
});
