import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freePort, startTestSystem, type AppProcess, type TestSystem } from '@antrean/testing';

describe('what pages tell of their own failures', () => {
  let system: TestSystem;
  let api: AppProcess;
  let ops: number;
  beforeAll(async () => {
    ops = await freePort();
    system = await startTestSystem({ RATE_LIMIT: 'on', OPS_PORT: String(ops) });
    api = await system.start('api');
  }, 60_000);
  afterAll(() => system.stop());

  const tell = async (more: object = {}): Promise<number> => {
    const body = { version: '1', path: '/app/orders', message: 'TypeError: it broke', ...more };
    return (await system.call('POST', '/api/client-errors', { body })).status;
  };
  const counted = async (): Promise<number> => {
    const text = await (await fetch(`http://127.0.0.1:${ops}/metrics`)).text();
    return Number(/^client_errors_total\{[^}]*\} (\d+)/m.exec(text)?.[1]);
  };

  it('S0-ERR-03 it is in the log without secrets, and counted', async () => {
    const token = `eyJhbGciOiJIUzI1NiJ9.${'a'.repeat(40)}.${'b'.repeat(40)}`;
    const stack = `at read (/app/orders.js:1:2) Authorization: Bearer ${token} siti@example.com`;
    expect(await tell({ stack, correlationId: 'abc-1' })).toBe(204);
    await api.said('a page failed');
    const line = api
      .output()
      .split('\n')
      .find((each) => each.includes('a page failed'))!;
    expect(JSON.parse(line)).toMatchObject({
      level: 'warn',
      clientError: { path: '/app/orders', message: 'TypeError: it broke', correlationId: 'abc-1' },
    });
    expect(line).toContain('at read (/app/orders.js:1:2)');
    expect(line).not.toContain(token);
    expect(line).not.toContain('siti@');
    expect(await counted()).toBe(1);
  });

  it.each([
    ['a query in the address', { path: '/app/orders?token=1' }],
    ['a long message', { message: 'x'.repeat(501) }],
    ['a long stack', { stack: 'x'.repeat(4_001) }],
    ['a field of its own', { password: 'secret' }],
  ])('S0-ERR-03 %s is refused', async (_, more) => {
    const before = await counted();
    expect(await tell(more)).toBe(400);
    expect(await counted()).toBe(before);
  });

  it('S0-ERR-03 a page that fails without end is refused after 60 in a minute, and a body of any size', async () => {
    expect(await tell({ stack: 'x'.repeat(20_000) })).toBe(413);
    const answers = await Promise.all(Array.from({ length: 130 }, () => tell()));
    expect(answers).toContain(429);
    expect(answers.filter((status) => status === 204).length).toBeLessThanOrEqual(120);
  });
});
