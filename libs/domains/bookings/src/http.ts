import type { RouteDependencies } from '@antrean/platform/domain';
import { COUNT_NOTE } from '@antrean/platform/database';
import { created, ok, route, type Route } from '@antrean/platform/http';
import {
  bookingBody,
  bookingChanges,
  bookingPage,
  bookingParams,
  bookingQuery,
  cancellation,
  newBooking,
  statusWish,
} from './booking.contract.ts';
import { permissions } from './booking.policy.ts';
import { findBooking, listBookings } from './booking.queries.ts';
import { calendarRoutes } from './calendar/calendar.routes.ts';
import { cancelBooking } from './cancel-booking.ts';
import { createBooking, HOLD_MINUTES, MOST_TO_COME } from './create-booking.ts';
import { moveBooking } from './move-booking.ts';
import { setStatus } from './set-status.ts';

const tag = 'Bookings';
const PATH = '/api/bookings';

export const bookingRoutes = (deps: Pick<RouteDependencies, 'unitOfWork' | 'database'>): Route[] => [
  ...calendarRoutes(deps),
  route({
    method: 'post',
    path: PATH,
    access: permissions.book,
    tag,
    summary: 'Book a service for one of your pets',
    description:
      'Without `staffId` somebody who is free is found. The booking is `confirmed`, or `pending` where the clinic confirms ' +
      `each. With \`hold\` the time is only kept for ${HOLD_MINUTES} minutes. One person may have ${MOST_TO_COME} bookings ` +
      'to come. Send an `Idempotency-Key`, so that a repetition books nothing twice.',
    body: newBooking,
    response: bookingBody,
    status: 201,
    idempotent: true,
    rateLimit: 'create',
    problems: ['slot_taken', 'outside_availability', 'too_many_bookings'],
    handler: async ({ actor, body, context }) => {
      const booking = await createBooking(deps, actor, context, body);
      return created(booking, `${PATH}/${booking.id}`);
    },
  }),
  route({
    method: 'get',
    path: PATH,
    access: permissions.use,
    scoped: true,
    tag,
    summary: 'List bookings: your own, and those of your clinics',
    description: COUNT_NOTE,
    query: bookingQuery,
    response: bookingPage,
    personal: true,
    handler: async ({ actor, query }) => ok(await listBookings(deps.database.fork(), actor, query)),
  }),
  route({
    method: 'get',
    path: `${PATH}/:id`,
    access: permissions.use,
    scoped: true,
    tag,
    summary: 'Read a booking',
    params: bookingParams,
    response: bookingBody,
    personal: true,
    handler: async ({ actor, params: { id } }) => ok(await findBooking(deps.database.fork(), actor, id)),
  }),
  route({
    method: 'patch',
    path: `${PATH}/:id`,
    access: permissions.use,
    scoped: true,
    tag,
    summary: 'Move a booking to another time, to somebody else, or both',
    description:
      'It keeps its id, status and price. Its old time is free at once. Customers may until `cancellationNoticeHours` of ' +
      'the clinic before it begins, the clinic until it has begun. `minimumNoticeMinutes` and `bookingHorizonDays` bind ' +
      'customers, not the clinic.',
    params: bookingParams,
    body: bookingChanges,
    response: bookingBody,
    versioned: true,
    problems: [
      'booking_status_conflict',
      'too_late_to_change',
      'booking_begun',
      'slot_taken',
      'outside_availability',
      'hold_expired',
    ],
    handler: async ({ actor, params: { id }, body, context, ifMatch }) =>
      ok(await moveBooking(deps, actor, context, { id, ifMatch }, body)),
  }),
  route({
    method: 'post',
    path: `${PATH}/:id/cancel`,
    access: permissions.use,
    scoped: true,
    tag,
    summary: 'Cancel a booking',
    description:
      'Customers may until `cancellationNoticeHours` of the clinic before it begins; then the answer says whom to call. ' +
      'The clinic always may, and says why.',
    params: bookingParams,
    body: cancellation,
    response: bookingBody,
    idempotent: true,
    versioned: true,
    problems: ['booking_status_conflict', 'too_late_to_change'],
    handler: async ({ actor, params: { id }, body: { reason }, context, ifMatch }) =>
      ok(await cancelBooking(deps, actor, context, { id, ifMatch }, reason)),
  }),
  route({
    method: 'patch',
    path: `${PATH}/:id/status`,
    access: permissions.use,
    scoped: true,
    tag,
    summary: 'Confirm a booking, check somebody in, complete it, or say that nobody came',
    description:
      'The clinic goes `pending → confirmed → checked_in → completed`, or `confirmed → no_show` once it has begun. With ' +
      '`confirmed` a customer books what they hold; where the clinic confirms each booking it is `pending` then.',
    params: bookingParams,
    body: statusWish,
    response: bookingBody,
    versioned: true,
    problems: [
      'booking_status_conflict',
      'clinic_takes_no_bookings',
      'pet_deleted',
      'hold_expired',
      'too_early',
    ],
    handler: async ({ actor, params: { id }, body: { status }, context, ifMatch }) =>
      ok(await setStatus(deps, actor, context, { id, ifMatch }, status)),
  }),
];
