import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { query } from '@antrean/platform/database';
import { type TestSystem } from '@antrean/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { executablePath, logIn, startConsole, WAIT, type ConsoleScene } from './console-browser.ts';

const HOSTILE = '<script>document.title=1</script><img src=x onerror=alert(1)>\u202e';

(executablePath ? describe : describe.skip)('reports in the console', () => {
  let scene: ConsoleScene;
  let system: TestSystem;

  beforeAll(async () => {
    scene = await startConsole();
    ({ system } = scene);
    await scene.order(7);
    await sql(`update departments set name = ? where id in (select department_id from meal_orders)`, [
      HOSTILE,
    ]);
    await system.drain();
  }, 120_000);
  afterAll(() => scene.stop());
  afterEach(() => scene.closePages());

  const sql = <R extends object>(text: string, values: (string | number)[] = []) =>
    query<R>(system.db.database.fork(), text, values);
  const enter = async (
    path: string,
    nik = 'ADM001',
    password = 'admin123',
    locale = 'id-ID',
  ): Promise<Page> => {
    const page = await scene.open(path, await scene.newContext(locale));
    await logIn(page, nik, password);
    await page.locator('.badge[data-state=live]').waitFor(WAIT);
    await page.locator('h1').waitFor(WAIT);
    return page;
  };
  /** Goes on by Tab until it is there, as who has no mouse does. */
  const tabTo = async (page: Page, target: Locator): Promise<void> => {
    await target.waitFor(WAIT);
    for (let presses = 0; presses < 120; presses += 1) {
      if ((await target.and(page.locator(':focus')).count()) > 0) return;
      await page.keyboard.press('Tab');
    }
    throw new Error('cannot be reached by Tab');
  };
  const activate = async (page: Page, target: Locator): Promise<void> => {
    await tabTo(page, target);
    await page.keyboard.press('Enter');
  };
  const file = (page: Page, state: string): Locator =>
    page.locator(`[data-state="${state}"][data-job]`).first();
  const lastJob = async (): Promise<string> =>
    (await sql<{ id: string }>(`select id from report_jobs order by created_at desc limit 1`))[0]!.id;

  it('CARD-USE-03 a report is chosen, shown, made and kept by keyboard alone: its bar moves, and the PDF on disk has the SHA-256 that is shown', async () => {
    const page = await enter('/orders');
    await page.keyboard.press('g');
    await page.keyboard.press('t');
    await page.waitForURL('**/reports');
    await activate(page, page.locator('[data-report=consumption] h2 a'));
    await page.locator('[data-report=consumption] tbody tr', { hasText: '7' }).first().waitFor(WAIT);
    expect(await page.locator('.totals').innerText()).toMatch(/^Jumlah\s+1\s+7$/);
    await activate(page, page.getByRole('button', { name: 'Bulan ini' }));
    await page.waitForURL(/tanggalMulai=\d{4}-\d\d-01&tanggalAkhir=\d{4}-\d\d-\d\d/);
    await page.locator('canvas').waitFor(WAIT);

    // The worker cannot read what is locked: what the bar says meanwhile, it was told.
    const em = system.db.database.fork();
    await em.begin();
    await query(em, `lock table meal_orders in access exclusive mode`);
    await activate(page, page.getByRole('button', { name: 'Buat PDF' }));
    await file(page, 'running').locator('progress').waitFor(WAIT);
    const told = Number(await page.locator('progress').getAttribute('value'));
    expect(told).toBeGreaterThan(0);
    expect(told).toBeLessThan(100);
    await em.commit();
    const ready = file(page, 'completed');
    await ready.waitFor(WAIT);
    await page.locator('.toasts', { hasText: 'Laporan Konsumsi sudah selesai.' }).waitFor(WAIT);

    const arrives = page.waitForEvent('download', WAIT);
    await activate(page, ready.getByRole('button', { name: /^Unduh/ }));
    const kept = await arrives;
    expect(kept.suggestedFilename()).toMatch(/^consumption-.*\.pdf$/);
    const bytes = await readFile(await kept.path());
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect(await ready.locator('code').innerText()).toBe(createHash('sha256').update(bytes).digest('hex'));
    await ready.locator('[data-download=same]').waitFor(WAIT);
    await activate(page, ready.getByRole('button', { name: /^Periksa/ }));
    await ready.locator('[data-valid=true]', { hasText: 'tanda tangan cocok' }).waitFor(WAIT);

    // What comes otherwise than it was made is not kept.
    await page.route('**/download', (route) =>
      route.fulfill({ contentType: 'application/pdf', body: '%PDF-' }),
    );
    let hasCome = false;
    page.on('download', () => (hasCome = true));
    await activate(page, ready.getByRole('button', { name: /^Unduh/ }));
    await ready.locator('[data-download=differs][role=alert]').waitFor(WAIT);
    expect(hasCome).toBe(false);
  }, 60_000);

  it('a CSV is written as spreadsheets of the reader take it; one that is removed is made again, and whose file it is not is told so', async () => {
    const page = await enter('/reports/workorders');
    await page.getByRole('button', { name: 'Buat CSV' }).click(WAIT);
    const ready = page.locator('[data-state=completed]', { hasText: 'Rekapitulasi Work Order, CSV' });
    await ready.waitFor(WAIT);
    const arrives = page.waitForEvent('download', WAIT);
    await ready.getByRole('button', { name: /^Unduh/ }).click();
    const text = await readFile(await (await arrives).path(), 'utf8');
    expect(text).toMatch(/^\ufeffstatus;total_orders;/);

    const id = await lastJob();
    await sql(`update report_jobs set file_key = null where id = ?`, [id]);
    await page.goto(`${system.apiUrl}/app/reports/files/${id}`);
    const expired = file(page, 'expired');
    await expired.waitFor(WAIT);
    expect(await expired.innerText()).toContain('Buat lagi dengan parameter yang sama');
    await expired.getByRole('button', { name: /^Buat lagi/ }).click();
    await page.locator('.toasts', { hasText: 'Rekapitulasi Work Order sudah selesai.' }).waitFor(WAIT);
    const made = await lastJob();
    expect(made).not.toBe(id);
    expect(await sql(`select format, delimiter, bom from report_jobs where id = ?`, [made])).toEqual([
      { format: 'csv', delimiter: 'semicolon', bom: true },
    ]);

    const other = await enter(`/reports/files/${made}`, 'PRM001', 'manager123');
    await other.getByRole('alert').filter({ hasText: 'milik orang lain' }).waitFor(WAIT);
    await other.goto(`${system.apiUrl}/app/reports`);
    await other.locator('[data-report=operators]').waitFor(WAIT);
    const offered = await other.locator('[data-report]').all();
    expect(await Promise.all(offered.map((each) => each.getAttribute('data-report')))).toEqual([
      'workorders',
      'operators',
    ]);
    await other.goto(`${system.apiUrl}/app/reports/consumption`);
    await other.getByRole('alert').filter({ hasText: 'tidak berhak membacanya' }).waitFor(WAIT);
    expect(await other.locator('canvas, [data-report=consumption]').count()).toBe(0);
  }, 60_000);

  it('a form is made of what a report takes; an empty range says so, what is wrong is told by the api, and hostile text is text', async () => {
    const page = await enter('/reports/department');
    const row = page.locator('tbody tr', { hasText: '<script>' });
    await row.waitFor(WAIT);
    expect(await page.locator('form.filters label').allInnerTexts()).toEqual(
      ['Mulai tanggal', 'Sampai tanggal', 'Departemen', 'Status', 'Shift'].map((label) =>
        expect.stringContaining(label),
      ),
    );
    await page.locator('select[name=status]').selectOption('DITOLAK');
    await page.locator('input[name=tanggalMulai]').fill('2020-01-01');
    await page.locator('input[name=tanggalAkhir]').fill('2020-01-31');
    await page.getByRole('button', { name: 'Tampilkan' }).click();
    await page
      .locator('.empty', { hasText: /1 Jan 2020 sampai 31 Jan 2020.*rentang yang lebih panjang/ })
      .waitFor(WAIT);
    await page.locator('input[name=tanggalAkhir]').fill('2019-01-31');
    await page.getByRole('button', { name: 'Tampilkan' }).click();
    await page.locator('.trouble', { hasText: 'tukar kedua tanggal' }).waitFor(WAIT);
    await page.goto(
      `${system.apiUrl}/app/reports/order-history?kodePesanan=${encodeURIComponent(HOSTILE.slice(0, 33))}`,
    );
    await page.locator('.empty', { hasText: 'Tidak ada data.' }).waitFor(WAIT);
    expect(await page.title()).toBe('Antrean');
  }, 60_000);

  it('a schedule is made and its next runs are shown, run now, changed after somebody else, paused and deleted', async () => {
    const page = await enter('/reports/consumption');
    const press = (name: RegExp | string) => page.getByRole('button', { name }).click(WAIT);
    await press('Jadwalkan…');
    const dialog = page.locator('dialog[open]');
    await dialog.locator('input[name=name]').fill(HOSTILE.slice(0, 33));
    await dialog.getByLabel('Seberapa sering').selectOption('weekdays');
    await dialog.getByLabel('Pukul').fill('06:30');
    const last = dialog.locator('.next-runs li').nth(4);
    await last.filter({ hasText: /06[.:]30 UTC\+7 · tentang/ }).waitFor(WAIT);
    await dialog.locator('textarea').fill('ani@example.test');
    await dialog.getByRole('button', { name: 'Buat jadwal' }).click();
    await page.locator('.toasts', { hasText: 'disimpan' }).waitFor(WAIT);
    const stored = (): Promise<object[]> =>
      sql(`select cron, timezone, period, format, recipients, is_active, version from report_schedules`);
    expect(await stored()).toEqual([
      {
        ...{ cron: '30 6 * * 1-5', timezone: 'Asia/Jakarta', period: 'yesterday', format: 'pdf' },
        ...{ recipients: ['ani@example.test'], is_active: true, version: 1 },
      },
    ]);

    await page.goto(`${system.apiUrl}/app/reports`);
    const card = page.locator('[data-schedule]');
    await card.getByText('Lima kali berikutnya').click(WAIT);
    await card.locator('.next-runs li').nth(4).waitFor(WAIT);
    await press(/^Jalankan sekarang/);
    await page.locator('.toasts', { hasText: 'dijalankan sekarang' }).waitFor(WAIT);
    await page.locator('.toasts', { hasText: 'Laporan Konsumsi sudah selesai.' }).waitFor(WAIT);
    await system.drain();
    expect((await system.mailbox.emails()).map(({ to }) => to.map(({ address }) => address))).toEqual([
      ['ani@example.test'],
    ]);

    await press(/^Ubah/);
    await dialog.locator('textarea').fill('budi@example.test');
    await sql(`update report_schedules set recipients = '{cici@example.test}', version = version + 1`);
    await dialog.getByRole('button', { name: 'Ubah' }).click();
    await dialog.getByRole('alert').filter({ hasText: 'cici@example.test' }).waitFor(WAIT);
    await dialog.getByRole('button', { name: 'Pakai perubahan saya' }).click();
    await dialog.waitFor({ state: 'detached', ...WAIT });
    expect(await stored()).toMatchObject([{ recipients: ['budi@example.test'], cron: '30 6 * * 1-5' }]);
    await press(/^Jeda/);
    await page.locator('[data-schedule][data-active=false]').waitFor(WAIT);
    await press(/^Hapus/);
    await dialog.getByRole('button', { name: 'Hapus' }).click();
    await card.waitFor({ state: 'detached', ...WAIT });
    expect(await stored()).toEqual([]);
    expect(await page.title()).toBe('Antrean');
  }, 60_000);

  it('is accessible: in both languages, light and dark, narrow and wide, nothing cut off', async () => {
    const found: string[] = [];
    for (const locale of ['id-ID', 'en-GB']) {
      const page = await enter('/reports', 'ADM001', 'admin123', locale);
      for (const path of ['/reports', '/reports/department', `/reports/files/${await lastJob()}`]) {
        await page.goto(`${system.apiUrl}/app${path}`);
        await page
          .locator(path === '/reports/department' ? 'canvas' : '[data-job]')
          .first()
          .waitFor(WAIT);
        if (path === '/reports/department') {
          await page
            .getByRole('button', { name: locale === 'id-ID' ? 'Jadwalkan…' : 'Schedule…' })
            .click(WAIT);
          await page.locator('.next-runs li').nth(4).waitFor(WAIT);
        }
        found.push(...(await scene.violations(page)).map((each) => `${locale} ${path} ${each}`));
      }
    }
    expect(found).toEqual([]);
    expect(scene.complaints).toEqual([]);
  }, 90_000);
});
