import { once } from 'node:events';
import { createServer } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DEVELOPMENT_SECRETS } from '@antrean/platform/config';
import { announceService, newInstance } from '@antrean/platform/discovery';
import { connectRedis } from '@antrean/platform/redis';
import { freePort, startTestSystem, testLog, type AppProcess, type TestSystem } from '@antrean/testing';

interface Services {
  stale: boolean;
  services: {
    name: string;
    host: string;
    pid: number;
    state: string;
    ready: boolean;
    health: { status: string };
  }[];
}

describe('the processes that run', () => {
  let system: TestSystem;
  let realtime: AppProcess;
  let administrator: string;

  beforeAll(async () => {
    system = await startTestSystem();
    [realtime] = await Promise.all([
      // Where nothing leads the api to.
      system.start('realtime', { WS_PORT: String(await freePort()) }),
      system.start('api'),
      system.start('worker'),
    ]);
    administrator = await system.login('ADM001', 'admin123');
  }, 180_000);
  afterAll(() => system.stop());

  const read = async (): Promise<Services> =>
    (await system.call<Services>('GET', '/api/admin/services', { token: administrator })).body;
  const until = async (condition: (services: Services) => boolean): Promise<Services> => {
    for (;;) {
      const services = await read();
      if (condition(services)) return services;
      await wait(100);
    }
  };
  const pids = ({ services }: Services): number[] => services.map(({ pid }) => pid);

  it('S1-GW-04 S1-GW-12 are known to the api, with how they are, also one that starts later', async () => {
    const known = await until(({ services }) => services.length === 3);
    expect(known.services.map(({ name }) => name)).toEqual(['api', 'realtime', 'worker']);
    for (const service of known.services) {
      expect(service).toMatchObject({ state: 'up', ready: true, health: { status: 'ok' } });
    }
    const second = await system.start('realtime', { WS_PORT: String(await freePort()) });
    await until((services) => pids(services).includes(second.pid));
    // One that ends in order says so; one that is killed is missed.
    expect(await second.kill('SIGTERM')).toBe(0);
    await until((services) => !pids(services).includes(second.pid));
    await realtime.kill('SIGKILL');
    await until((services) => !pids(services).includes(realtime.pid));
  }, 180_000);

  it('S1-GW-12 are known on while Redis is away, and it is said that this may be old', async () => {
    const before = pids(await read());
    system.redis.freeze();
    const during = await until(({ stale }) => stale);
    expect(pids(during)).toEqual(before);
    system.redis.thaw();
    expect(pids(await until(({ stale }) => !stale))).toEqual(before);
  }, 180_000);

  it('one of another machine is not asked at an address that is somebody else here', async () => {
    let asked = 0;
    const somebodyElse = createServer((_request, response) => {
      asked += 1;
      response.end('{}');
    });
    await once(somebodyElse.listen(0, '127.0.0.1'), 'listening');
    const address = somebodyElse.address();
    const ops = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
    const redis = connectRedis({ url: system.redis.url, name: 'other', log: testLog, deadlineMs: 5_000 });
    const other = announceService({
      ...{ redis, instance: newInstance(), host: 'another-machine', log: testLog },
      about: { name: 'worker', version: '1' },
      secret: DEVELOPMENT_SECRETS.JWT_SECRET,
    });
    await other.begin({ address: null, ops, load: () => 0, checks: {} });
    const { services } = await until((found) =>
      found.services.some(({ host }) => host === 'another-machine'),
    );
    expect(services.find(({ host }) => host === 'another-machine')?.health.status).toBe('unreachable');
    await system.call('GET', '/api/admin/breakers', { token: administrator });
    expect(asked).toBe(0);
    await other.end();
    redis.disconnect();
    somebodyElse.close();
  }, 60_000);

  it('S1-GW-12 are for administrators to see', async () => {
    const employee = await system.login('EMP001', 'emp123');
    expect((await system.call('GET', '/api/admin/services', { token: employee })).status).toBe(403);
  });
});
