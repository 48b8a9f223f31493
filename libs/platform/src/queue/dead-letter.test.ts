import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { query } from '@antrean/platform/database';
import { createMessageRegistry, defineEvent, defineJob, type EventRecord } from '@antrean/platform/messages';
import {
  enqueue,
  findDeadLetter,
  listDeadLetters,
  publish,
  retryDeadLetters,
  skipDeadLetter,
  type RaisedDeadLetter,
} from '@antrean/platform/outbox';
import { backgroundContext, transaction } from '@antrean/platform/transaction';
import { consumeEvents, handleJob, QUEUE_PREFIX, queueName } from '@antrean/platform/queue';
import {
  createTestDatabase,
  createTestRedis,
  startTestWorker,
  testLog,
  type TestDatabase,
  type TestRedis,
  type TestWorker,
} from '@antrean/testing';
import type { EntityManager } from '@mikro-orm/postgresql';
import { z } from 'zod';

const happened = defineEvent({
  name: 'thing.happened',
  version: 1,
  summary: 'A thing happened.',
  schema: z.object({ thing: z.string(), n: z.int() }),
});
const work = defineJob({
  name: 'thing.work',
  version: 1,
  summary: 'Works.',
  queue: 'things',
  schema: z.object({ n: z.int() }),
  attempts: 3,
  timeoutMs: 5_000,
  backoffMs: 10,
});
const PATIENCE = { tries: 4, firstPauseMs: 10 };
/** Payloads whose handling loses its connection to the database. */
const CUT = 4_000;

