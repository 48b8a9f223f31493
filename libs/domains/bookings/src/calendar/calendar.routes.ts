import type { RouteDependencies } from '@antrean/platform/domain';
import { created, ok, route, type Route } from '@antrean/platform/http';
import { bookingBody } from '../booking.contract.ts';
import { permissions } from '../booking.policy.ts';
import { bookAtClinic } from './book-at-clinic.ts';
import { calendarBody, calendarQuery, clinicParams, newClinicBooking } from './calendar.contract.ts';
import { readCalendar } from './calendar.queries.ts';

const tag = 'Bookings';

/** For who handles the bookings of a clinic. */
export const calendarRoutes = (deps: Pick<RouteDependencies, 'unitOfWork' | 'database'>): Route[] => [
  route({
    method: 'get',
    path: '/api/clinics/:id/calendar',
    access: permissions.attend,
    scoped: true,
    tag,
    summary: 'Who can be booked when on some days, what is blocked, and what is booked',
    description:
      'Of a clinic’s calendar, as it stands now; cancelled and expired bookings are left out. Each day has its full hours as the ' +
      'clinic’s clocks show them, so that nobody needs zone data of their own. At most 60 people and 1000 bookings: `isCut` says ' +
      'that there are more.',
    params: clinicParams,
    query: calendarQuery,
    response: calendarBody,
    personal: true,
    handler: async ({ actor, params: { id }, query }) =>
      ok(await readCalendar(deps.database.fork(), actor, id, query)),
  }),
  route({
    method: 'post',
    path: '/api/clinics/:id/bookings',
    access: permissions.attend,
    scoped: true,
    tag,
    summary: 'Book for somebody who calls, or stands at the desk',
    description:
      'For a pet that was booked here before, whose owner is told, or for who comes without an account. It is `confirmed`. ' +
      '`minimumNoticeMinutes`, `bookingHorizonDays` and the grid of free times do not bind the clinic.',
    params: clinicParams,
    body: newClinicBooking,
    response: bookingBody,
    status: 201,
    idempotent: true,
    rateLimit: 'create',
    problems: ['slot_taken', 'outside_availability', 'clinic_takes_no_bookings', 'pet_deleted'],
    handler: async ({ actor, params: { id }, body, context }) => {
      const booking = await bookAtClinic(deps, actor, context, id, body);
      return created(booking, `/api/bookings/${booking.id}`);
    },
  }),
];
