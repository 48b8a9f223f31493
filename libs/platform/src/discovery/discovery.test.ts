import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { createMetrics } from '@antrean/platform/observability';
import { connectRedis, REQUEST_DEADLINE_MS, type Redis } from '@antrean/platform/redis';
import { createTestRedis, testLog, type TestRedis } from '@antrean/testing';
import {
  announceService,
  createServiceDirectory,
  newInstance,
  opsUrlOf,
  type Announcement,
  type KnownService,
  type ServiceDirectory,
} from './index.ts';

const BEAT_MS = 400;
const SECRET = 'a-secret-of-all-processes';
const CONFIGURED = 'http://127.0.0.1:3001';

describe('processes know of each other', () => {
  let server: TestRedis;
  let redis: Redis;
  const cleanups: (() => unknown)[] = [];

  beforeAll(async () => {
    server = await createTestRedis();
    redis = connectRedis({ url: server.url, name: 'test', log: testLog, deadlineMs: REQUEST_DEADLINE_MS });
    await new Promise((resolve) => redis.once('ready', resolve));
  });
  afterEach(async () => {
    for (const cleanup of cleanups.splice(0)) await cleanup();
    await redis.flushall();
  });
  afterAll(async () => {
    redis.disconnect();
    await server.stop();
  });

  const announce = async (
    port: number,
    more: {
      load?: number;
      ready?: boolean;
      secret?: string;
      opsPort?: number;
      host?: string;
      at?: string;
    } = {},
  ): Promise<Announcement> => {
    const announcement = announceService({
      ...{ redis, instance: newInstance(), log: testLog, beatMs: BEAT_MS },
      ...(more.host === undefined ? {} : { host: more.host }),
      secret: more.secret ?? SECRET,
      about: { name: 'realtime', version: '1' },
    });
    await announcement.begin({
      address: `http://${more.at ?? '127.0.0.1'}:${port}`,
      ops: `http://127.0.0.1:${more.opsPort ?? port + 1}`,
      load: () => more.load ?? 0,
      checks: { itself: () => (more.ready === false ? Promise.reject(new Error('no')) : undefined) },
    });
    cleanups.push(() => announcement.end());
    return announcement;
  };
  const look = (): ServiceDirectory => {
    const metrics = createMetrics({ service: 'test' });
    const directory = createServiceDirectory({
      ...{ redis, secret: SECRET, configured: { realtime: CONFIGURED }, log: testLog, metrics },
      beatMs: BEAT_MS,
    });
    cleanups.push(() => directory.stop());
    return directory;
  };
  const until = async (condition: () => boolean): Promise<void> => {
    while (!condition()) await wait(5);
  };
  const instances = (directory: ServiceDirectory): string[] =>
    directory.read().services.map(({ instance }) => instance);
  const stateOf = (
    directory: ServiceDirectory,
    { instance }: Announcement,
  ): KnownService['state'] | undefined =>
    directory.read().services.find((each) => each.instance === instance)?.state;
  const addresses = (directory: ServiceDirectory): string[] =>
    directory.targets('realtime').map(({ address }) => address);

  it('S1-GW-12 who starts is found, the one with the least in hand first, and who ends is gone', async () => {
    const directory = look();
    expect(addresses(directory)).toEqual([CONFIGURED]);
    const busy = await announce(4001, { load: 5 });
    const idle = await announce(4002, { load: 3 });
    await until(() => instances(directory).length === 2);
    expect(addresses(directory)).toEqual(['http://127.0.0.1:4002', 'http://127.0.0.1:4001', CONFIGURED]);
    expect(directory.read()).toMatchObject({ isStale: false, asOf: expect.any(Date) });
    expect(directory.find('realtime', busy.instance)).toEqual({
      instance: busy.instance,
      address: 'http://127.0.0.1:4001',
    });

    await idle.drain();
    await until(() => stateOf(directory, idle) === 'draining');
    expect(addresses(directory)[0]).toBe('http://127.0.0.1:4001');
    await idle.end();
    await until(() => instances(directory).length === 1);
    expect(addresses(directory)).toEqual(['http://127.0.0.1:4001', CONFIGURED]);
  });

  it('S1-GW-12 what was given since a beat counts, and who does not answer comes last until the next one', async () => {
    const directory = look();
    await announce(4001);
    await announce(4002, { load: 2 });
    await until(() => instances(directory).length === 2);
    const given: string[] = [];
    // In one turn of the event loop, in which nobody beats.
    for (let n = 0; n < 6; n += 1) {
      const target = directory.targets('realtime')[0]!;
      directory.took(target);
      given.push(target.address.slice(-1));
    }
    expect(given.filter((port) => port === '1').length).toBe(4);
    const [first] = directory.targets('realtime');
    directory.missed(first!);
    expect(directory.targets('realtime').map(({ instance }) => instance)).toEqual([
      expect.not.stringMatching(first!.instance!),
      first!.instance,
      null,
    ]);
    await until(() => directory.read().services.every(({ state }) => state === 'up'));
  });

  it('S1-GW-12 who dies without a word is gone after three beats', async () => {
    const directory = look();
    const mute = connectRedis({ url: server.url, name: 'mute', log: testLog, deadlineMs: 100 });
    await new Promise((resolve) => mute.once('ready', resolve));
    const dying = announceService({
      ...{ redis: mute, instance: newInstance(), secret: SECRET, log: testLog, beatMs: BEAT_MS },
      about: { name: 'worker', version: '1' },
    });
    await dying.begin({ address: null, ops: 'http://127.0.0.1:1', load: () => 0, checks: {} });
    await until(() => instances(directory).length === 1);
    mute.disconnect();
    await until(() => instances(directory).length === 0);
    await dying.end();
  });

  it('S1-GW-12 while Redis is away the last known count and are stale; emptied, nobody vanishes', async () => {
    const directory = look();
    const one = await announce(4001);
    await until(() => instances(directory).length === 1);
    await redis.flushall();
    const flushedAt = new Date();
    await until(() => (directory.read().asOf ?? 0) > flushedAt);
    expect(instances(directory)).toEqual([one.instance]);

    server.freeze();
    await until(() => directory.read().isStale);
    await wait(4 * BEAT_MS);
    expect(instances(directory)).toEqual([one.instance]);
    expect(addresses(directory)[0]).toBe('http://127.0.0.1:4001');
    server.thaw();
    await until(() => !directory.read().isStale && stateOf(directory, one) === 'up');
  });

  it('one that started later at the same address takes the place of a ghost, which does not come back', async () => {
    const directory = look();
    const ghost = await announce(4001, { opsPort: 5001 });
    await until(() => instances(directory).length === 1);
    await wait(2);
    const successor = await announce(4001, { opsPort: 5002 });
    await until(() => instances(directory).includes(successor.instance));
    // The ghost beats on.
    await wait(4 * BEAT_MS);
    expect(instances(directory)).toEqual([successor.instance]);
    expect(directory.find('realtime', ghost.instance)).toBeNull();
  });

  it('two machines that tell the same loopback address are both known, and the other one’s is not called', async () => {
    const directory = look();
    const own = await announce(4001);
    await wait(2);
    const other = await announce(4001, { host: 'another-machine' });
    const well = await announce(4001, { host: 'a-third-machine', at: '10.0.0.7' });
    await until(() => instances(directory).length === 3);
    await wait(2 * BEAT_MS);
    expect(instances(directory).toSorted()).toEqual(
      [own, other, well].map(({ instance }) => instance).toSorted(),
    );
    expect([own, other, well].map((each) => stateOf(directory, each))).toEqual(['up', 'unreachable', 'up']);
    expect(addresses(directory).toSorted()).toEqual(
      ['http://10.0.0.7:4001', 'http://127.0.0.1:4001', CONFIGURED].toSorted(),
    );
    expect(directory.find('realtime', other.instance)).toBeNull();
    const hasOpsHere = directory.read().services.filter((service) => service.hasOpsHere);
    expect(hasOpsHere.map(({ instance }) => instance)).toEqual([own.instance]);
  });

  it('one that is not ready comes behind those that are; what is not signed by us is not believed', async () => {
    const directory = look();
    const sick = await announce(4001, { ready: false });
    const well = await announce(4002, { load: 1_000 });
    const forged = await announce(4003, { secret: 'another' });
    await redis.sadd('{antrean:services}', 'rubbish');
    await redis.set('rubbish', 'rubbish');
    await until(() => stateOf(directory, sick) === 'not_ready');
    await until(() => stateOf(directory, well) === 'up');
    expect(addresses(directory)).toEqual(['http://127.0.0.1:4002', 'http://127.0.0.1:4001', CONFIGURED]);
    expect(instances(directory)).not.toContain(forged.instance);
  });

  it('an operators’ port is called where it listens', () => {
    expect(opsUrlOf('127.0.0.1', '10.0.0.7', 9400)).toBe('http://127.0.0.1:9400');
    expect(opsUrlOf('0.0.0.0', '10.0.0.7', 9400)).toBe('http://10.0.0.7:9400');
    expect(opsUrlOf('::', 'fd00::7', 9400)).toBe('http://[fd00::7]:9400');
  });
});
