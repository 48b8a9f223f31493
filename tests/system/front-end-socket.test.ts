import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createClient, follow, unwrap } from '@antrean/client';
import { query } from '@antrean/platform/database';
import { findBrowser, freePort, startTestSystem, type AppProcess, type TestSystem } from '@antrean/testing';
import { chromium, type Browser, type Page } from 'playwright-core';

/**
 * A front end of an origin of its own, as the user guide tells how to write one: `mount` and `unmount` are what an
 * effect hook of a view does.
 */
const FRONT_END = `<!doctype html><meta charset="utf-8"><title>Kitchen</title>
<p>New: <b id="badge">0</b></p><ul id="orders"></ul><div id="toasts"></div>
<script src="/socket.io.js"></script>
<script>
  const orders = new Map();
  let socket, badge = 0;

  function createNotificationsSocket(url, accessToken, deptId) {
    return io(url, { transports: ['websocket'], auth: { token: accessToken, departmentId: deptId }, withCredentials: true });
  }

  function show() {
    document.querySelector('#badge').textContent = badge;
    document.querySelector('#orders').replaceChildren(...[...orders.values()].map(({ code, status }) =>
      Object.assign(document.createElement('li'), { id: code, textContent: code + ' ' + status })));
  }

  async function logIn(apiUrl, nik, password) {
    const call = async (path, options) => {
      const answer = await fetch(apiUrl + path, { credentials: 'include', ...options });
      if (!answer.ok) throw new Error(path + ': ' + answer.status + ' ' + await answer.text());
      return answer.json();
    };
    const { accessToken } = await call('/api/auth/login', {
      method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ nik, password }) });
    const { data } = await call('/api/orders?limit=200', { headers: { authorization: 'Bearer ' + accessToken } });
    for (const { id, kodePesanan, statusPesanan: status } of data) orders.set(id, { code: kodePesanan, status });
    show();
    return accessToken;
  }

  function mount(url, token) {
    socket ??= createNotificationsSocket(url, token);
    const onCreated = ({ orderId, kodePesanan }) => {
      orders.set(orderId, { code: kodePesanan, status: 'MENUNGGU' });
      badge += 1;
      document.querySelector('#toasts').append(
        Object.assign(document.createElement('p'), { textContent: 'Pesanan baru: ' + kodePesanan }));
      show();
    };
    const onStatus = ({ orderId, newStatus }) => {
      orders.set(orderId, { ...orders.get(orderId), status: newStatus });
      show();
    };
    socket.on('order.created', onCreated);
    socket.on('order.status.changed', onStatus);
    window.unmount = () => {
      socket.off('order.created', onCreated);
      socket.off('order.status.changed', onStatus);
    };
    return new Promise((resolve, reject) => {
      if (socket.connected) return resolve();
      socket.once('connect', resolve).once('connect_error', reject);
    });
  }
</script>`;

const executablePath = findBrowser();

