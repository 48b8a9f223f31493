import { defineEvent, defineJob } from '@antrean/platform/messages';
import { roleRoom, userRoom } from '@antrean/platform/realtime';
import { z } from 'zod';
import { permissions } from './work-order.policy.ts';
import { PRIORITIES, STATUSES } from './work-order.state.ts';

/** Who hears of an order: whoever manages them all, and whoever has it. */
const orderAudience = {
  namespace: '/notifications',
  readers: [
    { holding: permissions.manage },
    { holding: permissions.work, user: (e: { operator_id: number }) => e.operator_id },
  ],
  formerRooms: (e: { operator_id: number }) => [roleRoom('production_manager'), userRoom(e.operator_id)],
};

const order = { id: z.int(), number: z.string(), operator_id: z.int() };

export const workOrderCreated = defineEvent({
  name: 'workorder.created',
  version: 1,
  summary: 'A work order was created.',
  schema: z.object({
    ...order,
    product_name: z.string(),
    quantity: z.int(),
    deadline: z.string(),
    priority: z.enum(PRIORITIES),
    status: z.enum(STATUSES),
    created_by: z.int(),
    /** The number of the order of which it was a part. */
    split_from: z.string().optional(),
  }),
  realtime: orderAudience,
  audit: {
    WORKORDER_CREATED: (e) => ({
      subject: e.number,
      detail: `${e.number}: ${e.quantity} × ${e.product_name} until ${e.deadline}, for user ${e.operator_id}${
        e.split_from === undefined ? '' : `, split from ${e.split_from}`
      }`,
    }),
  },
});

export const workOrderAssigned = defineEvent({
  name: 'workorder.assigned',
  version: 1,
  summary: 'A work order was given to an operator, at its creation or by taking it from another one.',
  schema: z.object({ ...order, previous_operator_id: z.int().nullable(), assigned_by: z.int() }),
  realtime: {
    ...orderAudience,
    readers: [...orderAudience.readers, { holding: permissions.work, user: (e) => e.previous_operator_id }],
    formerRooms: (e) => [
      ...orderAudience.formerRooms(e),
      ...(e.previous_operator_id === null ? [] : [userRoom(e.previous_operator_id)]),
    ],
  },
  // The first assignment is part of the creation: one action, one record.
  audit: {
    WORKORDER_ASSIGNED: (e) =>
      e.previous_operator_id === null
        ? null
        : {
            subject: e.number,
            detail: `${e.number}: from user ${e.previous_operator_id} to user ${e.operator_id}`,
          },
  },
});

const CHANGEABLE = ['product_name', 'quantity', 'deadline', 'priority'] as const;

export const workOrderUpdated = defineEvent({
  name: 'workorder.updated',
  version: 1,
  summary: 'Details of a work order were changed.',
  schema: z.object({
    ...order,
    changes: z.partialRecord(z.enum(CHANGEABLE), z.union([z.string(), z.int()])),
    updated_by: z.int(),
  }),
  realtime: orderAudience,
  audit: {
    WORKORDER_UPDATED: (e) => ({
      subject: e.number,
      detail: `${e.number}: ${Object.entries(e.changes)
        .map(([field, value]) => `${field} is now ${value}`)
        .join(', ')}`,
    }),
  },
});

export const workOrderStatusChanged = defineEvent({
  name: 'workorder.status.changed',
  version: 1,
  summary: 'A work order came to another status.',
  schema: z.object({
    ...order,
    old_status: z.enum(STATUSES),
    new_status: z.enum(STATUSES),
    /** Pieces made with this step, and in all. */
    quantity: z.int(),
    completed_quantity: z.int(),
    changed_by: z.int(),
  }),
  realtime: orderAudience,
  audit: {
    WORKORDER_STATUS_CHANGED: (e) => ({
      subject: e.number,
      detail: `${e.number}: ${e.old_status} → ${e.new_status}, ${e.quantity} made, ${e.completed_quantity} in all`,
    }),
  },
});

export const workOrderProgressAdded = defineEvent({
  name: 'workorder.progress.added',
  version: 1,
  summary: 'Work on an order went on: a note was written, or pieces were made without a change of status.',
  schema: z.object({
    ...order,
    note: z.string().nullable(),
    quantity: z.int(),
    completed_quantity: z.int(),
    added_by: z.int(),
  }),
  realtime: orderAudience,
  audit: {
    WORKORDER_PROGRESS_ADDED: (e) => ({
      subject: e.number,
      detail: `${e.number}: ${e.note ?? `${e.quantity} made, ${e.completed_quantity} in all`}`,
    }),
  },
});

const attachment = z.object({
  ...order,
  attachment_id: z.int(),
  filename: z.string(),
});
export const attachmentAdded = defineEvent({
  name: 'workorder.attachment.added',
  version: 1,
  summary: 'A file was attached to a work order.',
  schema: attachment,
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
  schema: attachment,
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

export const workOrderMessages = [
  workOrderCreated,
  workOrderAssigned,
  workOrderUpdated,
  workOrderStatusChanged,
  workOrderProgressAdded,
  attachmentAdded,
  attachmentRemoved,
  discardAttachment,
];
