import { once } from 'node:events';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { createTestRedis, testLog, type TestRedis } from '@antrean/testing';
import { createMetrics, type Metrics } from '../observability/index.ts';
import { connectRedis, REQUEST_DEADLINE_MS, type Redis } from './connect-redis.ts';

let server: TestRedis;
let redis: Redis;
let metrics: Metrics;

beforeEach(async () => {
  server = await createTestRedis();
  metrics = createMetrics({ service: 'test' });
  redis = connectRedis({
    url: server.url,
    name: 'test',
    log: testLog,
    metrics,
    deadlineMs: REQUEST_DEADLINE_MS,
  });
  await once(redis, 'ready');
});
afterEach(async () => {
  redis.disconnect();
  await server.stop();
});

/** How long a command took to fail, in milliseconds. */
async function failing(command: Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await expect(command).rejects.toThrow();
  return performance.now() - begun;
}
const up = async (): Promise<number | undefined> => (await metrics.redisUp.get()).values[0]?.value;

it('a Redis that stands still holds nobody up, and serves again by itself', async () => {
  await redis.set('key', 'value');
  expect(await up()).toBe(1);
  server.freeze();
  const dropped = new Promise((resolve) => redis.once('close', resolve));
  // A second would be ten deadlines.
  expect(await failing(redis.get('key'))).toBeLessThan(1_000);
  await dropped;
  expect(await up()).toBe(0);
  // From now on nobody waits for it at all: a hundred calls take no deadline.
  const begun = performance.now();
  for (let call = 0; call < 100; call += 1) await failing(redis.get('key'));
  expect(performance.now() - begun).toBeLessThan(100 * REQUEST_DEADLINE_MS * 0.5);

  const ready = once(redis, 'ready');
  server.thaw();
  await ready;
  expect(await redis.get('key')).toBe('value');
  expect(await up()).toBe(1);
});

it('a Redis that is gone fails commands at once, also those under way', async () => {
  await server.kill();
  await failing(redis.get('key'));
  expect(redis.status).not.toBe('ready');
  await server.restart();
  // It may be back before the restart is over.
  if (redis.status !== 'ready') await once(redis, 'ready');
  expect(await redis.ping()).toBe('PONG');
});
