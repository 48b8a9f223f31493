import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { badge, executablePath, startConsole, WAIT, type ConsoleScene } from './console-browser.ts';

const NOTE = 'Bahan habis sejak pagi <b>tadi</b>';

(executablePath ? describe : describe.skip)('an order that others change under an open form', () => {
  let scene: ConsoleScene;
  beforeAll(async () => {
    scene = await startConsole();
  }, 120_000);
  afterAll(() => scene.stop());
  afterEach(() => scene.closePages());

  const KITCHEN = ['KIT001', 'kitchen123'] as const;
  const ADMINISTRATOR = ['ADM001', 'admin123'] as const;
  const change = async (who: readonly [string, string], method: string, path: string, body: object) => {
    const { status } = await scene.system.call(method, `/api/orders/${path}`, {
      token: await scene.system.login(...who),
      body,
    });
    expect(status).toBe(200);
  };
  const read = async (id: number) => {
    const token = await scene.system.login(...ADMINISTRATOR);
    return (await scene.system.call<Record<string, unknown>>('GET', `/api/orders/${id}`, { token })).body;
  };
  const overlap = (page: Page) => page.locator('.overlap');

  it('S0-TEST-04 the cook keeps what they typed, sees what became of the order beside it, and takes over their change', async () => {
    const { id, kodePesanan: code } = await scene.order(40);
    const context = await scene.newContext();
    const cook = await scene.enter(...KITCHEN, `/orders/${id}`, context);
    await cook.locator('summary', { hasText: 'Ajukan perubahan' }).click();
    await cook.getByLabel('Ajukan perubahan').selectOption('edit');
    await cook.fill('input[name=quantity]', '25');
    await cook.fill('textarea[name=note]', NOTE);
    await change(KITCHEN, 'PATCH', `${id}/status`, { status: 'IN_PROGRESS' });
    // It is news, and touches nothing of what was typed.
    await cook.locator('.news', { hasText: 'Dimasak' }).waitFor(WAIT);
    expect(await cook.inputValue('textarea[name=note]')).toBe(NOTE);

    await cook.getByRole('button', { name: 'Kirim' }).click();
    await cook.getByRole('heading', { name: `Pesanan ${code} sudah diubah orang lain` }).waitFor(WAIT);
    expect(await cook.locator('.overlap h3:focus').count()).toBe(1);
    expect(await read(id)).toMatchObject({ statusPesanan: 'IN_PROGRESS', jumlahPesanan: 40 });
    const shown = await overlap(cook).innerText();
    for (const said of ['Menunggu', 'Dimasak', '25', NOTE]) expect(shown).toContain(said);
    expect(await cook.inputValue('input[name=quantity]')).toBe('25');
    for (const locale of ['id', 'en']) {
      await cook.locator('.choices select').first().selectOption(locale);
      expect(await scene.violations(cook)).toEqual([]);
    }
    await cook.getByRole('button', { name: 'Take over my change' }).press('Enter');
    await cook.locator('.head .status[data-status="MENUNGGU_PERSETUJUAN"]').waitFor(WAIT);
    expect(await read(id)).toMatchObject({
      statusPesanan: 'MENUNGGU_PERSETUJUAN',
      jumlahPesanan: 25,
      catatanDapur: NOTE,
    });
    await overlap(cook).waitFor({ state: 'detached', ...WAIT });
  }, 60_000);

  it('an answer that came too late keeps its note and its card, says that nothing is left to decide, and is dropped by who gave it', async () => {
    const { id, kodePesanan: code } = await scene.order(40);
    await change(KITCHEN, 'POST', `${id}/request-rejection`, { catatanDapur: 'Kompor rusak semua' });
    const slow = await scene.enter(...ADMINISTRATOR, '/approvals');
    const card = slow.locator('.cards li', { hasText: code });
    const idle = slow.locator('.cards li', { hasText: 'tanpa catatan sama sekali' });
    const other = await scene.order(7);
    await change(KITCHEN, 'POST', `${other.id}/request-rejection`, {
      catatanDapur: 'tanpa catatan sama sekali',
    });
    await idle.waitFor(WAIT);
    await card.locator('input').fill('Pakai kompor gas');
    for (const each of [id, other.id])
      await change(['SUP001', 'super123'], 'POST', `${each}/approve-reject`, { decision: 'APPROVED' });
    // What nobody had begun goes; what somebody typed stays.
    await idle.waitFor({ state: 'detached', ...WAIT });
    await card.locator('.news', { hasText: 'Ditolak' }).waitFor(WAIT);
    await card.getByRole('button', { name: 'Setujui' }).click();
    await card.locator('.overlap').waitFor(WAIT);
    expect(await card.locator('.overlap').innerText()).toContain('Pakai kompor gas');
    expect(await slow.getByRole('button', { name: 'Terapkan perubahan saya' }).count()).toBe(0);
    await slow.getByRole('button', { name: 'Buang perubahan saya' }).click();
    await card.waitFor({ state: 'detached', ...WAIT });
    await badge(slow, 'live');
    expect(scene.complaints).toEqual([]);
  }, 60_000);
});
