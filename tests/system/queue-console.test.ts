import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { query } from '@antrean/platform/database';
import { findBrowser, startTestSystem, type AppProcess, type TestSystem } from '@antrean/testing';
import { chromium, type Browser, type Page } from 'playwright-core';

const CONSOLE = '/admin/queues';
const executablePath = findBrowser();

interface Queue {
  name: string;
  isPaused: boolean;
  counts: { failed: number };
  jobs: { id: string; data: object; failedReason: string }[];
}

const until = async (is: () => Promise<boolean>): Promise<void> => {
  while (!(await is())) await delay(100);
};

describe('the queue console', () => {
  let system: TestSystem;
  let worker: AppProcess;
  let cookie: string;
  let ops: string;

  beforeAll(async () => {
    system = await startTestSystem();
    [worker] = await Promise.all([system.start('worker'), system.start('api')]);
    const admin = await system.login('ADM001', 'admin123');
    cookie = await enter(admin);
    await until(async () => {
      const { body } = await system.call<{ services: { name: string; ops: string }[] }>(
        'GET',
        '/api/admin/services',
        { token: admin },
      );
      ops = body.services.find(({ name }) => name === 'worker')?.ops ?? '';
      return ops !== '';
    });
  }, 90_000);
  afterAll(() => system.stop());

  const enter = async (token: string): Promise<string> => {
    const { status, headers } = await system.call('POST', '/api/admin/queues/session', { token });
    expect(status).toBe(204);
    const [set = ''] = headers.getSetCookie();
    expect(set).toMatch(/^queueConsole=[^;]+; Max-Age=900; Path=\/admin\/queues; HttpOnly; SameSite=Strict$/);
    return set.split(';')[0] ?? '';
  };
  const ask = async (
    path: string,
    { method = 'GET', ...headers }: { method?: string } & Record<string, string> = {},
  ) => {
    const response = await fetch(system.apiUrl + CONSOLE + path, {
      ...{ method, redirect: 'manual' },
      headers: { accept: 'application/json', cookie, ...headers },
    });
    const text = await response.text();
    const body: Record<string, unknown> = text.startsWith('{') ? JSON.parse(text) : {};
    return { status: response.status, headers: response.headers, text, body };
  };
  const act = (path: string, headers: Record<string, string> = {}) =>
    ask(path, { method: 'PUT', origin: system.apiUrl, ...headers });
  const queueOf = async (name: string): Promise<Queue> => {
    const { body } = await ask(`/api/queues?activeQueue=${name}&status=failed&page=1&jobsPerPage=10`);
    const found = (body['queues'] as Queue[]).find((each) => each.name === name);
    if (!found) throw new Error(`there is no queue ${name}`);
    return found;
  };
  const trail = async (action: string): Promise<string[]> => {
    await system.drain();
    const rows = await query<{ line: string }>(
      system.db.database.fork(),
      `select u.nik || ': ' || l.detail as line from log_audit_trail l join users u on u.id = l.user_id
       where l.action = ? order by l.id`,
      [action],
    );
    return rows.map(({ line }) => line);
  };

  it('is for administrators who are logged in: no token, no other cookie and no other port opens it', async () => {
    const employee = await system.login('EMP001', 'emp123');
    const session = (token?: string) =>
      system.call('POST', '/api/admin/queues/session', token === undefined ? {} : { token });
    expect([(await session()).status, (await session(employee)).status]).toEqual([401, 403]);
    const admin = await system.login('ADM001', 'admin123');
    const { body } = await system.call<{ token: string }>('POST', '/api/auth/tokens', {
      token: admin,
      body: { name: 'console', abilities: ['operations.observe'] },
    });
    expect((await session(body.token)).body).toMatchObject({ status: 403, code: 'session_required' });

    for (const shown of ['', 'queueConsole=x', `queueConsole=${admin}`, `refreshToken=${admin}`]) {
      const { status } = await ask('/api/queues', { cookie: shown, authorization: `Bearer ${admin}` });
      expect(status).toBe(401);
      const page = await ask('/queue/mail', { cookie: shown, accept: 'text/html' });
      expect([page.status, page.headers.get('location')]).toEqual([
        303,
        `/app/queue-console#${encodeURIComponent('/admin/queues/queue/mail')}`,
      ]);
    }
    // Nor is the cookie an access token.
    const asToken = await system.call('GET', '/api/auth/me', { token: cookie.split('=')[1] ?? '' });
    expect(asToken.status).toBe(401);
    expect((await ask('/api/queues')).status).toBe(200);
    for (const path of ['', '/api/queues', '/static/css/../../../metrics'])
      expect((await fetch(ops + CONSOLE + path)).status).not.toBe(200);
    expect((await ask('/..%2f..%2fmetrics')).status).toBe(404);
  });

  it('pauses and resumes queues for who may, and the trail says who asked; not from another site', async () => {
    expect((await act('/api/queues/sms/pause', { origin: 'https://evil.example' })).body).toMatchObject({
      code: 'cross_site_request',
    });
    expect((await queueOf('sms')).isPaused).toBe(false);
    expect((await act('/api/queues/sms/pause')).status).toBe(200);
    expect((await queueOf('sms')).isPaused).toBe(true);
    expect((await act('/api/queues/resume')).status).toBe(200);
    expect((await queueOf('sms')).isPaused).toBe(false);
    expect(await trail('QUEUE_CHANGED')).toEqual([
      expect.stringMatching(/: Asked to pause the queue sms$/),
      expect.stringMatching(/: Asked to resume all queues$/),
    ]);
    const change = (sql: string) =>
      query(system.db.database.fork(), `update roles set permissions = ${sql} where key = 'administrator'`);
    await change(`array_remove(permissions, 'operations.manage-queues')`);
    expect((await act('/api/queues/sms/pause')).status).toBe(403);
    expect((await ask('/api/queues')).status).toBe(200);
    await change(`array_append(permissions, 'operations.manage-queues')`);
  });

  it('tries failed jobs again in PostgreSQL, where they died, and shows of them no more than an id', async () => {
    const failed = await query<{ uid: string }>(
      system.db.database.fork(),
      `insert into outbox_jobs (queue, name, version, payload, attempts)
       select 'thumbnails', 'files.thumbnail', 1, '{"what":"never-shown-4711"}', 4 from generate_series(1, 3)
       returning uid`,
    );
    await until(async () => (await queueOf('thumbnails')).counts.failed === 3);
    const { jobs } = await queueOf('thumbnails');
    expect(jobs.map(({ id }) => id.split('.')[0]).sort()).toEqual(failed.map(({ uid }) => uid).sort());
    expect(Object.keys(jobs[0]?.data ?? {}).sort()).toEqual(['generation', 'id', 'uid']);
    expect(JSON.stringify(jobs)).not.toContain('never-shown-4711');
    // What was wrong with them is put right.
    await query(
      system.db.database.fork(),
      `update outbox_jobs set payload = '{"key":"images/gone"}' where state = 'dead'`,
    );
    const [one] = jobs;
    expect((await act(`/api/queues/thumbnails/${one!.id}/retry`)).status).toBeLessThan(300);
    expect((await queueOf('thumbnails')).counts.failed).toBe(2);
    expect((await act(`/api/queues/thumbnails/${one!.id}/retry`)).status).toBe(409);
    expect((await act('/api/queues/thumbnails/retry/failed')).status).toBeLessThan(300);
    expect((await queueOf('thumbnails')).counts.failed).toBe(0);
    expect(await trail('DEAD_LETTER_RETRIED')).toHaveLength(3);
    const states = await query<{ state: string }>(
      system.db.database.fork(),
      `select distinct state from outbox_jobs where uid in (${failed.map(({ uid }) => `'${uid}'`).join()})`,
    );
    expect(states).toEqual([{ state: 'done' }]);
  });

  it('makes, changes and ends no job in Redis', async () => {
    for (const [method, path] of [
      ['POST', '/api/queues/mail/add'],
      ['PUT', '/api/queues/mail/empty'],
      ['PUT', '/api/queues/mail/obliterate'],
      ['PUT', '/api/queues/mail/clean/wait'],
      ['PUT', '/api/queues/mail/concurrency'],
      ['PATCH', '/api/queues/mail/1.1/update-data'],
      ['DELETE', '/api/queues/mail'],
      ['PUT', '/api/queues/%zz/pause'],
    ] as const) {
      const { status, body } = await ask(path, { method, origin: system.apiUrl });
      expect([status, body['code'], body['error']]).toEqual([
        403,
        'queue_action_refused',
        'The console does not do this',
      ]);
    }
  });

  it('ends with the session, at once', async () => {
    const token = await system.login('ADM001', 'admin123');
    const own = await enter(token);
    expect((await ask('/api/queues', { cookie: own })).status).toBe(200);
    await system.call('POST', '/api/auth/logout', { token });
    expect((await ask('/api/queues', { cookie: own })).status).toBe(401);
    expect((await ask('/api/queues/sms/pause', { method: 'PUT', cookie: own })).status).toBe(401);
  });

  (executablePath ? describe : describe.skip)('in a browser', () => {
    let browser: Browser;
    const complaints: string[] = [];
    const elsewhere: string[] = [];
    beforeAll(async () => {
      browser = await chromium.launch({
        executablePath: executablePath!,
        args: ['--headless', '--no-sandbox'],
      });
    }, 30_000);
    afterEach(async () => {
      for (const context of browser.contexts()) await context.close();
    });
    afterAll(() => browser.close());

    const open = async (): Promise<Page> => {
      const page = await (await browser.newContext({ locale: 'en-GB' })).newPage();
      page.setDefaultTimeout(60_000);
      page.on('request', (request) => {
        if (!request.url().startsWith(`${system.apiUrl}/`)) elsewhere.push(request.url());
      });
      page.on('console', (message) => {
        if (message.type() === 'error' && !message.text().includes('Failed to load resource'))
          complaints.push(message.text());
      });
      page.on('pageerror', (error) => complaints.push(String(error)));
      return page;
    };

    it('leads by a login to where its reader wanted to go, asks nobody else for anything, and acts', async () => {
      const page = await open();
      await page.goto(`${system.apiUrl}${CONSOLE}/queue/sms`);
      await page.locator('#identifier').fill('ADM001');
      await page.locator('#password').fill('wrong');
      await page.getByRole('button', { name: 'Log in' }).click();
      await page.locator('#trouble:not(:empty)').waitFor();
      await page.locator('#password').fill('admin123');
      await page.getByRole('button', { name: 'Log in' }).click();
      await page.getByText('No latest jobs in this queue.').waitFor();
      expect(page.url()).toBe(`${system.apiUrl}${CONSOLE}/queue/sms`);
      for (const path of ['/?status=failed', '/job-schedulers', '']) {
        await page.goto(`${system.apiUrl}${CONSOLE}${path}`);
        await page.getByText('sms', { exact: true }).first().waitFor();
      }
      // Who is logged in is let in without being asked.
      await page.context().clearCookies({ name: 'queueConsole' });
      await page.goto(`${system.apiUrl}${CONSOLE}/queue/sms`);
      await page.getByText('No latest jobs in this queue.').waitFor();
      // A browser that keeps no cookie of it is told so, and not led round in a circle.
      await page.context().clearCookies({ name: 'queueConsole' });
      await page.route('**/api/admin/queues/session', (route) => route.fulfill({ status: 204 }));
      await page.goto(`${system.apiUrl}${CONSOLE}/queue/sms`);
      await page.locator('#trouble', { hasText: 'keeps no cookie' }).waitFor();
      expect({ elsewhere, complaints }).toEqual({ elsewhere: [], complaints: [] });
    }, 180_000);
  });

  it('says so when Redis or the workers are away, and is back with them', async () => {
    await system.redis.kill();
    const begun = performance.now();
    expect((await ask('/api/queues')).body).toMatchObject({ code: 'queues_unavailable', lacks: 'redis' });
    const page = await ask('', { accept: 'text/html' });
    expect([page.status, page.text]).toEqual([503, expect.stringContaining('/api/admin/jobs')]);
    expect(performance.now() - begun).toBeLessThan(8_000);
    await system.redis.restart();
    await until(async () => (await ask('/api/queues')).status === 200);
    await worker.kill('SIGKILL');
    expect((await ask('/api/queues')).body).toMatchObject({ code: 'queues_unavailable', lacks: 'worker' });
  }, 60_000);
});
