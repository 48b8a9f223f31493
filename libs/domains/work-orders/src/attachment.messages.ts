import { defineEvent, defineJob } from '@antrean/platform/messages';
import { roleRoom, userRoom } from '@antrean/platform/realtime';
import { z } from 'zod';

const schema = z.object({
  id: z.int(),
  number: z.string(),
  operator_id: z.int(),
  attachment_id: z.int(),
  filename: z.string(),
});
const realtime = {
  namespace: '/notifications',
  rooms: (e: { operator_id: number }) => [roleRoom('production_manager'), userRoom(e.operator_id)],
};

export const attachmentAdded = defineEvent({
  name: 'workorder.attachment.added',
  version: 1,
  summary: 'A file was attached to a work order.',
  schema,
  realtime,
  audit: (e) => ({
    action: 'WORKORDER_ATTACHMENT_ADDED',
    subject: e.number,
    detail: `${e.number}: ${e.filename}`,
  }),
});

export const attachmentRemoved = defineEvent({
  name: 'workorder.attachment.removed',
  version: 1,
  summary: 'A file of a work order was removed.',
  schema,
  realtime,
  audit: (e) => ({
    action: 'WORKORDER_ATTACHMENT_REMOVED',
    subject: e.number,
    detail: `${e.number}: ${e.filename}`,
  }),
});

export const discardFile = defineJob({
  name: 'workorder.attachment.discard',
  version: 1,
  summary: 'Removes a stored file that no attachment has.',
  queue: 'files',
  schema: z.object({ key: z.string() }),
  attempts: 10,
  timeoutMs: 30_000,
  backoffMs: 1_000,
});
