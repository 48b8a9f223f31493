import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { codeOf, wrongCode } from '@antrean/factors/testing';
import { badge, executablePath, logIn, startConsole, WAIT, type ConsoleScene } from './console-browser.ts';

(executablePath ? describe : describe.skip)('the own account in a browser', () => {
  let scene: ConsoleScene;
  let secret: string;
  let backupCodes: string[];
  beforeAll(async () => {
    scene = await startConsole();
    const { call, login } = scene.system;
    const token = await login('EMP002', 'emp123');
    const enrolled = await call<{ otpauthUrl: string }>('POST', '/api/auth/mfa/totp/enroll', { token });
    secret = new URL(enrolled.body.otpauthUrl).searchParams.get('secret') ?? '';
    await call('POST', '/api/auth/mfa/totp/confirm', { token, body: { code: codeOf(secret) } });
    const papers = await call<{ codes: string[] }>('POST', '/api/auth/mfa/backup-codes', { token });
    backupCodes = papers.body.codes;
    expect(backupCodes.length).toBeGreaterThan(1);
  }, 120_000);
  afterAll(() => scene.stop());

  it('a login with a second factor asks for the code, says when it is wrong, and sends six digits by itself as they are pasted', async () => {
    const page = await scene.open('/orders?status=READY');
    await logIn(page, 'EMP002', 'emp123');
    const code = page.locator('input[name=code]:focus');
    await code.waitFor(WAIT);
    expect(await code.getAttribute('autocomplete')).toBe('one-time-code');
    expect(await scene.violations(page)).toEqual([]);
    await code.pressSequentially(wrongCode(secret));
    await page.locator('.trouble').waitFor(WAIT);
    // The code of the confirmation is spent: that of the next half minute counts already.
    await page.fill('input[name=code]', codeOf(secret, 1).replace(/^\d{3}/, '$& '));
    await badge(page, 'live');
    expect(page.url()).toBe(`${scene.system.apiUrl}/app/orders?status=READY`);
  }, 60_000);

  it('such a login takes a code of paper instead, once, and lets somebody else log in', async () => {
    const page = await scene.open('/', await scene.newContext('en-GB'));
    await logIn(page, 'EMP002', 'emp123');
    await page.getByRole('button', { name: 'Log in as somebody else' }).click();
    await logIn(page, 'EMP002', 'emp123');
    await page.getByLabel('By').selectOption('backup');
    await page.locator('input[name=code]').fill(backupCodes[0]!);
    await page.keyboard.press('Enter');
    await badge(page, 'live');
    const again = await scene.open('/', await scene.newContext('en-GB'));
    await logIn(again, 'EMP002', 'emp123');
    await again.getByLabel('By').selectOption('backup');
    await again.locator('input[name=code]').fill(backupCodes[0]!);
    await again.keyboard.press('Enter');
    await again.locator('.trouble').waitFor(WAIT);
  }, 60_000);

  it('what somebody is told comes to the bell at once, and stays unread until they say that it is read', async () => {
    const page = await scene.enter('EMP001', 'emp123');
    const bell = page.locator('.bell');
    await page.locator('.bell[data-unread="0"]').waitFor(WAIT);
    const token = await scene.system.login('EMP001', 'emp123');
    const asked = await scene.system.call('POST', '/api/profile/export', { token });
    expect(asked.status).toBe(202);
    await page.locator('.bell[data-unread="1"]').waitFor(WAIT);
    await page.keyboard.press('g');
    await page.keyboard.press('n');
    await page.locator('dialog[open] li[data-unread="true"]').waitFor(WAIT);
    expect(await scene.violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Tandai semua sudah dibaca' }).click();
    await page.locator('dialog[open] li[data-unread="false"]').waitFor(WAIT);
    await page.keyboard.press('Escape');
    expect(await bell.getAttribute('data-unread')).toBe('0');
    expect(scene.complaints).toEqual([]);
  }, 60_000);
});
