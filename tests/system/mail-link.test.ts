import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { codeOf } from '@antrean/factors/testing';
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

  it('S1-BKG-01 the link of who waits without an account leads to a page that gives the place and takes it back', async () => {
    const [wish] = await query<{ clinicId: number; serviceId: number }>(
      system.db.database.fork(),
      `select c.id as "clinicId", s.id as "serviceId" from clinics c join clinic_services s on s.clinic_id = c.id
       where c.name = 'Klinik Hewan Sahabat' and s.name = 'Konsultasi'`,
    );
    const day = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10);
    const email = 'menunggu@antrean.test';
    const body = {
      // Before the clinic opens, so that nothing is offered.
      ...{ ...wish, firstDate: day, lastDate: day, fromTime: '01:00', untilTime: '02:00' },
      ...{ name: 'Rini', email, phone: '+628123456789', pet: { name: 'Bolu', species: 'kelinci' } },
      language: 'id',
    };
    expect((await system.call('POST', '/api/waiting-list/guests', { body })).status).toBe(201);
    await system.drain(30_000, 'waiting-list');
    const mail = (await system.mailbox.emails()).find(({ to }) => to[0]?.address === email);
    const [link = ''] = /https?:\S+\/app\/waiting#token=[\w-]+/.exec(mail?.text ?? '') ?? [];
    const statuses = () => query(system.db.database.fork(), `select status from waiting_entries`);
    for (const method of ['GET', 'HEAD', 'GET']) expect((await fetch(link, { method })).status).toBe(200);
    const page = await open(link);
    await page.getByRole('heading', { name: 'Apakah Anda menunggu waktu?' }).waitFor();
    expect(await statuses()).toEqual([{ status: 'unconfirmed' }]);
    expect(await page.locator('#place').textContent()).toBe('Klinik Hewan Sahabat');
    await page.getByRole('button', { name: 'Ya, saya menunggu' }).click();
    await page.getByRole('heading', { name: 'Anda menunggu; kami' }).waitFor();
    expect(await statuses()).toEqual([{ status: 'waiting' }]);
    const again = await open(link, 'en-GB');
    await again.getByRole('button', { name: 'Wait no longer' }).click();
    await again.getByRole('heading', { name: 'You wait no longer' }).waitFor();
    expect(await statuses()).toEqual([{ status: 'left' }]);
  });

  it('S1-CLIN-08 the link of an invitation leads to a page that logs in with a second factor and answers', async () => {
    const sql = <Row extends object>(text: string, parameters: string[] = []) =>
      query<Row>(system.db.database.fork(), text, parameters);
    const email = 'dokter@antrean.test';
    await sql(`update users set email = ? where nik = 'DEL001'`, [email]);
    const delivery = await system.login('DEL001', 'delivery123');
    const post = (path: string, body: object) =>
      system.call<{ otpauthUrl: string }>('POST', `/api/auth/${path}`, { token: delivery, body });
    await post('prove', { password: 'delivery123' });
    const { body: app } = await post('mfa/totp/enroll', {});
    const secret = new URL(app.otpauthUrl).searchParams.get('secret') ?? '';
    expect((await post('mfa/totp/confirm', { code: codeOf(secret, -1) })).status).toBeLessThan(300);
    const clinics = await sql<{ id: number; name: string }>(
      `select id, name from clinics order by id limit 2`,
    );
    const add = async (token: string, clinicId: number, body: object): Promise<number> =>
      (await system.call('POST', `/api/clinics/${clinicId}/staff`, { token, body })).status;
    // One manager for both clinics.
    const admin = await system.login('ADM001', 'admin123');
    const [manager] = await sql<{ userId: number }>(`select id as "userId" from users where nik = 'CLM001'`);
    expect(await add(admin, clinics[1]!.id, { ...manager, role: 'manager' })).toBe(201);
    const token = await system.login('CLM001', 'clinic123');
    for (const { id } of clinics) expect(await add(token, id, { email, title: 'Dokter hewan' })).toBe(201);
    await system.drain();
    const mails = (await system.mailbox.emails()).filter(({ to }) => to[0]?.address === email);
    const links = clinics.map(({ name }) => {
      const mail = mails.find(({ subject }) => subject?.startsWith(name));
      return /https?:\S+\/app\/clinic-invitations#\d+/.exec(mail?.text ?? '')?.[0] ?? '';
    });
    for (const method of ['GET', 'HEAD']) expect((await fetch(links[0]!, { method })).status).toBe(200);
    const statuses = async () =>
      (await sql<{ status: string }>(`select status from clinic_invitations order by clinic_id`)).map(
        ({ status }) => status,
      );

    const page = await open(links[0]!);
    await page.locator('#identifier').fill('DEL001');
    await page.locator('#password').fill('delivery123');
    await page.getByRole('button', { name: 'Masuk', exact: true }).click();
    await page.locator('#code').fill('000 000');
    await page.getByRole('button', { name: 'Lanjut' }).click();
    await page.locator('#trouble:not(:empty)').waitFor();
    await page.locator('#code').fill(codeOf(secret));
    await page.getByRole('button', { name: 'Lanjut' }).click();
    const [first, second] = clinics.map(({ name }) => page.locator('article', { hasText: name }));
    await first!.getByText('Mengundang Anda sebagai staf, Dokter hewan.').waitFor();
    // What the link is about comes first.
    expect(await page.locator('article h2').first().textContent()).toContain(clinics[0]!.name);
    expect(await statuses()).toEqual(['invited', 'invited']);
    await first!.getByRole('button', { name: 'Terima' }).click();
    await first!.getByText('Anda telah menerima').waitFor();
    await second!.getByRole('button', { name: 'Tolak' }).click();
    await second!.getByText('Anda telah menolak').waitFor();
    expect(await statuses()).toEqual(['accepted', 'declined']);
    expect(await first!.getByRole('button').count()).toBe(0);

    // This browser knows who it is; an old link says what became of it.
    await page.goto(`${system.apiUrl}/app/verify`);
    await page.goto(links[1]!);
    await page.getByText('Anda telah menolak').waitFor();
    await page.getByRole('button', { name: 'Masuk sebagai orang lain' }).click();
    await page.locator('#identifier').fill('EMP002');
    await page.locator('#password').waitFor();
    expect(await page.locator('article:visible').count()).toBe(0);
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
