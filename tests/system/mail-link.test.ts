import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { findBrowser, startTestSystem, type TestSystem } from '@antrean/testing';
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
