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

export const makeThumbnail = defineJob({
  name: 'files.thumbnail',
  version: 1,
  summary: 'Makes the thumbnail of a stored image.',
  queue: 'thumbnails',
  schema: z.object({ key: z.string() }),
  attempts: 5,
  timeoutMs: 60_000,
  backoffMs: 2_000,
});

export const fileMessages = [discardUnkept, makeThumbnail] as const;
