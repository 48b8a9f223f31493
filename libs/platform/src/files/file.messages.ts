import { z } from 'zod';
import { defineJob } from '../messages/index.ts';

export const discardUnkept = defineJob({
  name: 'files.discard',
  version: 1,
  summary: 'Removes a stored file that nobody keeps.',
  queue: 'files',
  schema: z.object({ key: z.string() }),
  attempts: 10,
  timeoutMs: 30_000,
  backoffMs: 1_000,
});

export const fileMessages = [discardUnkept] as const;
