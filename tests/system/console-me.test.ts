import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { codeOf } from '@antrean/factors/testing';
import { query } from '@antrean/platform/database';
import type { Page } from 'playwright-core';
import { badge, executablePath, logIn, startConsole, WAIT, type ConsoleScene } from './console-browser.ts';

const HOSTILE = 'Robot <img src=x onerror="document.title=2"> אב';

(executablePath ? describe : describe.skip)('the own account on its screen', () => {
  let scene: ConsoleScene;
  beforeAll(async () => {
    scene = await startConsole();
  }, 120_000);
  afterAll(() => scene.stop());
  afterEach(() => scene.closePages());

  const sql = <R extends Record<string, unknown>>(text: string, values: readonly string[] = []) =>
    query<R>(scene.system.db.database.fork(), text, values);
  /** As after ten minutes at the screen. */
  const proofsExpire = () => sql(`update sessions set proven_at = now() - interval '1 hour'`);
  const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
  const dialog = (page: Page, title: string) => page.getByRole('dialog', { name: title });
  const press = async (page: Page, name: string): Promise<void> => {
    await button(page, name).focus();
    await page.keyboard.press('Enter');
  };
  const ready = (page: Page) => page.locator('#notices tbody tr').first().waitFor(WAIT);
  const sessionRow = (page: Page, id: string) => page.locator(`tr[data-session="${id}"]`);
  const liveRows = (page: Page) => page.locator('tr[data-session][data-ended="false"]');
  const ownRow = (page: Page) => liveRows(page).filter({ hasText: 'sesi ini' });

  it('S1-AUTH-14 S1-AUTH-15 an authenticator app is set up by keyboard after a fresh proof, and its codes for paper are shown once', async () => {
    const page = await scene.enter('EMP001', 'emp123');
    await page.keyboard.press('g');
    await page.keyboard.press('m');
    await ready(page);
    expect(await scene.violations(page)).toEqual([]);
    await proofsExpire();

    await press(page, 'Pasang aplikasi autentikator');
    const proof = dialog(page, 'Buktikan bahwa ini Anda');
    await proof.locator('input[name=password]:focus').waitFor(WAIT);
    expect(await scene.violations(page)).toEqual([]);
    await page.keyboard.type('not-the-password');
    await page.keyboard.press('Enter');
    await proof.locator('.trouble').waitFor(WAIT);
    await proof.locator('input[name=password]').fill('emp123');
    await page.keyboard.press('Enter');

    // What was asked for before the proof goes on after it.
    const app = dialog(page, 'Pasang aplikasi autentikator');
    const secret = await app.getByLabel('Kunci', { exact: true }).inputValue(WAIT);
    await app.getByRole('img').evaluate('(image) => image.decode()');
    expect(await scene.violations(page)).toEqual([]);
    await app.locator('input[name=code]').fill(codeOf(secret));
    await page.locator('[data-factor=totp][data-on=true]').waitFor(WAIT);

    await press(page, 'Buat kode cadangan');
    const paper = page.locator('dialog.paper[open]');
    await paper.locator('.codes li').nth(9).waitFor(WAIT);
    const codes = await paper.locator('.codes li').allTextContents();
    expect(new Set(codes).size).toBe(10);
    expect(await scene.violations(page)).toEqual([]);
    await page.emulateMedia({ media: 'print' });
    expect(await paper.locator('.codes').isVisible()).toBe(true);
    expect(await page.locator('h1').isVisible()).toBe(false);
    await page.emulateMedia({ media: 'screen' });
    await page.keyboard.press('Escape');
    await page.locator('[data-factor=backup]').getByText('10 tersisa').waitFor(WAIT);
    expect(await page.content()).not.toContain(codes[0]!);

    // Who has a second factor proves by it: the password is no proof any more.
    await proofsExpire();
    await press(page, 'Hapus aplikasi autentikator');
    await proof.getByLabel('Cara').selectOption('backup');
    await proof.locator('input[name=code]').fill(codes[0]!);
    await page.keyboard.press('Enter');
    await page.locator('[data-factor=totp][data-on=false]').waitFor(WAIT);
    await page.locator('[data-factor=backup][data-on=false]').waitFor(WAIT);
    // Whoever does not prove it is told that nothing was done.
    await proofsExpire();
    await press(page, 'Pasang aplikasi autentikator');
    await proof.locator('input[name=password]').waitFor(WAIT);
    await page.keyboard.press('Escape');
    await page.getByText('Tidak dilakukan: Anda belum membuktikan bahwa ini Anda.').waitFor(WAIT);
    expect(scene.complaints).toEqual([]);
  }, 90_000);

  it('S0-AUTH-03 S1-AUTH-19 a session that ends in another browser turns grey there at once, and here leads to the login', async () => {
    const here = await scene.enter('EMP002', 'emp123', '/me');
    await ownRow(here).waitFor(WAIT);
    const there = await scene.enter('EMP002', 'emp123', '/me');
    await ownRow(there).waitFor(WAIT);
    const third = await scene.enter('EMP002', 'emp123', '/orders');
    // A login elsewhere appears without asking.
    await liveRows(here).nth(2).waitFor(WAIT);
    await liveRows(there).nth(2).waitFor(WAIT);
    const idOf = async (page: Page): Promise<string> =>
      (await ownRow(page).getAttribute('data-session')) ?? '';
    const [hereId, thereId] = [await idOf(here), await idOf(there)];
    expect(hereId).not.toBe(thereId);
    expect(await sessionRow(here, thereId).textContent()).toContain('127.0.0.0/24');

    await sessionRow(there, hereId).getByRole('button').click();
    const ended = performance.now();
    await here.locator('input[name=identifier]').waitFor(WAIT);
    const tookMs = performance.now() - ended;
    await there.locator(`tr[data-session="${hereId}"][data-ended="true"]`).waitFor(WAIT);
    process.stdout.write(`a session ended elsewhere is at the login after ${tookMs.toFixed(0)} ms\n`);
    expect(tookMs).toBeLessThan(1_000);

    await press(there, 'Akhiri semua sesi lain');
    await third.locator('input[name=identifier]').waitFor(WAIT);
    await there.locator('tr[data-ended="true"]').nth(1).waitFor(WAIT);
    expect(await liveRows(there).count()).toBe(1);
    expect(await button(there, 'Akhiri semua sesi lain').isDisabled()).toBe(true);
    expect(scene.complaints).toEqual([]);
  }, 90_000);

  it('S0-AUTH-02 a token for a program is shown once, works by REST with what was chosen alone, and not after it was revoked', async () => {
    const page = await scene.enter('EMP001', 'emp123', '/me', await scene.newContext('en-GB'));
    await ready(page);
    await proofsExpire();
    await press(page, 'Make a token');
    const making = dialog(page, 'Make a token');
    await making.locator('input[name=name]:focus').waitFor(WAIT);
    await page.keyboard.type(HOSTILE);
    await making.getByLabel('meal-orders.read', { exact: true }).check();
    expect(await scene.violations(page)).toEqual([]);
    await making.locator('button[type=submit]').click();
    const proof = dialog(page, 'Show that it is you');
    await proof.locator('input[name=password]').fill('emp123');
    await page.keyboard.press('Enter');
    const token = await dialog(page, 'The token was made')
      .getByLabel('Token', { exact: true })
      .inputValue(WAIT);
    const status = async (path: string): Promise<number> =>
      (await scene.system.call('GET', path, { token })).status;
    expect(await status('/api/orders')).toBe(200);
    expect(await status('/api/auth/sessions')).toBe(403);
    await page.keyboard.press('Escape');
    const row = page.locator('tr[data-token]', { hasText: HOSTILE });
    await row.getByText('meal-orders.read').waitFor(WAIT);
    expect(await page.content()).not.toContain(token);
    await page.getByRole('button', { name: `Revoke token ${HOSTILE}` }).click();
    await row.getByText('Revoked').waitFor(WAIT);
    expect(await status('/api/orders')).toBe(401);
    expect(await page.title()).toBe('Antrean');
    expect(scene.complaints).toEqual([]);
  }, 60_000);

  it('a passkey is made here, logs in without a password, stands in as a proof, and is removed', async () => {
    const context = await scene.newContext();
    // Passkeys are for a name, and that of these pages is localhost.
    const named = scene.system.apiUrl.replace('127.0.0.1', 'localhost');
    const page = await context.newPage();
    const authenticator = await context.newCDPSession(page);
    await authenticator.send('WebAuthn.enable');
    await authenticator.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        ...{ protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true },
        ...{ isUserVerified: true, automaticPresenceSimulation: true },
      },
    });
    await page.goto(`${named}/app/me`);
    await logIn(page, 'DEL001', 'delivery123');
    await badge(page, 'live');
    await page.getByLabel('Nama passkey').fill(HOSTILE);
    await page.keyboard.press('Enter');
    const row = page.locator('#passkeys li', { hasText: HOSTILE });
    await row.waitFor(WAIT);

    await button(page, 'Keluar').click();
    await button(page, 'Masuk dengan passkey').click();
    await badge(page, 'live');
    await row.getByText('terakhir dipakai').waitFor(WAIT);
    // With the password the login waits for it.
    await button(page, 'Keluar').click();
    await logIn(page, 'DEL001', 'delivery123');
    await button(page, 'Masuk dengan passkey').click();
    await badge(page, 'live');

    await proofsExpire();
    await button(page, `Hapus passkey ${HOSTILE}`).click();
    await button(page, 'Tunjukkan passkey').click();
    await row.waitFor({ ...WAIT, state: 'detached' });
    expect(await page.title()).toBe('Antrean');
  }, 60_000);

  it('a phone for codes, the password, the address and the name are changed here', async () => {
    const page = await scene.enter('CUS001', 'customer123', '/me');
    await ready(page);
    await page.getByLabel('Nama', { exact: true }).fill('Cut <b>Nyak</b> Dien');
    await button(page, 'Simpan profil').click();
    await page.locator('.bar .me').getByText('Cut <b>Nyak</b> Dien').waitFor(WAIT);
    await page.getByLabel('Zona waktu').selectOption('Asia/Jayapura');
    await page.getByLabel('Bahasa pesan untuk saya').selectOption('en');
    await button(page, 'Simpan bahasa dan zona').click();
    await page.getByRole('heading', { name: 'My account' }).waitFor(WAIT);
    expect(
      await sql(`select language, time_zone as zone, full_name as name from users where nik = 'CUS001'`),
    ).toEqual([{ language: 'en', zone: 'Asia/Jayapura', name: 'Cut <b>Nyak</b> Dien' }]);

    await button(page, 'Set up a phone for text messages').click();
    const adding = dialog(page, 'Set up a phone for text messages');
    await adding.locator('input[name=phone]').fill('+62 812 7777 0001');
    await page.keyboard.press('Enter');
    await adding.locator('input[name=code]').waitFor(WAIT);
    await scene.system.drain();
    const inbox = await scene.system.call('GET', '/api/dev/sms-inbox');
    await adding.locator('input[name=code]').fill(/\b\d{6}\b/.exec(inbox.text)![0]);
    await page.locator('[data-factor=sms][data-on=true]').waitFor(WAIT);
    await button(page, 'Remove the phone').click();
    await page.locator('[data-factor=sms][data-on=false]').waitFor(WAIT);

    await page.locator('summary', { hasText: 'Change e-mail' }).click();
    await page.getByLabel('New e-mail').fill('cut@antrean.test');
    await page.keyboard.press('Enter');
    await page.getByText('A link was sent to cut@antrean.test.').waitFor(WAIT);
    await scene.system.drain();
    expect(JSON.stringify(await scene.system.mailbox.emails())).toContain('cut@antrean.test');

    const elsewhere = await scene.enter('CUS001', 'customer123', '/me', await scene.newContext('en-GB'));
    await page.locator('summary', { hasText: 'Change password' }).click();
    await page.getByLabel('Password of now').fill('customer123');
    await page.getByLabel('New password').fill('kuda laut berenang jauh');
    await page.keyboard.press('Enter');
    await elsewhere.locator('input[name=identifier]').waitFor(WAIT);
    await scene.system.login('CUS001', 'kuda laut berenang jauh');
    expect(scene.complaints).toEqual([]);
  }, 90_000);

  it('what somebody is told by which channel is chosen here and in the bell, and a kind is muted and unmuted there', async () => {
    await sql(
      `insert into in_app_notifications (user_id, delivery_id, notification, title, text)
       select id, gen_random_uuid(), 'recovery.waits', ?, 'x' from users where nik = 'KIT001'`,
      [HOSTILE],
    );
    const page = await scene.enter('KIT001', 'kitchen123', '/me');
    await ready(page);
    await page.keyboard.press('g');
    await page.keyboard.press('n');
    const told = page.locator('dialog[open] li', { hasText: HOSTILE });
    await told.getByRole('button', { name: 'Jangan tampilkan jenis ini' }).click();
    const declined = () => sql(`select notification, channel from declined_notifications`);
    await page.locator('.toasts button').waitFor(WAIT);
    expect(await declined()).toEqual([{ notification: 'recovery.waits', channel: 'inApp' }]);
    expect(await scene.violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    const row = page.locator('tr[data-notification="recovery.waits"]');
    const inApp = row.getByRole('checkbox', { name: /Dalam aplikasi$/ });
    expect(await inApp.isChecked()).toBe(false);
    await inApp.focus();
    await page.keyboard.press('Space');
    await row.locator('td:nth-child(2) input:checked').waitFor(WAIT);
    expect(await declined()).toEqual([]);
    expect(await page.title()).toBe('Antrean');
    expect(scene.complaints).toEqual([]);
  }, 60_000);

  it('all that is kept about somebody is downloaded here, and a customer deletes the account for good', async () => {
    const user = {
      nik: 'CUS077',
      password: 'kuda laut berenang jauh',
      role: 'customer',
      namaLengkap: 'Tjut',
    };
    const admin = await scene.system.login('ADM001', 'admin123');
    expect((await scene.system.call('POST', '/api/users', { token: admin, body: user })).status).toBe(201);
    const page = await scene.enter('CUS077', user.password, '/me');
    await ready(page);
    await button(page, 'Kumpulkan data saya').click();
    await page.locator('.bell[data-unread="1"]').waitFor(WAIT);
    const coming = page.waitForEvent('download', WAIT);
    await button(page, 'Unduh data saya').click();
    expect((await coming).suggestedFilename()).toBe('antrean.zip');

    await proofsExpire();
    await button(page, 'Hapus akun…').click();
    await page.getByLabel('Saya mengerti').check();
    await button(page, 'Hapus akun saya').click();
    const proof = dialog(page, 'Buktikan bahwa ini Anda');
    await proof.locator('input[name=password]').fill(user.password);
    await page.keyboard.press('Enter');
    await page.locator('input[name=identifier]').waitFor(WAIT);
    expect(
      await sql(`select erased_at is not null as gone from users where full_name <> '' and nik = 'CUS077'`),
    ).toEqual([]);
  }, 60_000);
});
