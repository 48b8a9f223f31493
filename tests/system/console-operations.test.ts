import { query } from '@antrean/platform/database';
import { type TestSystem } from '@antrean/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { executablePath, logIn, startConsole, WAIT, type ConsoleScene } from './console-browser.ts';

(executablePath ? describe : describe.skip)('the console of whoever runs the system', () => {
  let scene: ConsoleScene;
  let system: TestSystem;

  beforeAll(async () => {
    scene = await startConsole();
    ({ system } = scene);
  }, 120_000);
  afterAll(() => scene.stop());
  afterEach(() => scene.closePages());

  const sql = <R extends object>(text: string, values: (string | number)[] = []) =>
    query<R>(system.db.database.fork(), text, values);
  const enter = async (path: string, locale = 'id-ID'): Promise<Page> => {
    const page = await scene.open(path, await scene.newContext(locale));
    await logIn(page, 'ADM001', 'admin123');
    await page.locator('.bar nav').waitFor(WAIT);
    await page.locator('h1').waitFor(WAIT);
    return page;
  };
  const press = async (page: Page, name: string | RegExp): Promise<void> => {
    await page.getByRole('button', { name }).first().focus(WAIT);
    await page.keyboard.press('Enter');
  };
  /** Jobs that were given up, and that find nothing to do when they are tried again. */
  const die = (count: number) =>
    sql(
      `insert into outbox_jobs (queue, name, version, payload, state, attempts, finished_at, last_error)
       select 'mail', 'notification.send-mail', 1, jsonb_build_object('deliveryId', gen_random_uuid()), 'dead', 8, now(),
         '<script>document.title=1</script>' from generate_series(1, ?::int)`,
      [count],
    );
  const audited = async (action: string): Promise<string[]> => {
    await system.drain();
    const lines = await sql<{ detail: string }>(
      `select detail from log_audit_trail where action = ? order by id`,
      [action],
    );
    return lines.map(({ detail }) => detail);
  };

  it('S0-RT-03 the dashboard follows by socket: an order is counted and drawn without a look, on the canvas that was there', async () => {
    const page = await enter('/');
    await page.waitForURL('**/dashboard');
    const tile = page.locator('[data-tile=orders] .big');
    const before = Number(await tile.innerText(WAIT));
    const canvas = page.locator('canvas').first();
    await canvas.waitFor(WAIT);
    await page.evaluate(`document.querySelector('canvas').dataset.first = 'yes'`);
    await page.locator('.badge[data-state=live]').waitFor(WAIT);
    const asked: string[] = [];
    page.on('request', (request) => {
      if (request.url().endsWith('/api/dashboard/summary')) asked.push(request.url());
    });
    await scene.order();
    await page.locator('[data-tile=orders] .big', { hasText: String(before + 1) }).waitFor(WAIT);
    const drawn = page.locator(`canvas[data-first=yes][aria-label*="Menunggu ${before + 1},"]`);
    await drawn.waitFor(WAIT);
    expect(
      await page.evaluate<boolean>(
        `[document.querySelector('canvas')].some((c) => c.getContext('2d').getImageData(0, 0, c.width, c.height).data.some((v) => v > 0))`,
      ),
    ).toBe(true);
    expect(asked).toEqual([]);
    await page.keyboard.press('1');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/orders');
  }, 60_000);

  it('dead letters are filtered, counted and tried again if they are still as many; one is skipped with a reason, by keyboard', async () => {
    await die(3);
    const page = await enter('/operations');
    const broken = page.locator('[data-invariant=nothing_dead][data-holds=false]');
    await broken.waitFor(WAIT);
    expect(await broken.innerText()).toContain('Periksa surat mati');
    await page.locator('input[name=queue]').focus();
    await page.keyboard.type('mail');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/operations?queue=mail');
    await page.locator('[data-letters="3"]').waitFor(WAIT);
    await press(page, 'Coba lagi semua yang cocok (3)…');
    // Another one dies between the look and the word.
    await die(1);
    await press(page, 'Coba lagi 3');
    await page.locator('dialog[open] .trouble', { hasText: 'Ada 4 yang cocok' }).waitFor(WAIT);
    expect(await sql(`select from outbox_jobs where state = 'dead'`)).toHaveLength(4);
    await page.keyboard.press('Escape');
    await page.locator('[data-letters="4"]').waitFor(WAIT);

    await press(page, /^Lewati notification/);
    await page.locator('dialog[open] input[name=reason]').focus();
    await page.keyboard.type('sudah diurus');
    await page.keyboard.press('Enter');
    await page.locator('[data-letters="3"]').waitFor(WAIT);
    await press(page, 'Coba lagi semua yang cocok (3)…');
    await press(page, 'Coba lagi 3');
    await page.locator('[data-letters="0"]').waitFor(WAIT);
    await page.locator('[data-invariant=nothing_dead][data-holds=true]').waitFor(WAIT);
    expect(await audited('DEAD_LETTER_RETRIED')).toHaveLength(3);
    expect(await audited('DEAD_LETTER_SKIPPED')).toEqual([expect.stringContaining('sudah diurus')]);
    expect(await page.title()).toBe('Antrean');
  }, 60_000);

  it('a mail is sent again, and the queue figures of processes are unknown, not zero, while Redis is away', async () => {
    await sql(`update users set email = 'emp001@antrean.test' where nik = 'EMP001'`);
    await system.call('POST', '/api/auth/password/forgot', { body: { identifier: 'EMP001' } });
    await system.drain();
    const page = await enter('/operations?mail=sent');
    await press(page, /^Kirim ulang .* ke emp001@antrean.test$/);
    await page.locator('.toasts', { hasText: 'E-mail dikirim ulang.' }).waitFor(WAIT);
    expect(await audited('MAIL_RESENT')).toHaveLength(1);
    expect((await system.mailbox.emails()).length).toBe(2);
    await page.locator('section[data-stale=false] tbody tr').nth(2).waitFor(WAIT);
    await system.redis.kill();
    const stale = page.locator('section[data-stale=true]');
    await stale.waitFor(WAIT);
    expect(await stale.innerText()).toContain('Redis tidak menjawab');
    expect(await stale.locator('tbody td.number').first().innerText()).toBe('tidak diketahui');
    await page.getByRole('heading', { name: 'Log peristiwa dan konsumen' }).waitFor(WAIT);
    expect(await page.locator('section[aria-labelledby=log] .big').first().innerText()).toMatch(/^\d+$/);
  }, 60_000);

  it('an order is followed as one time line, with a red gap where a step is missing, which is tried again from there', async () => {
    await system.redis.restart();
    const order = await scene.order();
    await system.drain();
    const page = await enter(`/orders/${order.id}`);
    await page.locator('[aria-labelledby=trace-title]').waitFor(WAIT);
    await page.keyboard.press('t');
    const steps = page.locator('.trace li');
    await page.locator('.trace li[data-step=audit] code').waitFor(WAIT);
    expect(await page.locator('.trace li[data-step=event]').innerText()).toMatch(/order\.created #\d+/);
    expect(await page.locator('.trace code').innerText()).toMatch(/^[0-9a-f]{64}$/);
    expect(await steps.count()).toBe(3);
    await page.getByText('Tidak ada langkah yang hilang.').waitFor(WAIT);

    await sql(
      `insert into outbox_event_failures (consumer, seq, attempts, dead, error)
       select 'audit', seq, 8, true, 'poison' from log_audit_trail where subject = ?`,
      [order.kodePesanan],
    );
    const gap = page.locator('.trace li[data-step=gap]', { hasText: 'audit menolak order.created' });
    await gap.getByRole('button', { name: 'Coba lagi' }).focus(WAIT);
    await page.keyboard.press('Enter');
    await gap.waitFor({ state: 'detached', ...WAIT });
    const lines = await sql(`select from log_audit_trail where subject = ?`, [order.kodePesanan]);
    expect(lines).toHaveLength(1);
  }, 60_000);

  it('is accessible: every screen in both languages, light and dark, narrow and wide, nothing cut off', async () => {
    await die(1);
    const [order] = await sql<{ id: number }>(`select id from meal_orders limit 1`);
    const found: string[] = [];
    for (const locale of ['id-ID', 'en-GB']) {
      const page = await enter('/operations', locale);
      for (const path of ['/dashboard', '/operations', `/orders/${order!.id}`, '/audit']) {
        await page.goto(`${system.apiUrl}/app${path}`);
        await page.locator('h1').waitFor(WAIT);
        if (path.startsWith('/orders')) {
          await page.locator('[aria-labelledby=trace-title] button').click(WAIT);
          await page.locator('.trace code').waitFor(WAIT);
        } else await page.locator('tbody tr, canvas').first().waitFor(WAIT);
        found.push(...(await scene.violations(page)).map((each) => `${path} ${each}`));
      }
    }
    expect(found).toEqual([]);
  }, 90_000);

  it('the audit trail is filtered by the address, shows what became of what, and a break that SQL made is named first', async () => {
    const [line] = await sql<{ subject: string; chain: string; chain_seq: string; id: string }>(
      `select subject, chain, chain_seq, id from log_audit_trail where action = 'ORDER_CREATED' order by id desc limit 1`,
    );
    const page = await enter(`/audit?order=${line!.subject}`);
    await page.locator('tbody tr', { hasText: line!.subject }).waitFor(WAIT);
    expect(await page.locator('tbody tr').count()).toBe(1);
    await press(page, 'Hapus saringan');
    await page.locator('tbody tr', { hasText: 'LOGIN' }).first().waitFor(WAIT);
    await press(page, 'Verifikasi');
    await page.locator('[data-valid=true]', { hasText: 'Utuh' }).waitFor(WAIT);

    await system.db.database.fork().transactional(async (em) => {
      await query(em, `set local session_replication_role = replica`);
      await query(em, `update log_audit_trail set detail = 'nothing' where id >= ?::bigint`, [line!.id]);
    });
    // The whole month, whatever a worker has proven before.
    await page.fill('input[name=from]', `${line!.chain}-15`);
    await press(page, 'Verifikasi');
    const broken = page.locator('[data-valid=false]');
    await broken.waitFor(WAIT);
    const said = (await broken.innerText()).replaceAll('.', '');
    expect(said).toContain('Jejak audit RUSAK');
    expect(said).toContain(`bulan ${line!.chain}, baris ke-${line!.chain_seq}`);
    expect(said).toContain(`Id baris: ${line!.id}`);
    expect(scene.complaints).toEqual([]);
  }, 60_000);
});
