import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findBrowser, startTestSystem, type AppProcess, type TestSystem } from '@antrean/testing';
import axe from 'axe-core';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';

export const WAIT = { timeout: 20_000 };
/** Absent where there is no browser to test with. */
export const executablePath = findBrowser();

export interface ConsoleScene {
  readonly system: TestSystem;
  readonly api: AppProcess;
  readonly realtime: AppProcess;
  /** What pages complained of: code that threw, or what the content security policy refused. */
  readonly complaints: string[];
  newContext(locale?: string): Promise<BrowserContext>;
  /** Logs in by the keyboard and waits until the page is live. */
  enter(nik: string, password: string, path?: string, context?: BrowserContext): Promise<Page>;
  /** A page before its login. */
  open(path?: string, context?: BrowserContext): Promise<Page>;
  order(quantity?: number): Promise<{ id: number; kodePesanan: string }>;
  /** What axe-core and the width of the window say of a page in light and dark, narrow and wide. */
  violations(page: Page): Promise<string[]>;
  closePages(): Promise<void>;
  stop(): Promise<void>;
}

export const badge = (page: Page, state: string): Promise<void> =>
  page.locator(`.badge[data-state="${state}"]`).waitFor({ timeout: 40_000 });

export async function logIn(page: Page, nik: string, password: string): Promise<void> {
  await page.locator('input[name=identifier]:focus').waitFor(WAIT);
  await page.keyboard.type(nik);
  await page.keyboard.press('Tab');
  await page.keyboard.type(password);
  await page.keyboard.press('Enter');
}

/** The console as it is built, served by real processes, in Chromium. */
export async function startConsole(settings: Record<string, string> = {}): Promise<ConsoleScene> {
  await promisify(execFile)(process.execPath, ['tools/build-console.ts'], {
    cwd: join(import.meta.dirname, '../..'),
  });
  const system = await startTestSystem(settings);
  const [realtime, api] = await Promise.all([
    system.start('realtime'),
    system.start('api'),
    system.start('worker'),
  ]);
  const browser: Browser = await chromium.launch({
    executablePath: executablePath!,
    args: ['--headless', '--no-sandbox', '--disable-gpu'],
  });
  const complaints: string[] = [];
  const newContext = (locale = 'id-ID'): Promise<BrowserContext> =>
    browser.newContext({ locale, viewport: { width: 1280, height: 800 } });
  const open = async (path = '/', context?: BrowserContext): Promise<Page> => {
    const page = await (context ?? (await newContext())).newPage();
    page.on('console', (message) => {
      if (message.type() === 'error' && !/WebSocket|Failed to load resource/.test(message.text()))
        complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    await page.goto(`${system.apiUrl}/app${path}`);
    return page;
  };
  return {
    system,
    api,
    realtime,
    complaints,
    newContext,
    open,
    enter: async (nik, password, path, context) => {
      const page = await open(path, context);
      await logIn(page, nik, password);
      await badge(page, 'live');
      return page;
    },
    order: async (jumlahPesanan = 10) => {
      const token = await system.login('EMP001', 'emp123');
      const body = { shiftId: 1, jumlahPesanan };
      return (await system.call<{ id: number; kodePesanan: string }>('POST', '/api/orders', { token, body }))
        .body;
    },
    violations: async (page) => {
      const found: string[] = [];
      await page.evaluate(axe.source);
      for (const colorScheme of ['light', 'dark'] as const)
        for (const width of [360, 1280]) {
          await page.emulateMedia({ colorScheme });
          await page.setViewportSize({ width, height: 800 });
          const seen = await page.evaluate<string[]>(
            'axe.run().then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ": " + html.slice(0, 200))))',
          );
          const isTooWide = await page.evaluate<boolean>(
            'document.documentElement.scrollWidth > document.documentElement.clientWidth',
          );
          found.push(
            ...[...seen, ...(isTooWide ? ['wider than its window'] : [])].map(
              (each) => `${colorScheme} ${width}: ${each}`,
            ),
          );
        }
      return found;
    },
    closePages: async () => {
      for (const context of browser.contexts()) await context.close();
    },
    stop: async () => {
      await browser.close();
      await system.stop();
    },
  };
}
