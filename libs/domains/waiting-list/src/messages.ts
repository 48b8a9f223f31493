import { bookingPermissions } from '@antrean/bookings';
import { defineEvent, defineJob } from '@antrean/platform/messages';
import { z } from 'zod';
import { STATUSES } from './waiting.state.ts';

export const waitingChanged = defineEvent({
  name: 'waiting-list.changed',
  version: 1,
  summary: 'Somebody waits for a time at a clinic, has one offered, took or missed it, or waits no longer.',
  schema: z.object({
    entryId: z.int(),
    clinicId: z.int(),
    serviceId: z.int(),
    customerId: z.int().nullable().describe('Null: a guest’s'),
    bookingId: z.int().nullable().describe('What is held for them'),
    status: z.enum(STATUSES),
  }),
  realtime: {
    namespace: '/notifications',
    readers: [{ holding: bookingPermissions.attend, clinic: ({ clinicId }) => clinicId }],
    users: ({ customerId }) => (customerId === null ? [] : [customerId]),
  },
  audit: {
    WAITING_LIST_CHANGED: ({ entryId, clinicId, status, bookingId }) => ({
      subject: `waiting:${entryId}`,
      detail: `Entry ${entryId} of the waiting list of clinic ${clinicId} is ${status}${bookingId === null ? '' : `, with booking ${bookingId}`}`,
    }),
  },
});

/** Its key is the clinic's: what it has to do is marked in the entries. */
export const offerTimes = defineJob({
  name: 'waiting-list.offer-times',
  version: 1,
  summary: 'Offers what has become free at a clinic to who waits for it, in the order in which they came.',
  queue: 'waiting-offers',
  schema: z.object({ clinicId: z.int() }),
  attempts: 10,
  timeoutMs: 60_000,
  backoffMs: 1_000,
});
export const offeringKey = (clinicId: number): string => `clinic:${clinicId}`;

export const waitingMessages = [waitingChanged, offerTimes];
