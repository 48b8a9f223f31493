import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { badge, executablePath, logIn, startConsole, WAIT, type ConsoleScene } from './console-browser.ts';

const HOSTILE = 'Sri <script>document.title=2</script> אב';
const PASSWORD = 'kuda laut berenang jauh';

(executablePath ? describe : describe.skip)('people and roles on their screens', () => {
  let scene: ConsoleScene;
  let superior: string;
  beforeAll(async () => {
    scene = await startConsole();
    superior = await scene.system.login('SUP001', 'super123');
  }, 120_000);
  afterAll(() => scene.stop());
  afterEach(() => scene.closePages());

  const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
  const dialog = (page: Page, name: string) => page.getByRole('dialog', { name });
  const press = async (page: Page, name: string): Promise<void> => {
    await button(page, name).focus();
    await page.keyboard.press('Enter');
  };
  const createUser = async (nik: string, role: string): Promise<number> => {
    const body = { nik, password: PASSWORD, role, namaLengkap: `Orang ${nik}`, departmentId: 1 };
    const { status, body: user } = await scene.system.call<{ id: number }>('POST', '/api/users', {
      token: superior,
      body,
    });
    expect(status).toBe(201);
    return user.id;
  };
  /** Within how many milliseconds something is seen. */
  const timed = async (seen: () => Promise<unknown>): Promise<number> => {
    const began = performance.now();
    await seen();
    return performance.now() - began;
  };

  it.each(['id-ID', 'en-GB'])(
    'is accessible in %s: lists, one person, the matrix',
    async (locale) => {
      const id = await createUser(`AXE${locale.slice(0, 2)}`, 'employee');
      const page = await scene.enter('ADM001', 'admin123', '/people', await scene.newContext(locale));
      await page.locator(`tr[data-user="${id}"]`).waitFor(WAIT);
      const found = await scene.violations(page);
      await page.goto(`${scene.system.apiUrl}/app/people/${id}`);
      await page.locator('[data-sessions]').getByRole('status').waitFor(WAIT);
      found.push(...(await scene.violations(page)));
      await page.goto(`${scene.system.apiUrl}/app/roles?role=dapur`);
      await page.locator('.matrix input[type=checkbox]').first().waitFor(WAIT);
      found.push(...(await scene.violations(page)));
      expect(found).toEqual([]);
      expect(scene.complaints).toEqual([]);
    },
    120_000,
  );

  it('a user is created by keyboard, comes in by a temporary password that was shown once, and appears to others', async () => {
    const watching = await scene.enter('SUP001', 'super123', '/people');
    const page = await scene.enter('ADM001', 'admin123');
    await page.keyboard.press('g');
    await page.keyboard.press('e');
    await page.getByRole('heading', { name: 'Pengguna' }).waitFor(WAIT);
    await page.keyboard.press('c');
    const creating = dialog(page, 'Pengguna baru');
    await creating.locator('input[name=namaLengkap]:focus').waitFor(WAIT);
    await page.keyboard.type(HOSTILE);
    await page.keyboard.press('Tab');
    await page.keyboard.type('KIT700');
    await creating.getByLabel('Peran').selectOption('dapur');
    await press(page, 'Buat pengguna');
    await press(page, 'Buat kata sandi sementara');
    const shown = page.getByLabel('Kata sandi sementara');
    const temporary = await shown.inputValue(WAIT);
    expect(temporary.length).toBeGreaterThan(7);
    expect(await scene.violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await shown.waitFor({ ...WAIT, state: 'detached' });
    expect(await page.content()).not.toContain(temporary);
    const row = watching.locator('tr[data-user]', { hasText: HOSTILE });
    await row.getByText('dapur').waitFor(WAIT);

    const own = await scene.open('/');
    await logIn(own, 'KIT700', temporary);
    await own.locator('input[name=current]').fill(temporary);
    await own.locator('input[name=next]').fill(PASSWORD);
    await own.keyboard.press('Enter');
    await badge(own, 'live');

    await page.keyboard.press('/');
    await page.keyboard.type('KIT700');
    await page.keyboard.press('Enter');
    await page.waitForURL(/search=KIT700/);
    await page.getByRole('link', { name: HOSTILE }).click();
    await page.locator('[data-sockets="1"][data-sessions="1"]').waitFor(WAIT);
    expect([await page.title(), await watching.title()]).toEqual(['Antrean', 'Antrean']);
    expect(scene.complaints).toEqual([]);
  }, 90_000);

  it('S1-AUTH-12 S1-AUTH-19 a role that is taken away is weighed first, and its menu, screen and socket go within a second', async () => {
    const id = await createUser('ADM778', 'administrator');
    const theirs = await scene.enter('ADM778', PASSWORD, '/operations');
    await theirs.getByRole('link', { name: 'Persetujuan' }).waitFor(WAIT);
    const watching = await scene.enter('ADM001', 'admin123', '/people?search=ADM778');
    const watched = watching.locator(`tr[data-user="${id}"]`);
    await watched.getByText('administrator').waitFor(WAIT);
    // How long anything that happens takes to be seen, on a machine that is busy otherwise.
    const eventMs = await timed(async () => {
      await createUser('ADM778B', 'employee');
      await watching.locator('tr[data-user]').nth(1).waitFor(WAIT);
    });
    const page = await scene.enter('SUP001', 'super123', `/people/${id}`);
    await page.locator('[data-sockets="1"]').waitFor(WAIT);

    await page.getByRole('combobox', { name: 'Peran', exact: true }).selectOption('employee');
    await press(page, 'Lihat akibatnya…');
    const change = dialog(page, 'Peran untuk Orang ADM778');
    await change.locator('.lost li', { hasText: 'meal-orders.approve' }).waitFor(WAIT);
    expect(await change.locator('.effect').getAttribute('data-sockets')).toBe('1');
    expect(await change.textContent()).toContain('1 koneksi diputus.');
    expect(await scene.violations(page)).toEqual([]);
    // Nothing has happened yet.
    const rolesNow = async () =>
      (await scene.system.call<{ roles: string[] }>('GET', `/api/users/${id}`, { token: superior })).body
        .roles;
    expect(await rolesNow()).toEqual(['administrator']);
    expect(await theirs.getByRole('link', { name: 'Persetujuan' }).count()).toBe(1);

    await press(page, 'Terapkan');
    const tookMs = await timed(() =>
      Promise.all([
        theirs.getByRole('link', { name: 'Persetujuan' }).waitFor({ ...WAIT, state: 'detached' }),
        theirs.getByText('Akun ini tidak lagi punya hak untuk layar ini.').waitFor(WAIT),
      ]),
    );
    await badge(theirs, 'live');
    process.stdout.write(`a role that was taken away is gone after ${tookMs.toFixed(0)} ms\n`);
    expect(tookMs).toBeLessThan(5 * eventMs + 1_000);
    await page.getByText(/^Berlaku sejak /).waitFor(WAIT);
    await page.locator('[data-roles]', { hasText: 'employee' }).waitFor(WAIT);
    await watched.getByText('employee').waitFor(WAIT);
    expect(await rolesNow()).toEqual(['employee']);

    // A place has its own roles.
    await button(page, 'Tambah peran').click();
    await page.getByRole('combobox', { name: 'Peran', exact: true }).nth(1).selectOption('clinic_staff');
    await page.getByLabel('Di mana').nth(1).selectOption('clinicId');
    await page.getByLabel('Klinik').fill('1');
    await press(page, 'Lihat akibatnya…');
    await change.locator('.gained li', { hasText: '@clinic:1' }).first().waitFor(WAIT);
    await press(page, 'Terapkan');
    await page.locator('[data-roles]', { hasText: 'clinic_staff di klinik 1' }).waitFor(WAIT);

    await button(page, 'Nonaktifkan…').click();
    const shutting = dialog(page, 'Nonaktifkan Orang ADM778');
    await shutting.getByText('1 sesi berakhir.').waitFor(WAIT);
    await button(page, 'Nonaktifkan').click();
    const outMs = await timed(() => theirs.locator('input[name=identifier]').waitFor(WAIT));
    process.stdout.write(`who is deactivated is out after ${outMs.toFixed(0)} ms\n`);
    expect(outMs).toBeLessThan(5 * eventMs + 1_000);
    await page.locator('[data-sockets="0"][data-sessions="0"]').waitFor(WAIT);
    await watched.getByText('Dinonaktifkan').waitFor(WAIT);
    expect(scene.complaints).toEqual([]);
  }, 120_000);

  it('who ranks above oneself is refused with the reason, before and instead of any change; oneself is left to others', async () => {
    const { body: found } = await scene.system.call<{ data: { id: number }[] }>(
      'GET',
      '/api/users?search=SUP001',
      { token: superior },
    );
    const id = found.data[0]!.id;
    const page = await scene.enter('ADM001', 'admin123', `/people/${id}`);
    await button(page, 'Nonaktifkan…').click();
    await page.locator('dialog[open] .trouble').waitFor(WAIT);
    expect(await page.locator('dialog[open] .trouble').textContent()).toContain('super_admin');
    expect(await page.locator('dialog[open] button[type=submit]').count()).toBe(0);
    await page.keyboard.press('Escape');
    await button(page, 'Kata sandi baru…').click();
    await button(page, 'Buat kata sandi sementara').click();
    await page.locator('dialog[open] .trouble').waitFor(WAIT);

    const own = await scene.enter('SUP001', 'super123', `/people/${id}`);
    await own.getByText('Ini akun Anda sendiri').waitFor(WAIT);
    expect(await own.getByRole('button', { name: 'Nonaktifkan…' }).count()).toBe(0);
  }, 60_000);

  it('S0-AUTH-04 S1-AUTH-12 a right of a role is taken after its effect was shown, shows as different from the start, and comes back', async () => {
    const watching = await scene.enter('ADM001', 'admin123', '/people?search=KIT702');
    await watching.getByText('Tidak ada pengguna yang cocok.').waitFor(WAIT);
    const eventMs = await timed(async () => {
      await createUser('KIT702', 'employee');
      await watching.locator('tr[data-user]').first().waitFor(WAIT);
    });
    const cook = await scene.enter('KIT001', 'kitchen123', '/kitchen');
    await cook.getByRole('link', { name: 'Dapur' }).waitFor(WAIT);
    const page = await scene.enter('SUP001', 'super123');
    await page.keyboard.press('g');
    await page.keyboard.press('r');
    await page.getByLabel('Cari hak').fill('meal-orders.prepare');
    await button(page, 'Dapur').focus();
    await page.keyboard.press('Enter');
    const cell = page.locator('[data-permission="meal-orders.prepare"] td[data-role=dapur]');
    await cell.getByRole('checkbox').focus();
    await page.keyboard.press('Space');
    await page.getByText('tidak ada ditambahkan, 1 diambil').waitFor(WAIT);
    await press(page, 'Lihat akibatnya…');
    const change = dialog(page, 'Ubah peran Dapur');
    await change.locator('.lost li', { hasText: 'meal-orders.prepare' }).waitFor(WAIT);
    expect(Number(await change.locator('.effect').getAttribute('data-users'))).toBeGreaterThan(0);
    expect(Number(await change.locator('.effect').getAttribute('data-sockets'))).toBeGreaterThan(0);
    const holds = async (): Promise<boolean> => {
      const roles = await scene.system.call<{ data: { key: string; permissions: string[] }[] }>(
        'GET',
        '/api/admin/roles?limit=100',
        { token: superior },
      );
      const dapur = roles.body.data.find(({ key }) => key === 'dapur')!;
      return dapur.permissions.includes('meal-orders.prepare');
    };
    expect(await holds()).toBe(true);

    // Somebody else changes the role meanwhile: it is said, and the next try goes by what it is now.
    await scene.system.call('PATCH', '/api/admin/roles/dapur', { token: superior, body: { rank: 21 } });
    await press(page, 'Terapkan');
    await change.locator('.trouble').waitFor(WAIT);
    expect(await holds()).toBe(true);
    await press(page, 'Terapkan');
    const tookMs = await timed(() =>
      cook.getByRole('link', { name: 'Dapur' }).waitFor({ ...WAIT, state: 'detached' }),
    );
    process.stdout.write(`a right that was taken from a role is gone after ${tookMs.toFixed(0)} ms\n`);
    expect(tookMs).toBeLessThan(5 * eventMs + 1_000);
    await page
      .locator('[data-permission="meal-orders.prepare"] td[data-role=dapur][data-differs=taken]')
      .waitFor(WAIT);
    expect(await holds()).toBe(false);

    await page.getByLabel('Hanya yang berbeda dari bawaan').check();
    await page.waitForURL(/differs=true/);
    await cell.getByRole('checkbox').check();
    await press(page, 'Lihat akibatnya…');
    await change.locator('.gained li', { hasText: 'meal-orders.prepare' }).waitFor(WAIT);
    await press(page, 'Terapkan');
    await cook.getByRole('link', { name: 'Dapur' }).waitFor(WAIT);
    await page.getByText('Tidak ada hak yang cocok.').waitFor(WAIT);

    // What one does not hold oneself one does not give.
    const lesser = await scene.enter('ADM001', 'admin123', '/roles?role=employee');
    await lesser.locator('[data-permission="meal-orders.prepare"] input').check();
    await press(lesser, 'Lihat akibatnya…');
    await lesser.locator('dialog[open] .trouble', { hasText: 'meal-orders.prepare' }).waitFor(WAIT);
    expect(await lesser.locator('dialog[open] button[type=submit]').count()).toBe(0);
    expect(scene.complaints).toEqual([]);
  }, 120_000);

  it('a role of one’s own begins with the rights of another, and goes when nobody has it', async () => {
    const page = await scene.enter('SUP001', 'super123', '/roles');
    await button(page, 'Peran baru').click();
    const creating = dialog(page, 'Peran baru');
    await creating.getByLabel('Nama peran').fill(HOSTILE);
    await creating.getByLabel('Kunci').fill('night_shift');
    await creating.getByLabel('Mulai dengan hak dari').selectOption('delivery');
    await press(page, 'Buat peran');
    const column = page.locator('td[data-role=night_shift] input:checked');
    await column.first().waitFor(WAIT);
    expect(await page.locator('td[data-role=night_shift][data-differs=added]').count()).toBe(0);
    await button(page, 'Hapus peran').click();
    await page
      .locator('td[data-role=night_shift]')
      .first()
      .waitFor({ ...WAIT, state: 'detached' });
    expect(await page.title()).toBe('Antrean');
    expect(scene.complaints).toEqual([]);
  }, 60_000);
});
