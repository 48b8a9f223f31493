import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { query } from '@antrean/platform/database';
import { findBrowser, startTestSystem, type AppProcess, type TestSystem } from '@antrean/testing';
import axe from 'axe-core';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';

const run = promisify(execFile);
const ROOT = join(import.meta.dirname, '../..');
const WAIT = { timeout: 20_000 };
/** What somebody types who wants to be code, or to turn the line around. */
const HOSTILE = '<img src=x onerror="document.title=1"><script>document.title=2</script> \u05d0\u05d1';

const executablePath = findBrowser();

(executablePath ? describe : describe.skip)('the console in a browser', () => {
  let system: TestSystem;
  let realtime: AppProcess;
  let browser: Browser;
  const complaints: string[] = [];
  const elsewhere: string[] = [];

  beforeAll(async () => {
    await run(process.execPath, ['tools/build-console.ts'], { cwd: ROOT });
    system = await startTestSystem();
    [realtime] = await Promise.all([system.start('realtime'), system.start('api'), system.start('worker')]);
    browser = await chromium.launch({
      executablePath: executablePath!,
      args: ['--headless', '--no-sandbox', '--disable-gpu'],
    });
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await system.stop();
  });
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
  });

  const watch = (page: Page): Page => {
    page.on('console', (message) => {
      if (message.type() === 'error' && !/WebSocket|Failed to load resource/.test(message.text()))
        complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('request', (request) => {
      const { protocol, host } = new URL(request.url());
      if (!/^(data|blob):$/.test(protocol) && host !== new URL(system.apiUrl).host)
        elsewhere.push(request.url());
    });
    return page;
  };
  const newContext = (locale = 'id-ID', width = 1280): Promise<BrowserContext> =>
    browser.newContext({ locale, viewport: { width, height: 800 } });
  const open = async (path = '/', context?: BrowserContext): Promise<Page> => {
    const page = watch(await (context ?? (await newContext())).newPage());
    await page.goto(`${system.apiUrl}/app${path}`);
    return page;
  };
  /** By the keyboard alone, as every form here can be used. */
  const logIn = async (page: Page, nik: string, password: string): Promise<void> => {
    await page.locator('input[name=identifier]:focus').waitFor(WAIT);
    await page.keyboard.type(nik);
    await page.keyboard.press('Tab');
    await page.keyboard.type(password);
    await page.keyboard.press('Enter');
  };
  const enter = async (
    nik: string,
    password: string,
    path = '/',
    context?: BrowserContext,
  ): Promise<Page> => {
    const page = await open(path, context);
    await logIn(page, nik, password);
    await live(page);
    return page;
  };
  const badge = (page: Page, state: string) => page.locator(`.badge[data-state="${state}"]`).waitFor(WAIT);
  const live = (page: Page) => badge(page, 'live');
  const row = (page: Page, code: string, status = '') =>
    page.locator('tbody tr', { hasText: code }).filter({ hasText: status });
  const heading = (page: Page, text: string) =>
    page.getByRole('heading', { name: text, level: 1 }).waitFor(WAIT);
  const order = async (): Promise<{ id: number; kodePesanan: string }> => {
    const token = await system.login('EMP001', 'emp123');
    const body = { shiftId: 1, jumlahPesanan: 10 };
    return (await system.call<{ id: number; kodePesanan: string }>('POST', '/api/orders', { token, body }))
      .body;
  };
  const violations = async (page: Page): Promise<string[]> => {
    await page.evaluate(axe.source);
    const found = await page.evaluate<{ id: string; nodes: { html: string }[] }[]>(
      'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => ({ html })) })))',
    );
    return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
  };

  it('S0-PERF-06 is served compressed, kept for ever by names that change, and no page stands in for a missing file', async () => {
    const page = await fetch(`${system.apiUrl}/app/orders`, { headers: { 'accept-encoding': 'br' } });
    expect(page.headers.get('content-encoding')).toBe('br');
    expect(page.headers.get('cache-control')).toBe('no-cache');
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'self'");
    expect(policy).not.toMatch(/unsafe|https:/);
    const html = await page.text();
    expect(html).not.toMatch(/<script(?![^>]* src=)|<style|style=/);
    const etag = page.headers.get('etag') ?? '';
    const again = await fetch(`${system.apiUrl}/app/orders`, {
      headers: { 'accept-encoding': 'br', 'if-none-match': etag },
    });
    expect(again.status).toBe(304);
    const script = /src="(\/app\/assets\/[^"]+\.js)"/.exec(html)?.[1] ?? '';
    const asset = await fetch(system.apiUrl + script, { headers: { 'accept-encoding': 'gzip' } });
    expect(Object.fromEntries(asset.headers)).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'content-encoding': 'gzip',
      'content-type': 'text/javascript; charset=utf-8',
    });
    expect((await fetch(`${system.apiUrl}/app/assets/index-of-yesterday.js`)).status).toBe(404);
    expect((await fetch(`${system.apiUrl}/app/forgot-password`)).status).toBe(200);
    expect((await fetch(system.apiUrl, { redirect: 'manual' })).headers.get('location')).toBe('/app/');
  });

  it('says what is wrong with a login, keeps what was typed, and asks for another password when it is temporary', async () => {
    const page = await open('/orders?status=READY');
    await logIn(page, 'EMP002', 'not it');
    await page.locator('.trouble').waitFor(WAIT);
    expect(await page.locator('input[name=identifier]').inputValue()).toBe('EMP002');
    const token = await system.login('ADM001', 'admin123');
    const { body } = await system.call<{ id: number }>('POST', '/api/users', {
      token,
      body: {
        ...{ nik: 'NEW777', password: 'first password 7', role: 'employee' },
        ...{ namaLengkap: HOSTILE.slice(0, 60), departmentId: 1 },
      },
    });
    const reset = await system.call<{ temporaryPassword: string }>(
      'POST',
      `/api/users/${body.id}/reset-password`,
      {
        token,
        body: {},
      },
    );
    const { temporaryPassword } = reset.body;
    await page.reload();
    await logIn(page, 'NEW777', temporaryPassword);
    await page.fill('input[name=current]', temporaryPassword);
    await page.fill('input[name=next]', 'another password 8');
    await page.keyboard.press('Enter');
    // The address that was asked for is where the login leads.
    await live(page);
    expect(page.url()).toBe(`${system.apiUrl}/app/orders?status=READY`);
    await heading(page, 'Pesanan makan');
    expect(await page.title()).toBe('Antrean');
  }, 60_000);

  it('S0-TEST-04 an order goes from the employee to the kitchen, the administrator and delivery, each hearing of it, by keyboard', async () => {
    const employee = await enter('EMP001', 'emp123');
    await heading(employee, 'Pesanan makan');
    const cook = await enter('KIT001', 'kitchen123');
    const admin = await enter('ADM001', 'admin123', '/approvals');
    await employee.keyboard.press('c');
    await employee.locator('dialog[open] select:focus').waitFor(WAIT);
    await employee.keyboard.press('Tab');
    await employee.keyboard.type('12');
    await employee.keyboard.press('Enter');
    const said = await employee.locator('.toasts p').innerText(WAIT);
    const code = /PM-\d+-\d+/.exec(said)?.[0] ?? '';
    await row(employee, code, 'Menunggu').waitFor(WAIT);
    await row(cook, code).waitFor(WAIT);
    expect(await row(cook, code).count()).toBe(1);

    // j goes to the row that is first, Enter opens it.
    await cook.keyboard.press('j');
    await cook.keyboard.press('Enter');
    await heading(cook, code);
    await cook.locator('summary', { hasText: 'Ajukan perubahan' }).focus();
    await cook.keyboard.press('Enter');
    await cook.locator('details[open] select').selectOption('edit');
    await cook.fill('input[name=quantity]', '9');
    await cook.fill('textarea[name=note]', HOSTILE);
    await cook.keyboard.press('Tab');
    await cook.keyboard.press('Enter');

    const card = admin.locator('.cards li', { hasText: code });
    await card.waitFor(WAIT);
    expect(await card.locator('blockquote').innerText()).toBe(HOSTILE);
    expect(await card.locator('img, script').count()).toBe(0);
    await admin.keyboard.press('j');
    await card.getByRole('button', { name: 'Setujui' }).focus();
    await admin.keyboard.press('Enter');
    await card.waitFor({ state: 'detached', ...WAIT });
    await row(employee, code, '9').waitFor(WAIT);
    expect(await employee.title()).toBe('Antrean');

    for (const step of ['Mulai masak', 'Tandai siap']) {
      await cook.getByRole('button', { name: step }).focus(WAIT);
      await cook.keyboard.press('Enter');
      await cook.getByRole('button', { name: step }).waitFor({ state: 'detached', ...WAIT });
    }
    await row(employee, code, 'Siap').waitFor(WAIT);
    const courier = await enter('DEL001', 'delivery123');
    await row(courier, code, 'Siap').getByRole('link').focus(WAIT);
    await courier.keyboard.press('Enter');
    for (const step of ['Ambil untuk diantar', 'Tandai selesai']) {
      await courier.getByRole('button', { name: step }).focus(WAIT);
      await courier.keyboard.press('Enter');
      await courier.getByRole('button', { name: step }).waitFor({ state: 'detached', ...WAIT });
    }
    await row(employee, code, 'Selesai').waitFor(WAIT);
  }, 120_000);

  it('who was slower keeps what they typed, is told what the order is now, and goes on from there', async () => {
    const { id, kodePesanan } = await order();
    const cook = await enter('KIT001', 'kitchen123', `/orders/${id}`);
    await heading(cook, kodePesanan);
    await cook.locator('summary', { hasText: 'Ajukan perubahan' }).click();
    await cook.fill('textarea[name=note]', 'bahan habis sejak pagi');
    // News that the page has not heard of yet: the request goes by the version that it shows.
    await cook.route(`**/api/orders/${id}`, (route) => route.abort());
    const token = await system.login('KIT001', 'kitchen123');
    await system.call('PATCH', `/api/orders/${id}/status`, { token, body: { status: 'IN_PROGRESS' } });
    await cook.getByRole('button', { name: 'Kirim' }).click();
    await cook.locator('.trouble').waitFor(WAIT);
    expect(await cook.inputValue('textarea[name=note]')).toBe('bahan habis sejak pagi');
    await cook.unroute(`**/api/orders/${id}`);
    await cook.reload();
    await cook.locator('.head .status[data-status="IN_PROGRESS"]').waitFor(WAIT);
  }, 60_000);

  it('shows how fresh it is while the realtime tier is away, and each order of that time once', async () => {
    const cook = await enter('KIT001', 'kitchen123');
    await realtime.kill('SIGKILL');
    await badge(cook, 'polling');
    const missed = [await order(), await order()];
    realtime = await system.start('realtime');
    await cook.locator('.badge[data-state="live"]').waitFor({ timeout: 40_000 });
    for (const { kodePesanan } of missed) {
      await row(cook, kodePesanan).waitFor(WAIT);
      expect(await row(cook, kodePesanan).count()).toBe(1);
    }
  }, 90_000);

  it('five tabs take up one session by one refresh, and one that logs out logs out all', async () => {
    const context = await newContext();
    const first = await enter('EMP002', 'emp123', '/', context);
    const used = async () =>
      (
        await query<{ n: number }>(
          system.db.database.fork(),
          `select count(*)::int as n from refresh_tokens where used_at is not null and session_id =
             (select id from sessions order by created_at desc limit 1)`,
        )
      )[0]?.n;
    expect(await used()).toBe(0);
    // A tab that comes later is given the token of one that is there; when none is, one of them asks the api.
    await live(await open('/', context));
    expect(await used()).toBe(0);
    for (const tab of context.pages()) if (tab !== first) await tab.close();
    await first.goto('about:blank');
    const tabs = await Promise.all(Array.from({ length: 5 }, () => open('/', context)));
    await Promise.all(tabs.map(live));
    expect(await used()).toBe(1);
    await tabs[0]!.getByRole('button', { name: 'Keluar' }).click();
    await Promise.all(tabs.map((tab) => tab.getByRole('heading', { name: 'Masuk' }).waitFor(WAIT)));
  }, 60_000);

  it('who loses a role loses its screens at once', async () => {
    const admin = await system.login('ADM001', 'admin123');
    const { body } = await system.call<{ id: number }>('POST', '/api/users', {
      token: admin,
      body: {
        ...{ nik: 'ADM777', password: 'a password 777', role: 'administrator' },
        ...{ namaLengkap: 'Sementara', departmentId: 1 },
      },
    });
    const page = await enter('ADM777', 'a password 777');
    await page.getByRole('link', { name: 'Persetujuan' }).waitFor(WAIT);
    const superior = await system.login('SUP001', 'super123');
    const answer = await system.call('PATCH', `/api/users/${body.id}/role`, {
      token: superior,
      body: { role: 'employee' },
    });
    expect(answer.status).toBe(200);
    await page.getByRole('link', { name: 'Persetujuan' }).waitFor({ state: 'detached', timeout: 5_000 });
  }, 60_000);

  it.each(['id-ID', 'en-GB'])(
    'is accessible in %s: every screen in light and dark, narrow and wide, nothing cut off',
    async (locale) => {
      const { id } = await order();
      const context = await newContext(locale);
      const login = await open('/', context);
      await login.locator('input[name=identifier]').waitFor(WAIT);
      const found = await violations(login);
      await logIn(login, 'ADM001', 'admin123');
      await live(login);
      const page = login;
      for (const path of ['/orders', `/orders/${id}`, '/approvals']) {
        await page.goto(`${system.apiUrl}/app${path}`);
        await live(page);
        await page.locator('h1').waitFor(WAIT);
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme });
          for (const width of [360, 1280]) {
            await page.setViewportSize({ width, height: 800 });
            found.push(...(await violations(page)).map((each) => `${path} ${colorScheme} ${width} ${each}`));
            const overflows = await page.evaluate<boolean>(
              'document.documentElement.scrollWidth > document.documentElement.clientWidth',
            );
            if (overflows) found.push(`${path} ${width} is wider than its window`);
          }
        }
      }
      expect(found).toEqual([]);
      expect(await page.evaluate('document.documentElement.lang')).toBe(locale.slice(0, 2));
    },
    120_000,
  );

  it('asks nobody else, and nothing was refused by its content security policy or thrown', () => {
    expect(elsewhere).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
