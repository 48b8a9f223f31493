import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { findBrowser, startTestSystem, type TestSystem } from '@antrean/testing';
import { query } from '@antrean/platform/database';
import { chromium, type Browser, type Page } from 'playwright-core';

const executablePath = findBrowser();

(executablePath ? describe : describe.skip)('links in mails, opened in a browser', () => {
  let system: TestSystem;
  let browser: Browser;

  beforeAll(async () => {
    system = await startTestSystem();
    await Promise.all([system.start('api'), system.start('worker')]);
    browser = await chromium.launch({
      executablePath: executablePath!,
      args: ['--headless', '--no-sandbox'],
    });
  }, 90_000);
  afterAll(async () => {
    await browser.close();
    await system.stop();
  });

  const open = async (url: string, locale = 'id-ID'): Promise<Page> => {
    const context = await browser.newContext({ locale });
    const page = await context.newPage();
    await page.goto(url);
    return page;
  };

  it('S1-AUTH-03 the link for a new password leads to a page that sets it; opening it uses nothing up', async () => {
    const forgotten = await system.call('POST', '/api/auth/password/forgot', {
      body: { identifier: 'EMP002' },
    });
    expect(forgotten.status).toBe(202);
    await system.drain();
    const [mail] = await system.mailbox.emails();
    const [link = ''] = /https?:\S+#token=[\w-]+/.exec(mail?.text ?? '') ?? [];

    // As mail scanners do.
    for (const method of ['GET', 'HEAD', 'GET']) expect((await fetch(link, { method })).status).toBe(200);
    const page = await open(link);
    await page.getByRole('heading', { name: 'Buat kata sandi baru' }).waitFor();
    await page.locator('#password').fill('password');
    await page.getByRole('button').click();
    await page.locator('#trouble:not(:empty)').waitFor();
    await page.locator('#password').fill('sebuah kalimat yang panjang');
    await page.getByRole('button').click();
    await page.getByRole('heading', { name: 'Kata sandi Anda telah diganti' }).waitFor();
    expect(page.url()).not.toContain('token');
    await system.login('EMP002', 'sebuah kalimat yang panjang');

    const again = await open(link, 'en-GB');
    await again.locator('#password').fill('another long sentence');
    await again.getByRole('button').click();
    await again.locator('#trouble:not(:empty)').waitFor();
  });

  it('S1-AUTH-16 who lost the second factor asks on a page, and its link leads to one that shows how it stands', async () => {
    const { db, mailbox } = system;
    await db.database.fork().execute(`update users set email = 'hilang@antrean.test' where nik = 'EMP001'`);
    await db.database.fork().execute(
      `insert into factors (user_id, kind, phone, confirmed_at)
       select id, 'sms', '+628123456789', now() from users where nik = 'EMP001'`,
    );
    const lost = await open(`${system.apiUrl}/app/lost-factor`);
    await lost.locator('#identifier').fill('EMP001');
    await lost.getByRole('button').click();
    await lost.getByRole('heading', { name: 'Periksa surel Anda' }).waitFor();
    await system.drain();
    const linkIn = async (page: string): Promise<string> => {
      const mails = (await mailbox.emails()).filter(({ to }) => to[0]?.address === 'hilang@antrean.test');
      const link = new RegExp(`https?:\\S+/app/${page}#token=[\\w-]+`);
      return mails.flatMap(({ text }) => link.exec(text ?? '') ?? [])[0] ?? '';
    };
    const recover = await linkIn('recover');
    for (const method of ['GET', 'HEAD']) expect((await fetch(recover, { method })).status).toBe(200);
    const page = await open(recover);
    await page.locator('#code').fill('aaaaa-aaaaa');
    await page.getByRole('button').click();
    await page.locator('#trouble:not(:empty)').waitFor();
    await page.locator('#code').fill('');
    await page.getByRole('button').click();
    await page.getByRole('heading', { name: 'Administrator memutuskan' }).waitFor();
    expect(page.url()).not.toContain('token');
    await system.drain();
    const objection = await open(await linkIn('cancel-recovery'), 'en-GB');
    await objection.getByRole('button', { name: 'It was not me' }).click();
    await objection.getByRole('heading', { name: 'It is called off' }).waitFor();
    const again = await open(recover);
    await again.getByRole('button').click();
    await again.locator('#trouble:not(:empty)').waitFor();
  });

  it('S1-AUTH-16 who is told in the application calls a recovery off on the same page, without a link', async () => {
    const page = await open(`${system.apiUrl}/app/cancel-recovery`, 'en-GB');
    const call = page.getByRole('button', { name: 'It was not me' });
    // Nobody is logged in with this browser.
    await call.click();
    await page.locator('#trouble:not(:empty)').waitFor();
    const login = await page.evaluate(`fetch('/api/auth/login', {
      method: 'POST', headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ nik: 'KIT001', password: 'kitchen123' }) }).then(({ status }) => status)`);
    expect(login).toBe(200);
    const sql = (text: string) => system.db.database.fork().execute(text);
    await sql(`insert into recoveries (user_id, expires_at)
      select id, now() + interval '1 day' from users where nik = 'KIT001'`);
    await call.click();
    await page.getByRole('heading', { name: 'It is called off' }).waitFor();
    const left = await sql(
      `select r.status from recoveries r join users u on u.id = r.user_id where u.nik = 'KIT001'`,
    );
    expect(left).toEqual([{ status: 'cancelled' }]);
  });

  it('S1-AUTH-04 the link of a registration leads to a page that completes it; opening it does not', async () => {
    const body = { email: 'halaman@antrean.test', password: 'sebuah kalimat panjang', namaLengkap: 'Wulan' };
    expect((await system.call('POST', '/api/auth/register', { body })).status).toBe(201);
    await system.drain();
    const mail = (await system.mailbox.emails()).find(({ to }) => to[0]?.address === body.email);
    const [link = ''] = /https?:\S+\/app\/verify#token=[\w-]+/.exec(mail?.text ?? '') ?? [];
    for (const method of ['GET', 'HEAD']) expect((await fetch(link, { method })).status).toBe(200);
    const page = await open(link);
    await page.getByRole('heading', { name: 'Pastikan alamat surel ini' }).waitFor();
    const early = await system.call('POST', '/api/auth/login', {
      body: { identifier: body.email, password: body.password },
    });
    expect(early.status).toBe(401);
    await page.getByRole('button').click();
    await page.getByRole('heading', { name: 'Alamat telah dipastikan' }).waitFor();
    expect(page.url()).not.toContain('token');
    await system.login(body.email, body.password);

    // Who forgot the password asks for a link on a page, too.
    const forgotten = await open(`${system.apiUrl}/app/forgot-password`, 'en-GB');
    await forgotten.locator('#identifier').fill(body.email);
    await forgotten.getByRole('button').click();
    await forgotten.getByRole('heading', { name: 'Look into your mail' }).waitFor();
  });

  it('S1-BKG-01 S1-BKG-02 S1-BKG-03 the link of a guest leads to a page that books, moves, cancels and books again', async () => {
    const clinic = 'Klinik Hewan Sahabat';
    const [found] = await query<{ clinicId: number; serviceId: number }>(
      system.db.database.fork(),
      `select c.id as "clinicId", s.id as "serviceId" from clinics c join clinic_services s on s.clinic_id = c.id
       where c.name = ? and s.name = 'Konsultasi'`,
      [clinic],
    );
    const { clinicId, serviceId } = found!;
    const days = ['2', '3', '4', '5', '6', '7', '8', '9'].map((n) =>
      new Date(Date.now() + Number(n) * 86_400_000).toISOString().slice(0, 10),
    );
    const { body: slots } = await system.call<{ startsAt: string; localStartsAt: string }[]>(
      'GET',
      `/api/clinics/${clinicId}/slots?serviceId=${serviceId}&from=${days[0]}&to=${days.at(-1)}`,
    );
    const [startsAt, later] = [slots[0]!.startsAt, slots.at(-1)!];
    const email = 'tamu@antrean.test';
    const details = {
      name: 'Rina',
      email,
      phone: '+628123456789',
      pet: { name: 'Bolu', species: 'kelinci' },
    };
    const held = await system.call('POST', '/api/guest-bookings', {
      body: { clinicId, serviceId, startsAt, ...details, language: 'id' },
    });
    expect(held.status).toBe(201);
    const links = async (): Promise<string[]> => {
      await system.drain(30_000, 'guest-bookings');
      const mails = (await system.mailbox.emails()).filter(({ to }) => to[0]?.address === email);
      return mails.flatMap(({ text }) => /https?:\S+\/app\/visit#token=[\w-]+/.exec(text)?.[0] ?? []);
    };
    const [link = ''] = await links();
    for (const method of ['GET', 'HEAD', 'GET']) expect((await fetch(link, { method })).status).toBe(200);
    const state = async (): Promise<string[]> => {
      const rows = await query<{ status: string }>(
        system.db.database.fork(),
        `select status from bookings where guest_name = 'Rina' order by id`,
      );
      return rows.map(({ status }) => status);
    };

    const page = await open(link);
    await page.getByRole('heading', { name: 'Konfirmasikan janji temu Anda' }).waitFor();
    expect(await state()).toEqual(['held']);
    await page.getByRole('button', { name: 'Konfirmasikan janji temu' }).click();
    await page.getByRole('heading', { name: 'Janji temu Anda terkonfirmasi' }).waitFor();
    expect(await state()).toEqual(['confirmed']);

    // The old link, in another browser.
    const again = await open(link, 'en-GB');
    await again.getByText('Choose another time').click();
    await again.locator('#day').fill(later.localStartsAt.slice(0, 10));
    await again.locator(`#slot option[value="${later.startsAt}"]`).waitFor({ state: 'attached' });
    await again.locator('#slot').selectOption(later.startsAt);
    const before = await again.locator('#time').textContent();
    await again.getByRole('button', { name: 'Move it there' }).click();
    await again.locator('#time', { hasNotText: before! }).waitFor();
    await again.getByRole('button', { name: 'Cancel the booking' }).click();
    await again.getByRole('heading', { name: 'This booking is cancelled' }).waitFor();
    expect(await state()).toEqual(['cancelled']);

    const offers = await open(link, 'en-GB');
    await offers.locator('#day').fill(later.localStartsAt.slice(0, 10));
    await offers.locator(`#slot option[value="${later.startsAt}"]`).waitFor({ state: 'attached' });
    expect(await state()).toEqual(['cancelled']);
    await offers.locator('#slot').selectOption(later.startsAt);
    await offers.getByRole('button', { name: 'Book', exact: true }).click();
    await offers.getByRole('heading', { name: 'Look into your mail' }).waitFor();
    expect(await state()).toEqual(['cancelled', 'held']);

    const last = await open((await links()).at(-1)!, 'en-GB');
    await last.getByRole('button', { name: 'Confirm the booking' }).click();
    await last.getByRole('button', { name: 'Forget my name, address and number' }).click();
    await last.getByRole('heading', { name: 'You are forgotten' }).waitFor();
    expect(last.url()).not.toContain('token');
    expect(await state()).toEqual([]);
  });

  it('the link to a report that is too large for a mail asks who you are and saves the file', async () => {
    const token = await system.login('ADM001', 'admin123');
    const { body } = await system.call<{ id: string }>('POST', '/api/report-jobs', {
      token,
      body: { report: 'department', format: 'csv', params: {} },
    });
    await system.drain();
    const file = await fetch(`${system.apiUrl}/api/report-jobs/${body.id}/download`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const bytes = Buffer.from(await file.arrayBuffer());

    const page = await open(`${system.apiUrl}/app/report-file#job=${body.id}`, 'en-GB');
    await page.locator('#identifier').fill('ADM001');
    await page.locator('#password').fill('wrong password');
    await page.getByRole('button').click();
    await page.locator('#trouble:not(:empty)').waitFor();
    await page.locator('#password').fill('admin123');
    const [saved] = await Promise.all([page.waitForEvent('download'), page.getByRole('button').click()]);
    expect(saved.suggestedFilename()).toMatch(/\.csv$/);
    const sha256 = (content: Buffer): string => createHash('sha256').update(content).digest('hex');
    expect(sha256(await readFile(await saved.path()))).toBe(sha256(bytes));
    await page.getByRole('heading', { name: 'The report was downloaded' }).waitFor();
    // Whoever is logged in with this browser stays so.
    expect(await page.context().cookies()).toEqual([]);
  });

  it('a link that a mail program cut short says so', async () => {
    const page = await open(`${system.apiUrl}/app/reset-password`, 'en-GB');
    await page.getByRole('heading', { name: 'This link is incomplete' }).waitFor();
  });
});
