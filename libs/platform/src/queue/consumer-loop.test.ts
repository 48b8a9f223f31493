import { setImmediate as turn } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { z } from 'zod';
import { createTestDatabase, testLog, type TestDatabase } from '@antrean/testing';
import { query } from '../database/index.ts';
import { createMessageRegistry, defineEvent } from '../messages/index.ts';
import { createMetrics } from '../observability/index.ts';
import { ensureCursor, numberEvents } from '../outbox/index.ts';
import { forwardEvents } from './event-consumer.ts';
import { startConsumerLoop, type RunningConsumer } from './consumer-loop.ts';
import { PATIENCE } from './event-host.ts';

const happened = defineEvent({
  name: 'thing.happened',
  version: 1,
  summary: 'A thing happened.',
  schema: z.object({}),
});

let test: TestDatabase;
let loop: RunningConsumer;
const passed: number[] = [];
let heard = (): void => undefined;

beforeAll(async () => {
  test = await createTestDatabase();
  const { database } = test;
  await ensureCursor(database.fork(), 'passer');
  const consumer = forwardEvents('passer', async (events) => {
    passed.push(...events.map(({ seq }) => seq));
  });
  loop = startConsumerLoop(consumer, {
    unitOfWork: { database, wakeRelay: () => undefined },
    registry: createMessageRegistry([happened]),
    patience: PATIENCE,
    raise: () => undefined,
    failPoint: async () => heard(),
    metrics: createMetrics({ service: 'test' }),
    log: testLog,
  });
});
afterAll(async () => {
  await loop.stop();
  await test.close();
});

/** Commits an event and numbers it; resolves with its seq. */
async function commit(): Promise<number> {
  const em = test.database.fork();
  await query(em, `insert into outbox_events (name, version, payload) values ('thing.happened', 1, '{}')`);
  return (await numberEvents(em, 10))!.lastSeq;
}

/** Resolves when an event was passed on, the cursor stands behind it, and nothing is under way any more. */
async function until(seq: number): Promise<void> {
  await new Promise<void>((resolve) => {
    heard = () => {
      if (passed.includes(seq)) resolve();
    };
  });
  await turn();
}

it('passes on what comes after a call for what had been passed on already', async () => {
  const first = await commit();
  const passedOn = until(first);
  loop.wake(first);
  await passedOn;
  const second = await commit();
  // A slower relay asks for what is done already: there is nothing to do, and the next call must count.
  loop.wake(first);
  const nextPassedOn = until(second);
  loop.wake(second);
  await nextPassedOn;
  expect(passed).toEqual([first, second]);
});
