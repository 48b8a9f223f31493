import { testLog } from '@antrean/testing';
import { z } from 'zod';
import { defineJob } from '../messages/index.ts';
import { backgroundContext, transaction, type UnitOfWork } from '../transaction/index.ts';
import { enqueue } from './index.ts';

/** A job with nothing in it. */
export const testJob = defineJob({
  name: 'thing.work',
  version: 1,
  summary: 'Works.',
  queue: 'things',
  schema: z.object({}),
  attempts: 3,
  timeoutMs: 5_000,
  backoffMs: 10,
});

/** Enqueues one {@link testJob}. */
export const enqueueTestJob = (unitOfWork: UnitOfWork): Promise<void> =>
  transaction(unitOfWork, backgroundContext(testLog, 'test'), async (tx) => void enqueue(tx, testJob, {}));
