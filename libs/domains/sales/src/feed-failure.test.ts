import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createMessageRegistry } from '@antrean/platform/messages';
import { createLogger } from '@antrean/platform/observability';
import { createRealtimeConsumer } from '@antrean/platform/realtime';
import { connectRedis, QUEUE_DEADLINE_MS, type Redis } from '@antrean/platform/redis';
import { createTestRedis, startTestWorker, testLog, type TestRedis, type TestWorker } from '@antrean/testing';
import { orderMessages } from './messages.ts';
import { startPosApi, type PosApi } from './testing.ts';

describe('while the realtime tier cannot be reached', () => {
  let api: PosApi;
  let queueRedis: TestRedis;
  let realtimeRedis: TestRedis;
  let emitter: Redis;
  let listener: Redis;
  let worker: TestWorker;
  let log = '';
  let onLine = (): void => undefined;

  beforeAll(async () => {
    api = await startPosApi();
    [queueRedis, realtimeRedis] = await Promise.all([createTestRedis(), createTestRedis()]);
    const redis = { url: realtimeRedis.url, name: 'test', log: testLog };
    emitter = connectRedis({ ...redis, deadlineMs: QUEUE_DEADLINE_MS });
    listener = connectRedis(redis);
    await Promise.all([once(emitter, 'ready'), once(listener, 'ready')]);
    const registry = createMessageRegistry(orderMessages);
    const write = (line: string): void => {
      log += line;
      onLine();
    };
    const watched = createLogger({ service: 'worker', level: 'info' }, { write });
    worker = await startTestWorker({
      database: api.database,
      redisUrl: queueRedis.url,
      registry,
      consumers: [createRealtimeConsumer(emitter, registry, watched)],
    });
  });
  afterAll(async () => {
    await worker.stop();
    emitter.disconnect();
    listener.disconnect();
    await Promise.all([queueRedis.stop(), realtimeRedis.stop()]);
    await api.close();
  });

  it('S4-ERR-01 S4-ERR-02 orders are sold, the failure is logged, and the event goes out later', async () => {
    await realtimeRedis.kill();
    const failed = new Promise<void>((resolve) => {
      onLine = () => {
        if (log.includes('WebSocket emit failed')) resolve();
      };
    });
    const { status, body } = await api.sell();
    expect(status).toBe(201);
    await failed;
    const invoice = String(body['invoice_number']);
    expect((await api.send(api.cashier, 'GET', `/api/v1/orders/${invoice}`)).body).toEqual(body);

    // The listener must hear before anything can be said.
    emitter.disconnect();
    await realtimeRedis.restart();
    const heard = new Promise<void>((resolve) => {
      listener.on('pmessageBuffer', (_pattern, _channel, message: Buffer) => {
        if (message.includes(invoice)) resolve();
      });
    });
    await listener.psubscribe('*');
    await emitter.connect();
    await heard;
    await worker.drain();
  });
});
