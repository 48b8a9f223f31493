import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { findBrowser, startTestSystem, type TestSystem } from '@antrean/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { chromium, type Browser } from 'playwright-core';

const executablePath = findBrowser();
const folder = join(import.meta.dirname, '../../apps/api/public');
const pages = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.html'))
  .map((name) => `/${name.replaceAll('\\', '/')}`);
const WAIT = { timeout: 30_000 };

/** What the console and the queue console ask for is looked at in their own tests. */
describe('pages load nothing from elsewhere, and nothing that stands in them', () => {
  let system: TestSystem;
  beforeAll(async () => {
    system = await startTestSystem();
    await system.start('api');
  }, 60_000);
  afterAll(() => system.stop());

  it.each(['/api/health', '/api/docs/', '/api/openapi.json', '/nowhere', ...pages])(
    'the policy of %s names its own origin alone',
    async (path) => {
      const { headers } = await fetch(system.apiUrl + path);
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toMatch(/default-src '(?:self|none)'/);
      expect(policy).not.toMatch(/https?:|\*|unsafe/);
    },
  );

  (executablePath ? describe : describe.skip)('in a browser', () => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await chromium.launch({
        executablePath: executablePath!,
        args: ['--headless', '--no-sandbox', '--disable-gpu'],
      });
    }, 30_000);
    afterAll(() => browser.close());

    it('the documentation and the plain pages are shown as they were made, and nothing of them is refused', async () => {
      const page = await browser.newPage();
      const [elsewhere, complaints]: [string[], string[]] = [[], []];
      page.on('request', (request) => {
        if (!/^data:/.test(request.url()) && !request.url().startsWith(`${system.apiUrl}/`))
          elsewhere.push(request.url());
      });
      page.on('console', (message) => {
        if (/Content.Security.Policy/i.test(message.text()))
          complaints.push(`${page.url()}: ${message.text()}`);
      });
      page.on('pageerror', (error) => complaints.push(`${page.url()}: ${String(error)}`));
      await page.goto(`${system.apiUrl}/api/docs/`);
      await page.locator('.opblock-summary-control').first().click(WAIT);
      await page.locator('.opblock-body .responses-wrapper').first().waitFor(WAIT);
      await page.locator('.opblock-body .try-out__btn').first().click(WAIT);
      await page.locator('.opblock-body .execute').first().waitFor(WAIT);
      await page.locator('.scheme-container .authorize').first().click(WAIT);
      await page.locator('.dialog-ux .modal-ux').waitFor(WAIT);
      expect(await page.evaluate('getComputedStyle(document.body).margin')).toBe('0px');
      for (const path of pages) {
        await page.goto(system.apiUrl + path);
        await page.locator('body').waitFor(WAIT);
      }
      expect({ elsewhere, complaints }).toEqual({ elsewhere: [], complaints: [] });
    }, 90_000);
  });
});