(executablePath ? describe : describe.skip)('a front end of another origin, in a browser', () => {
  let system: TestSystem;
  let site: Server;
  let origin: string;
  let browser: Browser;
  let employee: string;
  let cook: string;
  let realtime: AppProcess;

  beforeAll(async () => {
    const client = await readFile(
      new URL('../../node_modules/socket.io-client/dist/socket.io.min.js', import.meta.url),
    );
    const port = await freePort();
    origin = `http://127.0.0.1:${port}`;
    site = createServer((request, response) => {
      const script = request.url === '/socket.io.js';
      response
        .setHeader('content-type', script ? 'text/javascript' : 'text/html')
        .end(script ? client : FRONT_END);
    }).listen(port, '127.0.0.1');
    await once(site, 'listening');
    system = await startTestSystem({ CORS_ORIGIN: origin });
    [realtime] = await Promise.all([system.start('realtime'), system.start('api'), system.start('worker')]);
    [employee, cook] = [await system.login('EMP001', 'emp123'), await system.login('KIT001', 'kitchen123')];
    browser = await chromium.launch({
      executablePath: executablePath!,
      args: ['--headless', '--no-sandbox'],
    });
  }, 90_000);
  afterAll(async () => {
    await browser.close();
    site.close();
    await system.stop();
  });

  const order = async (): Promise<{ id: number; kodePesanan: string }> => {
    const body = { shiftId: 1, jumlahPesanan: 10 };
    const answer = await system.call<{ id: number; kodePesanan: string }>('POST', '/api/orders', {
      token: employee,
      body,
    });
    expect(answer.status).toBe(201);
    return answer.body;
  };
  const listed = (page: Page, code: string, status: string) =>
    page.locator(`#${code}`, { hasText: `${code} ${status}` }).waitFor({ timeout: 20_000 });
  const badge = (page: Page) => page.locator('#badge').textContent();

  it.each([
    ['of the api', () => system.apiUrl],
    ['of the realtime tier', () => `http://127.0.0.1:${system.environment['WS_PORT']}`],
  ])(
    'S3-WS-17 S3-WS-06 keeps its list, its badge and its toasts by the events, on the port %s',
    async (_, server) => {
      const before = await order();
      const context = await browser.newContext();
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(String(error)));
      await page.goto(origin);
      const token = await page.evaluate(`logIn('${system.apiUrl}', 'KIT001', 'kitchen123')`);
      await listed(page, before.kodePesanan, 'MENUNGGU');
      const mount = () => page.evaluate(`mount('${server()}/notifications', '${String(token)}')`);
      await mount();

      const first = await order();
      await listed(page, first.kodePesanan, 'MENUNGGU');
      expect(await badge(page)).toBe('1');
      expect(await page.locator('#toasts p').allTextContents()).toEqual([
        `Pesanan baru: ${first.kodePesanan}`,
      ]);

      const change = await system.call('PATCH', `/api/orders/${first.id}/status`, {
        token: cook,
        body: { status: 'IN_PROGRESS' },
      });
      expect(change.status).toBe(200);
      await listed(page, first.kodePesanan, 'IN_PROGRESS');

      // A view that goes leaves no listener behind, and one that comes back hears each event once.
      await page.evaluate('unmount()');
      expect(await page.evaluate(`socket.listeners('order.created').length`)).toBe(0);
      await mount();
      const second = await order();
      await listed(page, second.kodePesanan, 'MENUNGGU');
      expect(await badge(page)).toBe('2');
      expect(await page.locator('#toasts p').count()).toBe(2);
      expect(complaints).toEqual([]);
      await context.close();
    },
  );

  it('@antrean/client follows orders over an absence, each once, in the order of what happened', async () => {
    const client = createClient({ url: system.apiUrl });
    await client.session.logIn({ nik: 'KIT001', password: 'kitchen123' });
    const feed = client.openFeed('/notifications');
    const heard: number[] = [];
    let loads = 0;
    const before = await order();
    // Told already, so that what is loaded is not heard as well.
    await system.drain();
    const loaded = Promise.withResolvers<number[]>();
    const stop = follow(feed, {
      load: async () => {
        loads += 1;
        const { data } = await unwrap(client.api.GET('/api/orders', { params: { query: { limit: 200 } } }));
        loaded.resolve(data.map(({ id }) => id));
      },
      on: { 'order.created': ({ orderId }) => void heard.push(orderId) },
    });
    const state = (kind: string) =>
      feed.state.kind === kind
        ? Promise.resolve()
        : new Promise<void>((resolve) => {
            const end = feed.onState((next) => {
              if (next.kind !== kind) return;
              end();
              resolve();
            });
          });
    const heardOf = (id: number) =>
      new Promise<void>((resolve) => {
        const end = feed.on('order.created', ({ orderId }) => {
          if (orderId !== id) return;
          end();
          resolve();
        });
      });
    expect(await loaded.promise).toContain(before.id);
    heard.length = 0;
    const live = await order();
    if (!heard.includes(live.id)) await heardOf(live.id);

    await realtime.kill('SIGKILL');
    await state('away');
    const missed = [await order(), await order(), await order()].map(({ id }) => id);
    const last = heardOf(missed[2]!);
    realtime = await system.start('realtime');
    await last;
    await state('live');
    expect(heard).toEqual([live.id, ...missed]);
    expect(loads).toBe(1);
    stop();
    feed.close();
  }, 60_000);

  it('@antrean/client refreshes once however many are refused, repeats each call once, and knows when it is over', async () => {
    const client = createClient({ url: system.apiUrl });
    const changes: string[] = [];
    client.session.onChange((change) => changes.push(change));
    const answer = await client.session.logIn({ nik: 'EMP002', password: 'emp123' });
    const first = await client.session.accessToken();
    const used = async () =>
      (
        await query<{ n: number }>(
          system.db.database.fork(),
          `select count(*)::int as n from refresh_tokens join sessions on sessions.id = session_id
           where used_at is not null and sessions.user_id = ?`,
          ['user' in answer ? answer.user.id : 0],
        )
      )[0]?.n;
    const tokens = await Promise.all(Array.from({ length: 5 }, () => client.session.refresh(first)));
    expect(new Set(tokens).size).toBe(1);
    expect(await used()).toBe(1);

    // A refusal that is not about the token refreshes nothing; the end of the session is told.
    const wrong = client.api.POST('/api/auth/password/change', {
      body: { currentPassword: 'wrong', newPassword: 'quite another 17' },
    });
    await expect(unwrap(wrong)).rejects.toMatchObject({ name: 'ApiProblem' });
    expect(await used()).toBe(1);
    const place = {
      body: { shiftId: 1, jumlahPesanan: 3 },
      headers: { 'Idempotency-Key': 'a-key-of-a-form' },
    };
    const [one, two] = [
      await unwrap(client.api.POST('/api/orders', place)),
      await unwrap(client.api.POST('/api/orders', place)),
    ];
    expect(two.kodePesanan).toBe(one.kodePesanan);
    await unwrap(client.api.POST('/api/auth/logout', {}));
    const ended = unwrap(client.api.GET('/api/auth/me', {}));
    await expect(ended).rejects.toMatchObject({ problem: { code: 'unauthenticated' } });
    expect(changes).toEqual(['in', 'out']);
  }, 60_000);
});