describe('what cannot be delivered or done', () => {
  let db: TestDatabase;
  let redis: TestRedis;
  let worker: TestWorker;
  const context = backgroundContext(testLog, 'test');
  const raised: RaisedDeadLetter[] = [];
  let refuse: (event: EventRecord) => boolean = () => false;
  let cuts = 0;
  const cutOff = async (em: EntityManager): Promise<void> => {
    cuts -= 1;
    if (cuts >= 0) await query(em, `select pg_terminate_backend(pg_backend_pid())`);
  };

  beforeAll(async () => {
    db = await createTestDatabase();
    redis = await createTestRedis();
    await query(db.database.fork(), `create table effects (n integer)`);
    worker = await startTestWorker({
      database: db.database,
      redisUrl: redis.url,
      registry: createMessageRegistry([happened, work]),
      patience: PATIENCE,
      raise: (_tx, letter) => void raised.push(letter),
      consumers: [
        consumeEvents('watcher', async (tx, events) => {
          if (events.some(({ payload }) => payload['n'] === CUT)) await cutOff(tx.em);
          for (const event of events) if (refuse(event)) throw new Error('poison');
          for (const { payload } of events)
            await query(tx.em, `insert into effects values (?)`, [Number(payload['n'])]);
        }),
      ],
      handlers: [
        handleJob(
          work,
          async (run) => {
            await run.finish(async (tx) => {
              if (run.payload.n === CUT + 1) await cutOff(tx.em);
              if (run.payload.n < 0) throw new Error('never');
              await query(tx.em, `insert into effects values (?)`, [run.payload.n]);
            });
          },
          {
            onDead: async (tx, { n }) => {
              await query(tx.em, `insert into effects values (?)`, [n]);
              if (n < -1) throw new Error('not at home');
            },
          },
        ),
      ],
    });
  });
  afterAll(async () => {
    await worker.stop();
    await redis.stop();
    await db.close();
  });
  beforeEach(async () => {
    await worker.drain();
    await query(db.database.fork(), 'delete from effects');
    refuse = () => false;
  });

  const effects = async (): Promise<number[]> =>
    (await query<{ n: number }>(db.database.fork(), 'select n from effects order by n')).map(({ n }) => n);

  it('sets an event aside that its consumer keeps refusing, tells of it, and goes on with the others', async () => {
    refuse = ({ payload }) => payload['n'] === 5;
    await transaction(db.unitOfWork, context, async (tx) => {
      for (let n = 0; n < 10; n += 1) publish(tx, happened, { thing: 'b', n });
    });
    await worker.drain();
    expect(await effects()).toEqual([0, 1, 2, 3, 4, 6, 7, 8, 9]);
    const letters = await listDeadLetters(db.database.fork(), { kind: 'event' }, { limit: 10, offset: 0 });
    expect(letters).toEqual([
      expect.objectContaining({
        state: 'dead',
        consumer: 'watcher',
        name: 'thing.happened',
        error: 'poison',
        attempts: PATIENCE.tries,
        laterEvents: 4,
      }),
    ]);
    expect(raised).toContainEqual({
      id: letters[0]!.id,
      kind: 'event',
      name: 'thing.happened',
      where: 'watcher',
      error: 'poison',
    });
  });

  it('delivers a dead event once more when somebody asks, late and once, however often they ask', async () => {
    refuse = ({ payload }) => payload['n'] === 1;
    await transaction(db.unitOfWork, context, async (tx) => {
      for (let n = 0; n < 3; n += 1) publish(tx, happened, { thing: 'replayed', n });
    });
    await worker.drain();
    expect(await effects()).toEqual([0, 2]);
    const em = db.database.fork();
    const dead = (await listDeadLetters(em, { kind: 'event', state: 'dead' }, { limit: 1, offset: 0 }))[0]!;
    // Its day of the log is over: the letter has all that is needed.
    await query(em, `delete from outbox_events where seq = ?`, [dead.seq]);

    // Refused again, it is dead again.
    expect(await retryDeadLetters(em, [dead])).toBe(1);
    while ((await findDeadLetter(em, dead.id))?.state !== 'dead') await worker.sweepNow();
    expect((await findDeadLetter(em, dead.id))?.attempts).toBe(PATIENCE.tries + 1);

    refuse = () => false;
    const asked = await Promise.all(
      Array.from({ length: 5 }, () => retryDeadLetters(db.database.fork(), [dead])),
    );
    expect(asked.reduce((sum, n) => sum + n)).toBe(1);
    while (await findDeadLetter(em, dead.id)) await worker.sweepNow();
    expect(await retryDeadLetters(em, [dead])).toBe(0);
    await worker.sweepNow();
    await worker.drain();
    expect(await effects()).toEqual([0, 1, 2]);
  });

  it('waits where the database refuses what a consumer writes, blaming no event, and goes on when it is repaired', async () => {
    const em = db.database.fork();
    await query(em, `alter table effects rename to broken`);
    await transaction(db.unitOfWork, context, async (tx) => {
      for (let n = 0; n < 3; n += 1) publish(tx, happened, { thing: 'refused', n });
    });
    const waiting = async () => {
      const [letter] = await listDeadLetters(em, { state: 'waiting' }, { limit: 2, offset: 0 });
      return letter;
    };
    // Far more often than a handler may refuse.
    while (((await waiting())?.attempts ?? 0) <= 2 * PATIENCE.tries) await worker.sweepNow();
    expect(() => worker.checks['consumers']!(AbortSignal.abort())).toThrow('watcher waits');
    expect((await waiting())?.error).toContain('effects');
    await query(em, `alter table broken rename to effects`);
    await worker.drain();
    expect(await effects()).toEqual([0, 1, 2]);
    expect(await waiting()).toBeUndefined();
  });

  it('goes on behind an event that the database refuses when somebody skips it', async () => {
    const em = db.database.fork();
    await query(em, `alter table effects add constraint not_one check (n <> 1)`);
    await transaction(db.unitOfWork, context, async (tx) => {
      for (let n = 0; n < 3; n += 1) publish(tx, happened, { thing: 'skipped', n });
    });
    let letters = await listDeadLetters(em, { state: 'waiting' }, { limit: 2, offset: 0 });
    while (letters.length === 0)
      letters = await listDeadLetters(em, { state: 'waiting' }, { limit: 2, offset: 0 });
    expect(await effects()).toEqual([0]);
    const [first, second] = [
      await db.database.fork().transactional((tx) => skipDeadLetter(tx, letters[0]!, 'no use')),
      await skipDeadLetter(em, letters[0]!, 'no use'),
    ];
    expect([first, second]).toEqual([true, false]);
    await worker.drain();
    expect(await effects()).toEqual([0, 2]);
    await query(em, `alter table effects drop constraint not_one`);
  });

  it('takes no try from a job or an event when connections to the database are cut', async () => {
    cuts = 2 * Math.max(work.attempts, PATIENCE.tries);
    await transaction(db.unitOfWork, context, async (tx) => {
      publish(tx, happened, { thing: 'cut', n: CUT });
      enqueue(tx, work, { n: CUT + 1 });
    });
    await worker.drain();
    expect(cuts).toBeLessThanOrEqual(0);
    expect(await effects()).toEqual([CUT, CUT + 1]);
    const [job] = await query<{ attempts: number }>(
      db.database.fork(),
      `select attempts from outbox_jobs where payload ->> 'n' = ?`,
      [String(CUT + 1)],
    );
    expect(job?.attempts).toBe(0);
    expect(
      await query(
        db.database.fork(),
        `select from outbox_event_failures where event -> 'payload' ->> 'n' = ?`,
        [String(CUT)],
      ),
    ).toEqual([]);
  });

  it('leaves a job that it does not know to a newer worker, also one that Redis handed to it, and says so', async () => {
    const em = db.database.fork();
    await query(
      em,
      `insert into outbox_jobs (queue, name, version, payload) values
         ('things', 'thing.of-tomorrow', 1, '{}'), ('things', 'thing.work', 2, '{"n": 900}')`,
    );
    const rows = () =>
      query<{ state: string; attempts: number }>(
        em,
        `select state, attempts from outbox_jobs where name = 'thing.of-tomorrow' or version = 2`,
      );
    // A newer relay gives them to a queue that both versions work on.
    await query(
      em,
      `update outbox_jobs set state = 'enqueued', generation = 1 where name = 'thing.of-tomorrow' or version = 2`,
    );
    const { Queue } = await import('bullmq');
    const queue = new Queue(queueName('things'), { prefix: QUEUE_PREFIX, connection: { url: redis.url } });
    const tickets = await query<{ id: string; uid: string }>(
      em,
      `select id, uid from outbox_jobs where name = 'thing.of-tomorrow' or version = 2`,
    );
    for (const { id, uid } of tickets)
      await queue.add('thing', { id, uid, generation: 1 }, { removeOnComplete: true });
    while ((await rows()).some(({ state }) => state !== 'pending')) await worker.sweepNow();
    await queue.close();
    expect(await rows()).toEqual([
      { state: 'pending', attempts: 0 },
      { state: 'pending', attempts: 0 },
    ]);
    await worker.look();
    expect(() => worker.checks['messages']!(AbortSignal.abort())).toThrow(
      'job thing.of-tomorrow (version 1), job thing.work (version 2)',
    );
    await query(em, `delete from outbox_jobs where name = 'thing.of-tomorrow' or version = 2`);
    await worker.look();
    expect(worker.checks['messages']!(AbortSignal.abort())).toBeUndefined();
  });

  it.each([
    ['is told in vain', { n: -2 }, 'never; nobody was told: not at home'],
    ['can not even read it', { n: 'many' }, expect.stringMatching(/many|number.*nobody was told: /s)],
  ])('lets a job die at its last try when whoever waits for it %s', async (_, payload, error) => {
    await transaction(db.unitOfWork, context, async (tx) => void enqueue(tx, work, { n: 1_000 }));
    await query(db.database.fork(), `update outbox_jobs set payload = ? where state <> 'completed'`, [
      JSON.stringify(payload),
    ]);
    await worker.drain();
    const [letter] = await listDeadLetters(db.database.fork(), { queue: 'things' }, { limit: 5, offset: 0 });
    expect(letter).toMatchObject({ state: 'dead', attempts: work.attempts, error });
    expect(raised).toContainEqual(expect.objectContaining({ id: letter!.id }));
    expect(await effects()).toEqual([]);
    await query(db.database.fork(), `delete from outbox_jobs where state = 'dead'`);
  });

  it('keeps a dead job in the same list, and gives it a fresh set of tries', async () => {
    await transaction(db.unitOfWork, context, async (tx) => void enqueue(tx, work, { n: -1 }));
    await worker.drain();
    const em = db.database.fork();
    const [letter] = await listDeadLetters(em, { queue: 'things' }, { limit: 5, offset: 0 });
    expect(letter).toMatchObject({ kind: 'job', state: 'dead', attempts: work.attempts, error: 'never' });
    expect(raised).toContainEqual({
      id: letter!.id,
      kind: 'job',
      name: 'thing.work',
      where: 'things',
      error: 'never',
    });
    await query(em, `update outbox_jobs set payload = '{"n": 12}' where state = 'dead'`);
    expect(await retryDeadLetters(em, [letter!])).toBe(1);
    await worker.drain();
    expect(await effects()).toEqual([-1, 12]);
    expect(await findDeadLetter(em, letter!.id)).toBeNull();
  });
});
