import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { developmentUsers } from '@antrean/accounts';
import { findZoneDifferences } from '@antrean/platform/database';
import { freePort, startTestSystem, type TestSystem } from '@antrean/testing';

interface Breakers {
  breakers: { service: { name: string }; kind: string; target: string; state: string }[];
  unanswered: unknown[];
}

describe('breakers', () => {
  let system: TestSystem;
  let administrator: string;

  beforeAll(async () => {
    // Where nobody listens.
    system = await startTestSystem({ SMTP_URL: `smtp://127.0.0.1:${await freePort()}` });
    await Promise.all([system.start('api'), system.start('worker')]);
    administrator = await system.login('ADM001', 'admin123');
  }, 180_000);
  afterAll(() => system.stop());

  const read = async (): Promise<Breakers> =>
    (await system.call<Breakers>('GET', '/api/admin/breakers', { token: administrator })).body;
  const until = async (condition: () => Promise<boolean>): Promise<void> => {
    while (!(await condition())) await wait(100);
  };
  const isOpen = async (kind: string): Promise<boolean> =>
    (await read()).breakers.some((each) => each.kind === kind && each.state === 'open');

  it('S1-AVL-02 S1-GW-15 /api/health says by which zone data times are told, and whether PostgreSQL tells the same', async () => {
    const isSame = (await findZoneDifferences(system.db.database)).length === 0;
    await until(async () => {
      const { body } = await system.call('GET', '/api/health');
      const { version, agreesWithDatabase } = Object(body['zoneData']);
      expect(version).toBe(process.versions['tz']);
      return agreesWithDatabase === isSame;
    });
    // Nothing that answers do without.
    expect((await system.call('GET', '/api/signing-key')).headers.get('x-degraded')).toBeNull();
  });

  it('S1-GW-15 of all processes are seen, and answers say what the system does without', async () => {
    expect((await system.call('GET', '/api/signing-key')).headers.get('x-degraded')).toBeNull();
    // No realtime process runs: each of these fails.
    for (let n = 0; n < 12; n += 1) {
      const { status, headers } = await system.call('GET', '/socket.io/?EIO=4&transport=polling');
      expect([status, headers.get('retry-after')]).toEqual([503, '1']);
    }
    await until(() => isOpen('realtime'));
    // A mail to each of them, which cannot leave.
    expect(developmentUsers.length).toBeGreaterThan(10);
    for (const { nik } of developmentUsers) {
      const { status } = await system.call('POST', '/api/auth/password/forgot', {
        body: { identifier: nik },
      });
      expect(status).toBeLessThan(300);
    }
    await until(() => isOpen('smtp'));
    const { breakers, unanswered } = await read();
    expect(unanswered).toEqual([]);
    expect(breakers).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ service: expect.objectContaining({ name: 'worker' }), kind: 'smtp' }),
        expect.objectContaining({
          service: expect.objectContaining({ name: 'api' }),
          kind: 'ops',
          state: 'closed',
        }),
      ]),
    );
    await until(async () => {
      const { headers } = await system.call('GET', '/api/signing-key');
      return (headers.get('x-degraded') ?? '').includes('smtp');
    });
    const ready = await system.call<{ status: string; checks: unknown }>('GET', '/api/health/ready');
    expect([ready.status, ready.body]).toEqual([
      200,
      { status: 'degraded', checks: expect.objectContaining({ database: 'ok', smtp: 'failed' }) },
    ]);
  }, 240_000);

  it('S1-GW-15 nothing that waits for the mail server is given up', async () => {
    const letters = await system.call<{ total: number }>('GET', '/api/admin/dead-letters', {
      token: administrator,
    });
    expect(letters.body.total).toBe(0);
  });
});
