import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { query } from '@antrean/platform/database';
import type { BrowserContext, Locator, Page } from 'playwright-core';
import { badge, executablePath, startConsole, WAIT, type ConsoleScene } from './console-browser.ts';

const HOSTILE = '<img src=x onerror="document.title=1"><script>document.title=2</script> \u05d0\u05d1';
const CLINIC = 'Klinik Hewan Sahabat';
interface Slot {
  startsAt: string;
  localStartsAt: string;
  staffIds: number[];
}

(executablePath ? describe : describe.skip)('the booking page in a browser', () => {
  let scene: ConsoleScene;
  let clinicId: number;
  let serviceId: number;
  let staffId: number;
  beforeAll(async () => {
    scene = await startConsole();
    const [found] = await query<{ clinicId: number; serviceId: number; staffId: number }>(
      scene.system.db.database.fork(),
      `select c.id as "clinicId", v.id as "serviceId", s.id as "staffId" from clinics c
       join clinic_services v on v.clinic_id = c.id join clinic_staff s on s.clinic_id = c.id
       where c.name = ? and v.name = 'Konsultasi' and s.name = 'drh. Maya Anggraini'`,
      [CLINIC],
    );
    ({ clinicId, serviceId, staffId } = found!);
  }, 120_000);
  afterAll(() => scene.stop());
  afterEach(() => scene.closePages());

  const day = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  /** The first day from so many on that has a few free times with drh. Maya, and these. */
  async function freeDay(from: number): Promise<{ date: string; slots: Slot[] }> {
    const { body } = await scene.system.call<Slot[]>(
      'GET',
      `/api/clinics/${clinicId}/slots?serviceId=${serviceId}&staffId=${staffId}&from=${day(from)}&to=${day(from + 9)}`,
    );
    const [date, slots] = [...Map.groupBy(body, ({ localStartsAt }) => localStartsAt.slice(0, 10))].find(
      ([, each]) => each.length > 4,
    )!;
    return { date, slots };
  }
  const addressOf = (date: string): string =>
    `/book?clinicId=${clinicId}&serviceId=${serviceId}&staffId=${staffId}&month=${date.slice(0, 7)}&day=${date}`;
  const slotAt = (page: Page, { startsAt }: Slot): Locator =>
    page.locator(`.slots [data-starts="${startsAt}"]`);
  const takeByGuest = async ({ startsAt }: Slot, email: string): Promise<void> => {
    const guest = { name: 'Bayu', email, phone: '+628123456789', pet: { name: 'Bolu', species: 'kelinci' } };
    const body = { clinicId, serviceId, staffId, startsAt, ...guest };
    expect((await scene.system.call('POST', '/api/guest-bookings', { body })).status).toBe(201);
  };
  /** The page is public: who is to be a customer logs in elsewhere before. */
  async function look(address: string, context?: BrowserContext): Promise<Page> {
    const page = await scene.enter('CUS001', 'customer123', '/bookings', context);
    await page.goto(`${scene.system.apiUrl}/app${address}`);
    await badge(page, 'live');
    return page;
  }
  /** Goes on by Tab until something has the focus. */
  async function tabTo(page: Page, wanted: Locator): Promise<void> {
    await wanted.waitFor(WAIT);
    for (let steps = 0; steps < 120; steps += 1) {
      if (await wanted.evaluate((element) => element === element.ownerDocument.activeElement)) return;
      await page.keyboard.press('Tab');
    }
    throw new Error('the keyboard does not get there');
  }
  const bookings = () =>
    query<{ status: string; pet: string; startsAt: string }>(
      scene.system.db.database.fork(),
      `select b.status, p.name as pet, b.starts_at as "startsAt" from bookings b join pets p on p.id = b.pet_id
       join users u on u.id = b.customer_id where u.nik = 'CUS001' order by b.id desc limit 1`,
    );

  it('S1-BKG-01 a customer books by keyboard alone on 320 pixels, for a pet whose name is no code', async () => {
    const { date, slots } = await freeDay(2);
    const context = await scene.newContext();
    const page = await scene.enter('CUS001', 'customer123', '/bookings', context);
    await page.setViewportSize({ width: 320, height: 640 });
    await page.keyboard.press('g');
    await page.keyboard.press('v');
    await tabTo(page, page.getByRole('searchbox', { name: 'Cari klinik' }));
    await page.keyboard.type('Sahabat');
    await page.getByText('1 klinik', { exact: true }).waitFor(WAIT);
    await tabTo(page, page.getByRole('button', { name: CLINIC }));
    await page.keyboard.press('Enter');
    // What appears has the focus: the way goes on from there.
    await page.locator('h2:focus', { hasText: 'Layanan' }).waitFor(WAIT);
    await tabTo(page, page.getByRole('button', { name: 'Konsultasi' }));
    await page.keyboard.press('Enter');
    await page.locator('h2:focus', { hasText: 'Hari dan waktu' }).waitFor(WAIT);
    const people = page.getByRole('combobox', { name: 'Bersama' });
    // Beside whoever is free: who offers it is read behind the screen.
    await people
      .locator('option')
      .nth(1)
      .waitFor({ ...WAIT, state: 'attached' });
    await tabTo(page, people);
    await page.keyboard.press('ArrowDown');
    await page.waitForURL(/staffId=/, WAIT);
    await page.locator('.month td button[tabindex="0"][data-free=true]').waitFor(WAIT);
    await tabTo(page, page.locator('.month td button[tabindex="0"]'));
    for (let steps = 0; steps < 62; steps += 1) {
      const at = await page.evaluate<string>('document.activeElement.dataset.date');
      if (at === date) break;
      await page.keyboard.press(at < date ? 'ArrowRight' : 'ArrowLeft');
      await page.locator(`.month button[data-date]:focus:not([data-date="${at}"])`).waitFor(WAIT);
    }
    await page.keyboard.press('Enter');
    const slot = slots[2]!;
    await tabTo(page, slotAt(page, slot));
    expect(await slotAt(page, slot).locator('.unseen').textContent()).toMatch(
      /^\w{3}, \d+ \w+ \d{4}, \d\d\.\d\d.*, bersama drh\. Maya Anggraini$/,
    );
    await page.keyboard.press('Enter');
    await page.locator('h2:focus', { hasText: 'Hewan' }).waitFor(WAIT);
    await tabTo(page, page.getByRole('button', { name: 'Hewan lain' }));
    await page.keyboard.press('Enter');
    await tabTo(page, page.getByLabel('Nama hewan'));
    await page.keyboard.type(HOSTILE);
    await page.keyboard.press('Tab');
    await page.keyboard.type('kucing');
    await page.keyboard.press('Enter');
    await tabTo(page, page.getByRole('button', { name: 'Tahan waktu ini' }));
    await page.keyboard.press('Enter');
    await page.locator('h3:focus', { hasText: 'Waktu ini ditahan untuk Anda' }).waitFor(WAIT);
    await page
      .getByRole('timer')
      .filter({ hasText: /Sisa waktu (9|10):\d\d/ })
      .waitFor(WAIT);
    await tabTo(page, page.getByRole('button', { name: 'Konfirmasikan janji temu' }));
    expect(
      await page.evaluate('document.documentElement.scrollWidth <= document.documentElement.clientWidth'),
    ).toBe(true);
    await page.keyboard.press('Enter');
    await page.locator('h3:focus', { hasText: 'Janji temu Anda dipesan' }).waitFor(WAIT);
    const [booked] = await bookings();
    expect(booked).toMatchObject({ status: 'confirmed', pet: HOSTILE });
    expect(new Date(booked!.startsAt).toISOString()).toBe(slot.startsAt);

    await tabTo(page, page.locator('.held').getByRole('link', { name: 'Janji temu saya' }));
    await page.keyboard.press('Enter');
    const card = page.locator('.booking').first();
    await card.getByText('Terkonfirmasi').waitFor(WAIT);
    expect(await card.locator('h2').textContent()).toContain(HOSTILE);
    expect(await page.locator('main img, main script').count()).toBe(0);
    expect(await page.title()).toBe('Antrean');
  }, 120_000);

  it('S1-RT-02 what another takes vanishes while somebody looks, and returns, and both are announced', async () => {
    const { date, slots } = await freeDay(3);
    const page = await look(addressOf(date));
    const [first, second] = [slots[0]!, slots[1]!];
    await slotAt(page, first).focus(WAIT);
    const news = page.locator('.times-news[role=status]');
    // Until the calendar is watched, its times are read again; afterwards it is told.
    await takeByGuest(first, 'cepat@antrean.test');
    await slotAt(page, first).waitFor({ state: 'detached', ...WAIT });
    const time = first.localStartsAt.slice(11, 16).replace(':', '.');
    await news
      .filter({ hasText: `${time} baru saja diambil. ${slots.length - 1} waktu masih kosong` })
      .waitFor(WAIT);
    // The focus is not lost with what had it.
    await page.locator(`.slots [data-starts="${second.startsAt}"]:focus`).waitFor(WAIT);
    const [held] = await query<{ id: number; version: number }>(
      scene.system.db.database.fork(),
      `select b.id, b.version from bookings b where b.guest_name = 'Bayu'`,
    );
    const token = await scene.system.login('CLM001', 'clinic123');
    const cancelled = await scene.system.call('POST', `/api/bookings/${held!.id}/cancel`, {
      token,
      body: { reason: 'Salah hari' },
      headers: { 'If-Match': `"${held!.version}"` },
    });
    expect(cancelled.status).toBe(200);
    await slotAt(page, first).waitFor(WAIT);
    await news.filter({ hasText: `${time} kosong lagi.` }).waitFor(WAIT);
  }, 60_000);

  it('S1-BKG-02 S1-BKG-03 a customer moves and cancels; who was slower is shown what it is now, and chooses', async () => {
    const { date, slots } = await freeDay(5);
    const token = await scene.system.login('CUS001', 'customer123');
    const call = <Body>(method: string, path: string, body: object, headers: Record<string, string> = {}) =>
      scene.system.call<Body>(method, path, { token, body, headers });
    const { body: pets } = await scene.system.call<{ data: { id: number }[] }>('GET', '/api/pets', { token });
    const wish = { clinicId, serviceId, staffId, petId: pets.data[0]!.id, startsAt: slots[0]!.startsAt };
    const { body: made } = await call<{ id: number; version: number }>('POST', '/api/bookings', wish);
    const page = await scene.enter('CUS001', 'customer123', `/bookings#${made.id}`);
    const card = page.locator(`.booking[data-booking="${made.id}"]`);
    await card.getByRole('button', { name: /^Pindahkan/ }).click();
    await slotAt(page, slots[2]!).waitFor(WAIT);
    // Somebody else is faster by a moment.
    let isFirst = true;
    await page.route(`**/api/bookings/${made.id}`, async (route) => {
      if (route.request().method() === 'PATCH' && isFirst) {
        isFirst = false;
        const other = { startsAt: slots[4]!.startsAt };
        const ours = { 'If-Match': `"${made.version}"` };
        expect((await call('PATCH', `/api/bookings/${made.id}`, other, ours)).status).toBe(200);
      }
      await route.continue();
    });
    await slotAt(page, slots[2]!).click();
    const overlap = card.locator('.overlap');
    await overlap.getByText(slots[4]!.localStartsAt.slice(11, 16).replace(':', '.')).waitFor(WAIT);
    await overlap.getByRole('button', { name: 'Tetap terapkan perubahan saya' }).click();
    await page.locator('.toasts', { hasText: 'Dipindahkan ke' }).waitFor(WAIT);
    await page.unroute(`**/api/bookings/${made.id}`);
    const { body: now } = await scene.system.call<{ startsAt: string }>('GET', `/api/bookings/${made.id}`, {
      token,
    });
    expect(now.startsAt).toBe(slots[2]!.startsAt);

    await page.reload();
    await card.getByRole('button', { name: /^Batalkan/ }).click();
    await card.locator('textarea:focus').fill('Momo sudah sehat');
    await card
      .locator('.danger')
      .getByRole('button', { name: /^Batalkan/ })
      .click();
    await card.getByText('Dibatalkan', { exact: true }).waitFor(WAIT);
    await card.getByText('Momo sudah sehat').waitFor(WAIT);
    expect(date).toBe(slots[0]!.localStartsAt.slice(0, 10));
  }, 90_000);

  it('S1-BKG-01 who has no account books by a mail, on a page that a login goes on from', async () => {
    const { date, slots } = await freeDay(6);
    const context = await scene.newContext('en-GB');
    const page = await scene.open(addressOf(date), context);
    await slotAt(page, slots[3]!).click(WAIT);
    await page.getByLabel('Your name').fill('Rina');
    await page.getByLabel('E-mail address').fill('rina@antrean.test');
    await page.getByLabel('Phone number').fill('+62 812-3456-789');
    await page.getByLabel('Name of the pet').fill('Bolu');
    await page.getByLabel('Species').fill('rabbit');
    await page.getByRole('button', { name: 'Hold this time and mail me the link' }).click();
    await page.getByRole('heading', { name: 'Look into your mail' }).waitFor(WAIT);
    expect(await scene.violations(page)).toEqual([]);
    // A wish for a time that is taken.
    await page.goto(`${scene.system.apiUrl}/app${addressOf(date)}`);
    await page.locator('summary', { hasText: 'Waiting list' }).click(WAIT);
    await page.getByRole('button', { name: 'Log in' }).click();
    await page.locator('input[name=identifier]:focus').waitFor(WAIT);
    await page.keyboard.type('CUS001');
    await page.keyboard.press('Tab');
    await page.keyboard.type('customer123');
    await page.keyboard.press('Enter');
    await slotAt(page, slots[0]!).waitFor(WAIT);
    expect(page.url()).toContain(`day=${date}`);
    await page.locator('summary', { hasText: 'Waiting list' }).click();
    await page.locator('.wait').getByRole('radio').first().check();
    await page.getByLabel('Not before').fill('01:00');
    await page
      .getByRole('textbox', { name: /^Before/ })
      .or(page.locator('input[name=untilTime]'))
      .first()
      .fill('02:00');
    await page.getByRole('button', { name: 'Put me on the waiting list' }).click();
    await page.getByText('You are on the waiting list.').waitFor(WAIT);
    await page.goto(`${scene.system.apiUrl}/app/bookings`);
    await page.getByRole('button', { name: 'Wait no longer' }).click(WAIT);
    await page.getByText('You wait no longer.').waitFor(WAIT);
  }, 90_000);

  it('S1-BKG-01 who lets the time of a hold go by keeps what was chosen, and has the time again if it is free', async () => {
    const { date, slots } = await freeDay(9);
    const page = await scene.enter('CUS001', 'customer123', '/bookings');
    await page.clock.install();
    await page.goto(`${scene.system.apiUrl}/app${addressOf(date)}`);
    await slotAt(page, slots[1]!).click(WAIT);
    await page.getByRole('radio', { name: /Momo/ }).check(WAIT);
    await page.getByRole('button', { name: 'Tahan waktu ini' }).click();
    await page.getByRole('timer').waitFor(WAIT);
    const token = await scene.system.login('CUS001', 'customer123');
    const { body } = await scene.system.call<{ data: { id: number; version: number }[] }>(
      'GET',
      '/api/bookings?mine=true&status=held',
      { token },
    );
    const [held] = body.data;
    const headers = { 'If-Match': `"${held!.version}"` };
    const path = `/api/bookings/${held!.id}/cancel`;
    expect((await scene.system.call('POST', path, { token, body: {}, headers })).status).toBe(200);
    await page.clock.fastForward('10:05');
    await page.locator('h3:focus', { hasText: 'Waktunya tidak lagi ditahan' }).waitFor(WAIT);
    await page.locator('.held', { hasText: 'Momo' }).getByRole('button', { name: 'Tahan lagi' }).click();
    await page.locator('h3:focus', { hasText: 'Waktu ini ditahan untuk Anda' }).waitFor(WAIT);
    await page.getByRole('button', { name: 'Konfirmasikan janji temu' }).click();
    await page.getByRole('heading', { name: 'Janji temu Anda dipesan' }).waitFor(WAIT);
  }, 60_000);

  it('S1-REM-02 S1-REM-03 shows the reminders of a booking on the clocks of who is reminded, adds and removes them, and one flips to sent', async () => {
    const { slots } = await freeDay(11);
    const token = await scene.system.login('CUS001', 'customer123');
    const { body: pets } = await scene.system.call<{ data: { id: number }[] }>('GET', '/api/pets', { token });
    const wish = { clinicId, serviceId, staffId, petId: pets.data[0]!.id, startsAt: slots[0]!.startsAt };
    const { body: made } = await scene.system.call<{ id: number }>('POST', '/api/bookings', {
      token,
      body: wish,
    });
    const page = await scene.enter('CUS001', 'customer123', `/bookings#${made.id}`);
    const card = page.locator(`.booking[data-booking="${made.id}"]`);
    await card.getByRole('button', { name: /^Pengingat/ }).click();
    await card.locator('[data-reminder=planned]', { hasText: '2 jam sebelumnya' }).first().waitFor(WAIT);
    await card.getByText('Waktu yang diingatkan, Asia/Jakarta').waitFor(WAIT);
    await card.getByRole('button', { name: 'Hapus: 2 jam sebelumnya' }).click();
    await card
      .getByRole('button', { name: 'Hapus: 2 jam sebelumnya' })
      .waitFor({ state: 'detached', ...WAIT });
    await card.locator('[data-reminder=skipped]', { hasText: 'tidak dipilih lagi' }).first().waitFor(WAIT);
    // Its time comes within the minute.
    await card
      .getByLabel('Berapa lama sebelumnya')
      .fill(String(Math.floor((Date.parse(slots[0]!.startsAt) - Date.now()) / 60_000)));
    await card.getByLabel('Satuan').selectOption('minute');
    await card.getByRole('button', { name: 'Tambahkan pengingat' }).click();
    await card.locator('[data-reminder=sent]', { hasText: 'Di aplikasi' }).waitFor({ timeout: 90_000 });
    expect(await scene.violations(page)).toEqual([]);
  }, 150_000);

  it('says the time of the clinic, and one’s own in brackets where it is another', async () => {
    const { date, slots } = await freeDay(7);
    const { body: clinics } = await scene.system.call<{ data: { id: number }[] }>(
      'GET',
      '/api/clinics?q=Losari',
    );
    const page = await scene.open(addressOf(date), await scene.newContext('en-GB'));
    await slotAt(page, slots[0]!).waitFor(WAIT);
    expect(await slotAt(page, slots[0]!).locator('[aria-hidden]').textContent()).toMatch(
      /^\d\d:\d\d\(.*\d\d:\d\d your time\)$/,
    );
    expect(await slotAt(page, slots[0]!).locator('.unseen').textContent()).toMatch(
      new RegExp(`^\\w{3},? \\d+ \\w+ \\d{4}, ${slots[0]!.localStartsAt.slice(11, 16)} \\(`),
    );
    expect(clinics.data.length).toBe(1);
  }, 60_000);

  it('is accessible in both languages, light and dark, narrow and wide', async () => {
    const { date, slots } = await freeDay(8);
    for (const locale of ['id-ID', 'en-GB']) {
      const context = await scene.newContext(locale);
      const page = await look(addressOf(date), context);
      await slotAt(page, slots[0]!).waitFor(WAIT);
      expect(await scene.violations(page)).toEqual([]);
      await slotAt(page, slots[0]!).click();
      await page.getByRole('radio').first().check(WAIT);
      expect(await scene.violations(page)).toEqual([]);
      await page.goto(`${scene.system.apiUrl}/app/bookings`);
      await page.locator('.booking').first().waitFor(WAIT);
      expect(await scene.violations(page)).toEqual([]);
      await context.close();
    }
    expect(scene.complaints).toEqual([]);
  }, 120_000);
});
