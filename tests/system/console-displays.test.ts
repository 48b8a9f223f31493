import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { badge, executablePath, startConsole, WAIT, type ConsoleScene } from './console-browser.ts';

const HOSTILE = 'Dinding <script>document.title=2</script> אב';

(executablePath ? describe : describe.skip)('displays on walls in a browser', () => {
  let scene: ConsoleScene;
  let admin: string;
  beforeAll(async () => {
    scene = await startConsole();
    admin = await scene.system.login('ADM001', 'admin123');
  }, 120_000);
  afterAll(() => scene.stop());
  afterEach(() => scene.closePages());

  const makeWall = async (screen: string): Promise<{ id: string; path: string }> => {
    const { body } = await scene.system.call<{ id: string; token: string }>(
      'POST',
      '/api/v1/display-tokens',
      { token: admin, body: { label: 'Dapur utara', screen } },
    );
    return { id: body.id, path: `/wall/${screen}#${body.token}` };
  };
  const revoke = (id: string) =>
    scene.system.call('DELETE', `/api/v1/display-tokens/${id}`, { token: admin });
  const dark = (page: Page) => page.getByRole('alert').filter({ hasText: 'Layar ini tidak menampilkan' });

  it('an administrator makes a link by keyboard, the screen opens it and keeps it, and goes dark as soon as it is revoked', async () => {
    const console_ = await scene.enter('ADM001', 'admin123', '/displays');
    await console_.getByText('Belum ada layar.').waitFor(WAIT);
    await console_.getByRole('button', { name: 'Pasang layar' }).focus();
    await console_.keyboard.press('Enter');
    await console_.locator('input[name=label]').focus();
    await console_.keyboard.type(HOSTILE);
    await console_.keyboard.press('Enter');
    const link = await console_.locator('dialog[open] input[readonly]').inputValue(WAIT);
    expect(link).toMatch(/\/app\/wall\/kitchen#ey[\w.-]+$/);
    expect(await console_.title()).toBe('Antrean');

    const context = await scene.newContext();
    const asked: string[] = [];
    context.on('request', (request) => asked.push(`${request.method()} ${request.url()}`));
    const wall = await scene.open(link.replace(`${scene.system.apiUrl}/app`, ''), context);
    await badge(wall, 'live');
    expect(wall.url()).toBe(`${scene.system.apiUrl}/app/wall/kitchen`);
    const { id, kodePesanan: code } = await scene.order(37);
    const card = wall.locator(`.ticket[data-code="${code}"]`);
    await card.waitFor(WAIT);
    // It shows, and there is nothing on it that changes anything.
    expect(await wall.locator('.ticket button').count()).toBe(0);
    await wall.keyboard.press('1');
    await scene.system.call('PATCH', `/api/orders/${id}/status`, {
      token: await scene.system.login('KIT001', 'kitchen123'),
      body: { status: 'IN_PROGRESS' },
    });
    await wall.locator(`[data-column="IN_PROGRESS"] .ticket[data-code="${code}"]`).waitFor(WAIT);

    // It comes back by what it has kept; the administrator sees that it came, and nobody's log has the token.
    await wall.reload();
    await card.waitFor(WAIT);
    const token = link.split('#')[1]!;
    expect(asked.filter((each) => each.includes(token))).toEqual([]);
    expect(asked.filter((each) => !each.startsWith('GET ') && !each.includes('/socket.io/'))).toEqual([]);
    await console_.keyboard.press('Escape');
    const row = console_.locator('tbody tr', { hasText: HOSTILE });
    await row.locator('time').nth(1).waitFor(WAIT);

    await row.getByRole('button', { name: `Cabut ${HOSTILE}` }).click();
    await console_.locator('dialog[open]').getByRole('button', { name: 'Cabut' }).click();
    await row.getByText('Dicabut').waitFor(WAIT);
    await dark(wall).waitFor(WAIT);
    expect(await card.count()).toBe(0);
    await wall.reload();
    await dark(wall).waitFor(WAIT);
  }, 60_000);

  it('a revoked screen is told by its socket, without asking', async () => {
    const { id, path } = await makeWall('orders');
    const wall = await scene.open(path);
    await badge(wall, 'live');
    const begin = performance.now();
    await revoke(id);
    await dark(wall).waitFor(WAIT);
    // Its own question comes once a minute; this is the socket that was closed.
    expect(performance.now() - begin).toBeLessThan(15_000);
  }, 60_000);

  it('every screen of a wall shows its own, hears of changes, and is accessible in both languages, light and dark, narrow and wide', async () => {
    const { kodePesanan: code } = await scene.order(5);
    const machine = await scene.system.call('POST', '/api/rvms', {
      token: admin,
      body: { code: 'RVM-1', name: 'Lobi', location: { address: 'Jl. Sudirman 1' }, capacity: 100 },
    });
    expect(machine.status).toBe(201);
    const shows: Record<string, (page: Page) => Promise<void>> = {
      kitchen: (page) => page.locator(`.ticket[data-code="${code}"]`).waitFor(WAIT),
      orders: (page) => page.getByRole('rowheader', { name: code }).waitFor(WAIT),
      dashboard: (page) => page.locator('[data-tile="sales"]').waitFor(WAIT),
      machines: (page) => page.locator('[data-machine="RVM-1"]').waitFor(WAIT),
    };
    let page = await scene.open();
    for (const locale of ['id-ID', 'en-GB'])
      for (const [screen, isShown] of Object.entries(shows)) {
        page = await scene.open((await makeWall(screen)).path, await scene.newContext(locale));
        await badge(page, 'live');
        await isShown(page);
        expect(await page.locator('main a').count()).toBe(0);
        expect(await scene.violations(page)).toEqual([]);
      }
    await scene.system.call('POST', '/api/rvms', {
      token: admin,
      body: { code: 'RVM-2', name: 'Lobi', location: { address: 'Jl. Sudirman 1' }, capacity: 100 },
    });
    await page.locator('[data-machine="RVM-2"]').waitFor(WAIT);

    const people = await scene.enter('ADM001', 'admin123', '/displays');
    await people.getByRole('rowheader').first().waitFor(WAIT);
    expect(await scene.violations(people)).toEqual([]);
    expect(scene.complaints).toEqual([]);
  }, 90_000);
});
