import { defineEvent, defineJob } from '@antrean/platform/messages';
import { z } from 'zod';
import { CANCELLERS } from './booking.entity.ts';
import { permissions } from './booking.policy.ts';
import { STATUSES } from './booking.state.ts';

const booking = {
  bookingId: z.int(),
  clinicId: z.int(),
  serviceId: z.int(),
  staffId: z.int(),
  /** Whose calendar it is in. */
  personId: z.int(),
  petId: z.int().nullable(),
  customerId: z.int().nullable(),
  startsAt: z.string(),
  endsAt: z.string(),
  /** `YYYY-MM-DDTHH:MM` on the clocks of `timeZone`. */
  localStart: z.string(),
  timeZone: z.string(),
  status: z.enum(STATUSES),
  version: z.int(),
};
/** What every event says of its booking. */
export type BookingFacts = z.output<z.ZodObject<typeof booking>>;

/** Who hears of a booking: whoever handles the clinic's, and whose it is. */
const audience = {
  namespace: '/notifications',
  readers: [{ holding: permissions.attend, clinic: (e: { clinicId: number }) => e.clinicId }],
  users: ({ customerId }: { customerId: number | null }) => (customerId === null ? [] : [customerId]),
};

const subject = ({ bookingId }: { bookingId: number }): string => `booking:${bookingId}`;
const at = ({ localStart, timeZone, clinicId }: BookingFacts): string =>
  `at clinic ${clinicId}, ${localStart.replace('T', ' ')} (${timeZone})`;

export const bookingCreated = defineEvent({
  name: 'booking.created',
  version: 1,
  summary: 'A booking was made.',
  schema: z.object({ ...booking, createdBy: z.int().nullable() }),
  realtime: audience,
  audit: {
    BOOKING_CREATED: (e) => ({
      subject: subject(e),
      detail: `Booking ${e.bookingId} was made ${at(e)}, with staff ${e.staffId}; it is ${e.status}`,
    }),
  },
});

export const bookingUpdated = defineEvent({
  name: 'booking.updated',
  version: 1,
  summary:
    'A booking was moved to another time, or to somebody else. Nobody did it when the rules of its zone changed.',
  schema: z.object({
    ...booking,
    previousStartsAt: z.string(),
    previousStaffId: z.int(),
    changedBy: z.int().nullable(),
    byGuest: z.boolean().exactOptional().describe('By who has booked without an account'),
  }),
  realtime: audience,
  audit: {
    BOOKING_MOVED: (e) => ({
      subject: subject(e),
      detail:
        `Booking ${e.bookingId} was moved from ${e.previousStartsAt} with staff ${e.previousStaffId} ` +
        `to ${e.startsAt} with staff ${e.staffId}${whyMoved(e)}`,
    }),
  },
});

function whyMoved({ changedBy, byGuest = false }: { changedBy: number | null; byGuest?: boolean }): string {
  if (changedBy !== null) return '';
  return byGuest ? ', by its guest' : ', because the rules of its time zone changed';
}

export const bookingCancelled = defineEvent({
  name: 'booking.cancelled',
  version: 1,
  summary: 'A booking was cancelled.',
  schema: z.object({
    ...booking,
    oldStatus: z.enum(STATUSES),
    reason: z.string().nullable(),
    cancelledBy: z.enum(CANCELLERS),
    changedBy: z.int().nullable(),
  }),
  realtime: audience,
  audit: {
    // Reasons may say how a pet is, and the trail is kept for ever.
    BOOKING_CANCELLED: (e) => ({
      subject: subject(e),
      detail: `Booking ${e.bookingId} ${at(e)} was cancelled by the ${e.cancelledBy}`,
    }),
  },
});

export const bookingStatusChanged = defineEvent({
  name: 'booking.status.changed',
  version: 1,
  summary: 'A booking came to another status than cancelled.',
  schema: z.object({
    ...booking,
    oldStatus: z.enum(STATUSES),
    newStatus: z.enum(STATUSES),
    changedBy: z.int().nullable(),
  }),
  realtime: audience,
  audit: {
    BOOKING_STATUS_CHANGED: (e) => ({
      subject: subject(e),
      detail: `Booking ${e.bookingId} ${at(e)}: ${e.oldStatus} → ${e.newStatus}`,
    }),
  },
});

export const bookingAdopted = defineEvent({
  name: 'booking.adopted',
  version: 1,
  summary: 'What somebody booked without an account belongs to theirs now: they have proven the address.',
  schema: z.object(booking),
  realtime: audience,
  audit: {
    BOOKING_ADOPTED: (e) => ({
      subject: subject(e),
      detail: `Booking ${e.bookingId}, which was made without an account, is of user ${e.customerId} now`,
    }),
  },
});

/** Its key is the booking's, see `holdKey`. */
export const expireHold = defineJob({
  name: 'booking.expire-hold',
  version: 1,
  summary: 'Ends a booking that was not confirmed in time.',
  queue: 'bookings',
  schema: z.object({ bookingId: z.int() }),
  attempts: 10,
  timeoutMs: 30_000,
  backoffMs: 1_000,
});
export const holdKey = (bookingId: number): string => `booking:${bookingId}`;

/** Its key is the clinic's. */
export const reviewCalendar = defineJob({
  name: 'booking.review-calendar',
  version: 1,
  summary: 'Looks which bookings of a clinic its new hours, rules and blocks have left outside.',
  queue: 'bookings',
  schema: z.object({
    clinicId: z.int(),
    /** Behind which booking it goes on: its beginning and its id. */
    after: z.tuple([z.string(), z.int()]).nullable(),
    /** Of the change that it is about, and of each job that goes on; absent when an earlier version began. */
    change: z.uuid().optional(),
    /** For workers of an earlier version, which tell of the last page alone. */
    marked: z.int(),
  }),
  attempts: 8,
  timeoutMs: 60_000,
  backoffMs: 1_000,
});

export const bookingMessages = [
  bookingCreated,
  bookingUpdated,
  bookingCancelled,
  bookingStatusChanged,
  bookingAdopted,
  expireHold,
  reviewCalendar,
];
