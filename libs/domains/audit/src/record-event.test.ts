import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { query } from '@antrean/platform/database';
import { createMessageRegistry, defineEvent } from '@antrean/platform/messages';
import { publish } from '@antrean/platform/outbox';
import { backgroundContext, transaction, type Tx } from '@antrean/platform/transaction';
import {
  createTestDatabase,
  createTestRedis,
  startTestWorker,
  testLog,
  type TestDatabase,
  type TestRedis,
  type TestWorker,
} from '@antrean/testing';
import { z } from 'zod';
import { auditWorker } from './worker.ts';

const done = defineEvent({
  name: 'thing.done',
  version: 1,
  summary: 'A thing was done.',
  schema: z.object({ thing: z.string(), userId: z.int().nullable().optional() }),
  audit: {
    THING_DONE: ({ thing, userId }) => ({
      subject: thing,
      detail: `"${thing}" was done; 50% of all_things`,
      ...(userId === undefined ? {} : { userId }),
    }),
  },
});
const seen = defineEvent({
  name: 'thing.seen',
  version: 1,
  summary: 'A thing was seen, which is nothing for the auditor.',
  schema: z.object({ thing: z.string() }),
});
const silent = defineEvent({
  name: 'thing.maybe',
  version: 1,
  summary: 'A thing of which the auditor writes nothing this time.',
  schema: z.object({ thing: z.string() }),
  audit: { THING_NEVER: () => null },
});
const unknown = defineEvent({
  name: 'thing.unheard-of',
  version: 1,
  summary: 'A newer version of us publishes this.',
  schema: z.object({}),
});

describe('the audit consumer', () => {
  let db: TestDatabase;
  let redis: TestRedis;
  let worker: TestWorker;
  const registry = createMessageRegistry([done, seen, silent]);
  const start = (): Promise<TestWorker> =>
    startTestWorker({ database: db.database, redisUrl: redis.url, registry, ...auditWorker({ registry }) });

  beforeAll(async () => {
    db = await createTestDatabase();
    redis = await createTestRedis();
    worker = await start();
  });
  afterAll(async () => {
    await worker.stop();
    await redis.stop();
    await db.close();
  });

  const commit = (actorId: number | null, work: (tx: Tx) => void): Promise<void> =>
    transaction(db.unitOfWork, backgroundContext(testLog, 'correlation-1', actorId), async (tx) => work(tx));
  const trail = (subject: string) =>
    query<{
      action: string;
      detail: string;
      user_id: number | null;
      correlation_id: string;
      same: boolean;
      seq: string;
    }>(
      db.database.fork(),
      `select l.action, l.detail, l.user_id, l.correlation_id, l.seq,
         date_trunc('milliseconds', e.at) = l.at and e.uid = l.event_id and e.seq = l.seq as same
       from log_audit_trail l join outbox_events e on e.uid = l.event_id where l.subject = ? order by l.seq`,
      [subject],
    );

  it('CARD-JOB-05 writes one line per event, with actor, instant and number of the event', async () => {
    await commit(7, (tx) => {
      publish(tx, done, { thing: 'first' });
      publish(tx, seen, { thing: 'first' });
      publish(tx, silent, { thing: 'first' });
    });
    await worker.drain();
    expect(await trail('first')).toEqual([
      {
        action: 'THING_DONE',
        detail: '"first" was done; 50% of all_things',
        user_id: 7,
        correlation_id: 'correlation-1',
        same: true,
        seq: expect.any(String),
      },
    ]);
  });

  it('writes the user of the declaration instead of the actor, also when that is nobody', async () => {
    await commit(7, (tx) => {
      publish(tx, done, { thing: 'whose', userId: 8 });
      publish(tx, done, { thing: 'whose', userId: null });
      publish(tx, done, { thing: 'whose' });
    });
    await commit(null, (tx) => publish(tx, done, { thing: 'whose' }));
    await worker.drain();
    expect((await trail('whose')).map(({ user_id }) => user_id)).toEqual([8, null, 7, null]);
  });

  it('writes nothing twice when the log is delivered again', async () => {
    for (let i = 0; i < 300; i += 1) await commit(1, (tx) => publish(tx, done, { thing: 'again' }));
    await worker.drain();
    expect(await trail('again')).toHaveLength(300);
    await worker.stop();
    await query(db.database.fork(), `update outbox_cursors set delivered_seq = 0 where consumer = 'audit'`);
    worker = await start();
    await commit(1, (tx) => publish(tx, done, { thing: 'after' }));
    await worker.drain();
    expect(await trail('again')).toHaveLength(300);
    expect(await trail('after')).toHaveLength(1);
  });

  it('waits before an event that it does not know, and blames nobody', async () => {
    await commit(1, (tx) => {
      publish(tx, done, { thing: 'around' });
      publish(tx, unknown, {});
      publish(tx, done, { thing: 'around' });
    });
    const place = async () => {
      const [row] = await query<{ behind: number }>(
        db.database.fork(),
        `select (last_seq - delivered_seq)::integer as behind from outbox_head, outbox_cursors where consumer = 'audit'`,
      );
      return row?.behind;
    };
    while ((await place()) !== 2) await worker.sweepNow();
    await expect(worker.drain(1_500)).rejects.toThrow('not drained');
    expect(await trail('around')).toHaveLength(1);
    expect(() => worker.checks['consumers']!(AbortSignal.abort())).toThrow('thing.unheard-of');
    expect(await query(db.database.fork(), `select from outbox_event_failures`)).toEqual([]);
  });
});
