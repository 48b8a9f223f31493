import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { query } from '@antrean/platform/database';
import type { Locator, Page } from 'playwright-core';
import { executablePath, startConsole, WAIT, type ConsoleScene } from './console-browser.ts';

const HOSTILE = '<img src=x onerror="document.title=1"><script>document.title=2</script> \u05d0\u05d1';
interface Slot {
  startsAt: string;
  localStartsAt: string;
}
interface Made {
  id: number;
  version: number;
  startsAt: string;
}

(executablePath ? describe : describe.skip)('the calendar of a clinic in a browser', () => {
  let scene: ConsoleScene;
  let place: { clinicId: number; serviceId: number; staffId: number };
  beforeAll(async () => {
    scene = await startConsole();
    const [found] = await query<typeof place>(
      scene.system.db.database.fork(),
      `select c.id as "clinicId", v.id as "serviceId", s.id as "staffId" from clinics c
       join clinic_services v on v.clinic_id = c.id join clinic_staff s on s.clinic_id = c.id
       where c.name = 'Klinik Hewan Sahabat' and v.name = 'Vaksinasi' and s.name = 'drh. Maya Anggraini'`,
    );
    place = found!;
  }, 120_000);
  afterAll(() => scene.stop());
  afterEach(() => scene.closePages());

  const day = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  async function freeDay(from: number): Promise<{ date: string; slots: Slot[] }> {
    const { clinicId, serviceId, staffId } = place;
    const { body } = await scene.system.call<Slot[]>(
      'GET',
      `/api/clinics/${clinicId}/slots?serviceId=${serviceId}&staffId=${staffId}&from=${day(from)}&to=${day(from + 9)}`,
    );
    const [date, slots] = [...Map.groupBy(body, ({ localStartsAt }) => localStartsAt.slice(0, 10))].find(
      ([, each]) => each.length > 10,
    )!;
    return { date, slots };
  }
  /** Somebody at the desk of the clinic books by another device. */
  async function bookElsewhere(startsAt: string): Promise<Made> {
    const token = await scene.system.login('CLS001', 'staff123');
    const { serviceId, staffId, clinicId } = place;
    const visitor = { name: 'Bayu', pet: { name: 'Bolu', species: 'kelinci' } };
    const body = { serviceId, staffId, startsAt, visitor };
    const made = await scene.system.call<Made>('POST', `/api/clinics/${clinicId}/bookings`, { token, body });
    expect(made.status).toBe(201);
    return made.body;
  }
  const read = async (id: number): Promise<Made & { status: string }> => {
    const token = await scene.system.login('CLM001', 'clinic123');
    return (await scene.system.call<Made & { status: string }>('GET', `/api/bookings/${id}`, { token })).body;
  };
  const box = (page: Page, id: number): Locator => page.locator(`.calendar-booking[data-booking="${id}"]`);
  const column = (page: Page): Locator =>
    page.locator('.calendar-column', { hasText: 'drh. Maya Anggraini' }).locator('.calendar-day');
  const grid = (page: Page): Locator => page.getByRole('application');
  const said = (page: Page): Locator => page.locator('.calendar-said');
  const dialog = (page: Page): Locator => page.locator('dialog[open]');
  const clock = ({ localStartsAt }: Slot): string => localStartsAt.slice(11, 16).replace(':', '.');
  const open = (date: string): Promise<Page> =>
    scene.enter('CLM001', 'clinic123', `/calendar?date=${date}&staffId=${place.staffId}`);
  /** Puts the cursor at a time, by arrows from where it is. */
  async function goTo(page: Page, slot: Slot): Promise<void> {
    await grid(page).focus();
    for (let steps = 0; steps < 96; steps += 1) {
      const text = await said(page).innerText();
      const at = /, (\d\d\.\d\d)(?: UTC[^:]*)?: /.exec(text)?.[1] ?? '';
      if (at === clock(slot)) return;
      await page.keyboard.press(at < clock(slot) ? 'ArrowDown' : 'ArrowUp');
      await said(page)
        .filter({ hasNotText: `, ${at}` })
        .waitFor(WAIT);
    }
    throw new Error('the cursor does not get there');
  }

  it('S1-BKG-02 S1-RT-01 staff book and move by keyboard alone, what is in the way is said before, and others’ changes move in place', async () => {
    const { date, slots } = await freeDay(2);
    const page = await open(date);
    await page.getByRole('heading', { name: 'Klinik Hewan Sahabat' }).waitFor(WAIT);
    await page.getByText('Waktu klinik, Asia/Jakarta').waitFor(WAIT);
    const theirs = await bookElsewhere(slots[0]!.startsAt);
    await box(page, theirs.id).waitFor(WAIT);
    await page.locator('.calendar-buffer').first().waitFor(WAIT);

    await goTo(page, slots[4]!);
    await said(page).filter({ hasText: 'kosong' }).waitFor(WAIT);
    // Whose time it is stays in view, however far down the day is.
    await grid(page).evaluate((element) => element.scrollTo(0, element.scrollHeight));
    const title = page.locator('.calendar-title', { hasText: 'drh. Maya Anggraini' });
    const [shown, around] = await Promise.all([title.boundingBox(), grid(page).boundingBox()]);
    expect(Math.abs(shown!.y - around!.y)).toBeLessThan(3);
    await page.keyboard.press('n');
    await dialog(page).waitFor(WAIT);
    await dialog(page).locator('select').first().selectOption({ label: 'Konsultasi, 30 min' });
    await dialog(page).getByLabel('Nama pengunjung').fill('Sekar');
    await dialog(page).getByLabel('Nama hewan').fill(HOSTILE);
    await dialog(page).getByLabel('Jenis').fill('kucing');
    await page.keyboard.press('Enter');
    const ours = page.locator('.calendar-booking', { hasText: 'onerror' });
    await ours.waitFor(WAIT);
    expect(await ours.innerText()).toContain(HOSTILE);
    expect(await page.locator('main img, main script').count()).toBe(0);
    expect(await page.title()).toBe('Antrean');
    const id = Number(await ours.getAttribute('data-booking'));
    expect((await read(id)).startsAt).toBe(slots[4]!.startsAt);

    // Up to what is taken, and one step away from it again.
    await goTo(page, slots[4]!);
    await page.keyboard.press('m');
    await said(page).filter({ hasText: 'Memindahkan' }).waitFor(WAIT);
    for (let steps = 0; steps < 40; steps += 1) {
      if ((await said(page).innerText()).includes('sudah terisi')) break;
      await page.keyboard.press('ArrowUp');
    }
    await said(page).filter({ hasText: 'Tidak bisa di sini: sudah terisi' }).waitFor(WAIT);
    await page.keyboard.press('Enter');
    await said(page).filter({ hasText: 'Memindahkan' }).waitFor(WAIT);
    expect((await read(id)).startsAt).toBe(slots[4]!.startsAt);
    await page.keyboard.press('ArrowDown');
    await said(page).filter({ hasNotText: 'Tidak bisa' }).waitFor(WAIT);
    await page.keyboard.press('Enter');
    await page.locator('.toasts', { hasText: 'dipindahkan ke' }).waitFor(WAIT);
    const moved = await read(id);
    expect(Date.parse(moved.startsAt)).toBe(Date.parse(slots[0]!.startsAt) + 45 * 60_000);
    expect(await page.title()).toBe('Antrean');

    // By somebody else, elsewhere.
    const before = await box(page, theirs.id).getAttribute('style');
    const token = await scene.system.login('CLS001', 'staff123');
    const wish = {
      token,
      body: { startsAt: slots[8]!.startsAt },
      headers: { 'If-Match': `"${theirs.version}"` },
    };
    expect((await scene.system.call('PATCH', `/api/bookings/${theirs.id}`, wish)).status).toBe(200);
    await page.locator(`[data-booking="${theirs.id}"]:not([style="${before}"])`).waitFor(WAIT);
  }, 120_000);

  it('S1-BKG-02 staff move by drag, and not to where something is in the way', async () => {
    const { date, slots } = await freeDay(4);
    const made = await bookElsewhere(slots[1]!.startsAt);
    const page = await open(date);
    const own = box(page, made.id);
    await own.waitFor(WAIT);
    await own.scrollIntoViewIfNeeded();
    const drag = async (byMinutes: number): Promise<void> => {
      const from = (await own.boundingBox())!;
      await page.mouse.move(from.x + 20, from.y + 8);
      await page.mouse.down();
      for (const part of [0.3, 0.7, 1])
        await page.mouse.move(from.x + 20, from.y + 8 + byMinutes * 1.2 * part);
    };
    await drag(90);
    await page.locator('.calendar-ghost[data-possible=true]').waitFor(WAIT);
    await page.mouse.up();
    await page.locator('.toasts', { hasText: 'dipindahkan ke' }).waitFor(WAIT);
    const moved = await read(made.id);
    expect(Date.parse(moved.startsAt) - Date.parse(made.startsAt)).toBe(90 * 60_000);
    expect(await dialog(page).count()).toBe(0);

    // Before anybody works.
    await page.locator('.calendar-ghost').waitFor({ state: 'detached', ...WAIT });
    await drag(-300);
    await page.locator('.calendar-ghost[data-possible=false]').waitFor(WAIT);
    await said(page).filter({ hasText: 'Tidak bisa di sini: di luar jam' }).waitFor(WAIT);
    await page.mouse.up();
    await page.locator('.calendar-ghost').waitFor({ state: 'detached', ...WAIT });
    expect((await read(made.id)).startsAt).toBe(moved.startsAt);
  }, 90_000);

  it('S1-BKG-01 says in the open dialog that its time is taken, and offers the next three', async () => {
    const { date, slots } = await freeDay(6);
    const page = await open(date);
    await column(page).waitFor(WAIT);
    await goTo(page, slots[3]!);
    await page.keyboard.press('n');
    await dialog(page).locator('select').first().selectOption(String(place.serviceId));
    await dialog(page).getByLabel('Nama pengunjung').fill('Sekar');
    await bookElsewhere(slots[3]!.startsAt);
    await dialog(page).getByRole('alert').filter({ hasText: 'Waktu ini sudah terisi' }).waitFor(WAIT);
    const offers = dialog(page).locator('.choices-list button');
    await offers.nth(2).waitFor(WAIT);
    expect(await offers.count()).toBe(3);
    await offers.first().click();
    // What was typed is still there.
    expect(await dialog(page).getByLabel('Nama pengunjung').inputValue()).toBe('Sekar');
    await dialog(page).getByLabel('Nama hewan').fill('Kiki');
    await dialog(page).getByLabel('Jenis').fill('kucing');
    await dialog(page).getByRole('button', { name: 'Pesan' }).click();
    await page.locator('.calendar-booking', { hasText: 'Kiki' }).waitFor(WAIT);
  }, 90_000);

  it('S1-AVL-03 S1-RT-02 blocks time and gives it back, checks in, and cancels with a reason', async () => {
    const { date, slots } = await freeDay(8);
    const made = await bookElsewhere(slots[5]!.startsAt);
    const page = await open(date);
    await box(page, made.id).click(WAIT);
    await dialog(page).getByRole('button', { name: 'Catat datang' }).click();
    await page.locator(`[data-booking="${made.id}"][data-booking-status=checked_in]`).waitFor(WAIT);
    expect((await read(made.id)).status).toBe('checked_in');
    await goTo(page, slots[0]!);
    await page.keyboard.press('b');
    await dialog(page).getByLabel('Alasan').fill('Rapat');
    await dialog(page).getByRole('button', { name: 'Blokir waktu' }).click();
    await page.locator('.calendar-block', { hasText: 'Rapat' }).click(WAIT);
    await dialog(page).getByRole('button', { name: 'Hapus blokir' }).click();
    await page.locator('.calendar-block').waitFor({ state: 'detached', ...WAIT });
    await box(page, made.id).click();
    await dialog(page).getByRole('button', { name: 'Batalkan', exact: true }).click();
    await dialog(page).getByLabel('Alasan').fill('Dokter sakit');
    await dialog(page)
      .getByRole('button', { name: /^Batalkan Vaksinasi/ })
      .click();
    await box(page, made.id).waitFor({ state: 'detached', ...WAIT });
    expect((await read(made.id)).status).toBe('cancelled');
  }, 90_000);

  it('S1-AVL-02 shows days of 23 and 25 hours with their offsets, and a first step where nobody can be booked', async () => {
    const token = await scene.system.login('ADM001', 'admin123');
    const add = async (path: string, body: object): Promise<{ id: number }> =>
      (await scene.system.call<{ id: number }>('POST', `/api/clinics${path}`, { token, body })).body;
    const clinic = await add('', {
      ...{ name: 'Clinic in Queens', timezone: 'America/New_York', location: { lat: 40.7, lng: -73.8 } },
      address: { street: '12 Main Street', city: 'New York', country: 'US' },
    });
    const staff = await add(`/${clinic.id}/staff`, { name: 'Dr Ames', isBookable: true });
    await add(`/${clinic.id}/services`, {
      ...{ name: 'Check-up', price: 1_000, durationMinutes: 30, staffIds: [staff.id] },
    });
    const page = await scene.enter('ADM001', 'admin123', `/calendar?clinicId=${clinic.id}&date=2027-11-07`);
    await page.getByText('Belum ada jam yang dapat dipesan').waitFor(WAIT);
    await page.locator('input[name=startTime]').fill('00:30');
    await page.locator('input[name=endTime]').fill('04:00');
    for (const name of ['Sab', 'Min']) await page.getByLabel(name, { exact: true }).check();
    await page.getByRole('button', { name: 'Tambahkan aturan' }).click();
    await page.locator('.calendar-window').waitFor(WAIT);
    await page.locator('.preview li', { hasText: '00.30 – 04.00' }).first().waitFor(WAIT);
    await page.getByText('25 jam').first().waitFor(WAIT);
    const hours = (): Promise<string[]> => page.locator('.calendar-axis .calendar-hour').allInnerTexts();
    expect((await hours()).slice(0, 4)).toEqual(['00.00', '01.00 UTC−4', '01.00 UTC−5', '02.00']);
    // Four and a half hours of clocks that go on for one more.
    const height = async (): Promise<number> =>
      (await page.locator('.calendar-window').boundingBox())!.height;
    expect(Math.round((await height()) / 1.2)).toBe(270);
    await page.goto(`${scene.system.apiUrl}/app/calendar?clinicId=${clinic.id}&date=2027-03-14`);
    await page.getByText('23 jam').first().waitFor(WAIT);
    expect((await hours()).slice(0, 4)).toEqual(['00.00', '01.00', '03.00', '04.00']);
    expect(Math.round((await height()) / 1.2)).toBe(150);
    // A week has the changed day beside ordinary ones.
    await page.goto(
      `${scene.system.apiUrl}/app/calendar?clinicId=${clinic.id}&date=2027-11-07&view=week&staffId=${staff.id}`,
    );
    await page.locator('.calendar-column').nth(6).getByText('01.00 UTC−5').waitFor(WAIT);
    expect(await page.locator('.calendar-column').count()).toBe(7);
  }, 90_000);

  it('is accessible in both languages, light and dark, narrow and wide', async () => {
    const { date, slots } = await freeDay(10);
    const made = await bookElsewhere(slots[2]!.startsAt);
    for (const locale of ['id-ID', 'en-GB']) {
      const context = await scene.newContext(locale);
      const page = await scene.enter('CLM001', 'clinic123', `/calendar?date=${date}`, context);
      await box(page, made.id).waitFor(WAIT);
      await page.locator('summary', { hasText: /Jam yang dapat|Hours that/ }).click();
      await page.locator('.preview li').first().waitFor(WAIT);
      expect(await scene.violations(page)).toEqual([]);
      await page.keyboard.press('n');
      await dialog(page).waitFor(WAIT);
      expect(await scene.violations(page)).toEqual([]);
      await context.close();
    }
    expect(scene.complaints).toEqual([]);
  }, 120_000);
});
