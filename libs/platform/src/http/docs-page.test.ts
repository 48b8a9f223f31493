import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { docsPages } from './docs-page.ts';
import { startHttpServer, type HttpServer } from './http-test.factory.ts';

let server: HttpServer;
beforeAll(async () => {
  server = await startHttpServer([], {
    pages: [docsPages({ openApi: { openapi: '3.1.0', paths: {} }, asyncApi: { asyncapi: '3.0.0' } })],
  });
});
afterAll(() => server.close());

it('the documentation is whole without the Internet: whatever its page loads is here, and its scripts may ask nobody else', async () => {
  const page = await server.send('GET', '/api/docs/');
  expect(page.status).toBe(200);
  const html = page.body.toString();
  const named = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address = '']) => address);
  expect(named.length).toBeGreaterThan(3);
  for (const address of named) {
    const { origin, pathname } = new URL(address, `${server.url}/api/docs/`);
    expect([address, origin]).toEqual([address, server.url]);
    const { status, headers, body } = await server.send('GET', pathname);
    expect([address, status]).toEqual([address, 200]);
    const isStyle = String(headers['content-type']).includes('css');
    if (isStyle) expect(body.toString()).not.toMatch(/url\(["']?(?:https?:)?\/\/|@import/);
  }
  const policy = String(page.headers['content-security-policy']);
  for (const directive of ['default-src', 'script-src', 'style-src', 'font-src', 'img-src', 'connect-src'])
    expect(policy.split(';').find((each) => each.trim().startsWith(directive)) ?? '').not.toMatch(
      /https?:|\*|unsafe/,
    );
});
