import { defineEvent, defineJob } from '@antrean/platform/messages';
import { z } from 'zod';
import { orderAudience } from './work-order.audience.ts';

const schema = z.object({
  id: z.int(),
  number: z.string(),
  operator_id: z.int(),
  attachment_id: z.int(),
  filename: z.string(),
});
export const attachmentAdded = defineEvent({
  name: 'workorder.attachment.added',
  version: 1,
  summary: 'A file was attached to a work order.',
  schema,
  realtime: orderAudience,
  audit: {
    WORKORDER_ATTACHMENT_ADDED: (e) => ({
      subject: e.number,
      detail: `${e.number}: ${e.filename}`,
    }),
  },
});

export const attachmentRemoved = defineEvent({
  name: 'workorder.attachment.removed',
  version: 1,
  summary: 'A file of a work order was removed.',
  schema,
  realtime: orderAudience,
  audit: {
    WORKORDER_ATTACHMENT_REMOVED: (e) => ({
      subject: e.number,
      detail: `${e.number}: ${e.filename}`,
    }),
  },
});

/** Enqueued by processes of before `files.discard`. */
export const discardAttachment = defineJob({
  name: 'workorder.attachment.discard',
  version: 1,
  summary: 'Removes a stored file that no attachment has.',
  queue: 'files',
  schema: z.object({ key: z.string() }),
  attempts: 10,
  timeoutMs: 30_000,
  backoffMs: 1_000,
});
