import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { badge, executablePath, startConsole, WAIT, type ConsoleScene } from './console-browser.ts';

const HOSTILE = 'Lobi <img src=x onerror="document.title=2"> אב';

(executablePath ? describe : describe.skip)('machines on their screen', () => {
  let scene: ConsoleScene;
  let admin: string;
  beforeAll(async () => {
    scene = await startConsole();
    admin = await scene.system.login('ADM001', 'admin123');
    const role = { key: 'machine_readers', label: 'Readers', rank: 10, permissions: ['rvms.read'] };
    await made('/api/admin/roles', role);
    const user = { nik: 'RVR001', role: role.key, password: 'seeing-to-machines', namaLengkap: 'Rini' };
    await made('/api/users', user);
  }, 120_000);
  afterAll(() => scene.stop());
  afterEach(() => scene.closePages());

  const made = async (path: string, body: object): Promise<{ id: number; token: string }> => {
    const answer = await scene.system.call<{ id: number; token: string }>('POST', path, {
      token: admin,
      body,
    });
    expect([answer.status, answer.body]).toEqual([201, expect.anything()]);
    return answer.body;
  };
  const plug = async (code: string, name = 'Kantin'): Promise<{ id: number; token: string }> => {
    const body = { code, name, location: { address: 'Jl. Sudirman 1' }, capacity: 500 };
    const { id } = await made('/api/rvms', body);
    return { id, token: (await made(`/api/rvms/${id}/device-tokens`, {})).token };
  };
  const say = (id: number, token: string, report: object) =>
    scene.system.call('POST', `/api/rvms/${id}/status`, { token, body: report });
  const press = async (page: Page, name: string): Promise<void> => {
    await page.getByRole('button', { name, exact: true }).focus(WAIT);
    await page.keyboard.press('Enter');
  };
  const row = (page: Page, code: string) => page.locator(`tr[data-machine="${code}"]`);
  const as = (page: Page, code: string, status: string) =>
    row(page, code).locator(`[data-machine-status=${status}]`).waitFor(WAIT);
  const count = (page: Page, status: string, number: number) =>
    page.locator(`[data-count=${status}] .big`, { hasText: new RegExp(`^${number}$`) }).waitFor(WAIT);

  it('S0-RT-06 a machine is registered, speaks by the token that is shown once, comes to the top when it is full, and somebody sees to it by keyboard', async () => {
    await plug('KTN-A');
    const page = await scene.enter('ADM001', 'admin123', '/machines');
    await press(page, 'Daftarkan mesin');
    const registration = page.locator('dialog[open]');
    for (const [field, text] of [
      ['code', 'KTN-B'],
      ['name', HOSTILE],
      ['address', 'Jl. Thamrin 1'],
      ['capacity', '500'],
    ])
      await registration.locator(`input[name=${field}]`).fill(text!);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/machines\/\d+$/);
    const id = Number(page.url().split('/').at(-1));
    await page.locator('pre', { hasText: `${scene.system.apiUrl}/api/rvms/${id}/heartbeat` }).waitFor(WAIT);
    expect(await page.locator('.head').innerText()).toContain(HOSTILE);
    expect(await page.title()).toBe('Antrean');

    await press(page, 'Buat token');
    await page.locator('dialog[open] input[name=name]:focus').waitFor(WAIT);
    await page.keyboard.press('Enter');
    const token = await page.locator('dialog[open] input[readonly]').inputValue(WAIT);
    expect(token).toMatch(/^antr_/);
    await page.keyboard.press('Escape');
    await page.locator('tr[data-token]', { hasText: 'KTN-B' }).waitFor(WAIT);
    expect(await page.content()).not.toContain(token);

    const operator = await scene.enter('RVM001', 'rvm123', '/machines?q=KTN-');
    await row(operator, 'KTN-B').waitFor(WAIT);
    await count(operator, 'UNKNOWN', 2);
    expect(await operator.locator('tbody tr').first().getAttribute('data-machine')).toBe('KTN-A');
    expect((await say(id, token, { status: 'FULL', fillPercent: 97, message: HOSTILE })).status).toBe(200);
    await as(operator, 'KTN-B', 'FULL');
    await count(operator, 'FULL', 1);
    expect(await operator.locator('tbody tr').first().getAttribute('data-machine')).toBe('KTN-B');
    expect(await row(operator, 'KTN-B').locator('meter').getAttribute('value')).toBe('97');
    await say(id, token, { status: 'FULL', fillPercent: 98 });
    await row(operator, 'KTN-B').locator('meter[value="98"]').waitFor(WAIT);

    const alarm = row(operator, 'KTN-B').locator('[data-alarm=FULL]');
    await alarm.and(operator.locator('[data-state=raised]')).waitFor(WAIT);
    await operator.keyboard.press('j');
    await operator.keyboard.press('x');
    await alarm.filter({ hasText: 'Anda yang mengurus' }).waitFor(WAIT);
    // Who else looks sees that it is seen to.
    await page.locator('[data-alarm=FULL]', { hasText: 'diurus orang lain' }).waitFor(WAIT);
    await page.locator('[data-alarm=FULL] a.work-order').waitFor(WAIT);
    expect(await alarm.locator('a').count()).toBe(0);

    await operator.keyboard.press('Enter');
    await operator.waitForURL(`**/machines/${id}`);
    await press(operator, 'Nyatakan keadaan');
    await operator.locator('dialog[open] select[name=status]:focus').waitFor(WAIT);
    expect(await scene.violations(operator)).toEqual([]);
    await operator.locator('dialog[open] textarea').fill(HOSTILE);
    await operator.locator('dialog[open] button.primary').press('Enter');
    await operator.locator('[data-override=MAINTENANCE]', { hasText: HOSTILE }).waitFor(WAIT);
    await page.locator('[data-override=MAINTENANCE]').waitFor(WAIT);
    await page.locator('.head [data-machine-status=MAINTENANCE]').waitFor(WAIT);
    await press(operator, 'Akhiri pernyataan');
    await operator.locator('[data-override]').waitFor({ state: 'detached', ...WAIT });
    await page.locator('.head [data-machine-status=FULL]').waitFor(WAIT);

    await operator.getByRole('button', { name: 'Akhiri alarm Penuh KTN-B' }).first().press('Enter');
    await operator.locator('dialog[open] textarea').fill('dikosongkan');
    await operator.locator('dialog[open] button.primary').press('Enter');
    await operator.locator('tr[data-past=FULL]', { hasText: 'dikosongkan' }).waitFor(WAIT);

    await page.getByRole('button', { name: 'Cabut token KTN-B' }).press('Enter');
    await page.locator('dialog[open] button.primary').press('Enter');
    await page.locator('tr[data-token]').waitFor({ state: 'detached', ...WAIT });
    expect((await say(id, token, { status: 'ONLINE' })).status).toBe(401);
    expect(scene.complaints).toEqual([]);
  }, 60_000);

  it('a machine that changes all the time is one mark and few questions, not a toast each; a wrong clock is told', async () => {
    const { id, token } = await plug('RVM-F');
    const list = await scene.enter('RVM001', 'rvm123', '/machines?q=RVM-F');
    await row(list, 'RVM-F').waitFor(WAIT);
    const asked: string[] = [];
    list.on('request', (request) => {
      if (request.url().includes('/api/rvms?')) asked.push(request.url());
    });
    const begin = performance.now();
    for (let turn = 0; turn < 12; turn++)
      await say(id, token, { status: turn % 2 === 0 ? 'FAULT' : 'ONLINE', seq: turn });
    await list.locator('[data-alarm=FLAPPING]').waitFor(WAIT);
    const seconds = (performance.now() - begin) / 1_000;
    expect(asked.length).toBeLessThanOrEqual(Math.ceil(seconds) + 1);
    expect(await list.locator('.toasts p').count()).toBe(0);

    await say(id, token, {
      status: 'FULL',
      seq: 20,
      reportedAt: new Date(Date.now() - 7_200_000).toISOString(),
    });
    await list.goto(`${scene.system.apiUrl}/app/machines/${id}`);
    await list.getByText('Mesin ini terus berganti keadaan.').waitFor(WAIT);
    await list.getByText('Jam mesin terlambat 2 jam').waitFor(WAIT);
  }, 60_000);

  it('who may only read finds nothing to do, and who may not read finds nothing', async () => {
    const { id, token } = await plug('RVM-R');
    await say(id, token, { status: 'FAULT', message: 'E7' });
    const page = await scene.enter('RVR001', 'seeing-to-machines', '/machines?q=RVM-R');
    await page.locator('[data-alarm=FAULT]').waitFor(WAIT);
    expect(await page.locator('main tbody button, main .head button').count()).toBe(0);
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/machines/${id}`);
    await page.locator('#history').waitFor(WAIT);
    expect(await page.locator('main button').allInnerTexts()).toEqual([]);
    await page.keyboard.press('x');
    expect(await page.locator('[data-alarm=FAULT]').getAttribute('data-state')).toBe('raised');

    const employee = await scene.enter('EMP001', 'emp123', '/machines');
    await employee.getByText('tidak lagi punya hak').first().waitFor(WAIT);
    expect(await employee.locator('.bar nav a[href$="/machines"]').count()).toBe(0);
  }, 60_000);

  it('is accessible in both languages, light and dark, narrow and wide', async () => {
    const { id, token } = await plug('RVM-X', HOSTILE.repeat(2).slice(0, 100));
    const counters = { PET: 480, CAN: 20 };
    await say(id, token, { status: 'FULL', fillPercent: 100, counters, message: HOSTILE });
    const { id: unheard } = await plug('RVM-Y');
    const found: string[] = [];
    for (const locale of ['id-ID', 'en-GB']) {
      const page = await scene.enter('ADM001', 'admin123', '/machines', await scene.newContext(locale));
      await row(page, 'RVM-X').waitFor(WAIT);
      found.push(...(await scene.violations(page)));
      for (const each of [id, unheard]) {
        await page.goto(`${scene.system.apiUrl}/app/machines/${each}`);
        await badge(page, 'live');
        await page
          .locator(each === id ? '#history ~ .scroll tbody tr' : '#setup')
          .first()
          .waitFor(WAIT);
        await page.locator('tr[data-token]').waitFor(WAIT);
        found.push(...(await scene.violations(page)));
      }
    }
    expect(found).toEqual([]);
    expect(scene.complaints).toEqual([]);
  }, 60_000);
});
