import { bookingPermissions, findBooking } from '@antrean/bookings';
import { clinicPermissions } from '@antrean/clinics';
import type { RouteDependencies } from '@antrean/platform/domain';
import { ok, route, type Route } from '@antrean/platform/http';
import { adjustBookingReminders } from './adjust-booking.ts';
import { changeClinicReminders, findOwnClinic } from './change-clinic.ts';
import { changePreferences } from './change-preferences.ts';
import {
  bookingBody,
  choiceChange,
  clinicBody,
  clinicChange,
  idParams,
  preferencesBody,
} from './reminder.contract.ts';
import {
  preferencesBodyOf,
  readBookingReminders,
  readChoice,
  readClinicReminders,
} from './reminder.queries.ts';

const tag = 'Reminders';
const OF_BOOKING = '/api/bookings/:id/reminders';
const OF_CLINIC = '/api/clinics/:id/reminders';
const PREFERENCES = '/api/preferences/reminders';
const ORDER =
  'The booking’s own choice comes first, then the customer’s, then (for the times) the clinic’s, then the default: 24 and 2 ' +
  'hours before, by mail and in the application.';

/** When and how customers are reminded of their bookings. */
export const reminderRoutes = ({
  unitOfWork,
  database,
}: Pick<RouteDependencies, 'unitOfWork' | 'database'>): Route[] => [
  route({
    method: 'get',
    path: OF_BOOKING,
    access: bookingPermissions.use,
    scoped: true,
    tag,
    summary: 'When and how the customer is reminded of a booking, and what became of each reminder',
    description: ORDER,
    params: idParams,
    response: bookingBody,
    handler: async ({ actor, params: { id } }) => {
      const em = database.fork();
      await findBooking(em, actor, id);
      return ok(await readBookingReminders(em, id));
    },
  }),
  route({
    method: 'put',
    path: OF_BOOKING,
    access: bookingPermissions.use,
    scoped: true,
    tag,
    summary:
      'Choose when and how the customer is reminded of one booking; what you do not say stays as it was',
    description: `${ORDER} At most five times. One that has passed already is skipped and not made up for.`,
    params: idParams,
    body: choiceChange,
    response: bookingBody,
    problems: ['booking_not_coming'],
    handler: async ({ actor, params: { id }, context, body }) =>
      ok(await adjustBookingReminders(unitOfWork, actor, context, id, body)),
  }),
  route({
    method: 'get',
    path: PREFERENCES,
    access: 'signed-in',
    personal: true,
    tag,
    summary: 'When and how you are reminded of bookings',
    response: preferencesBody,
    handler: async ({ actor: { userId } }) =>
      ok(preferencesBodyOf(await readChoice(database.fork(), userId))),
  }),
  route({
    method: 'put',
    path: PREFERENCES,
    access: 'signed-in',
    tag,
    summary: 'Choose when and how you are reminded of bookings; what you do not say stays as it was',
    description:
      'It holds for bookings that you have made already, too, unless something else was chosen for one of them.',
    body: choiceChange,
    response: preferencesBody,
    handler: async ({ actor: { userId }, context, body }) =>
      ok(await changePreferences(unitOfWork, context, userId, body)),
  }),
  route({
    method: 'get',
    path: OF_CLINIC,
    access: clinicPermissions.read,
    scoped: true,
    tag,
    summary: 'When a clinic reminds customers who chose no times of their own',
    params: idParams,
    response: clinicBody,
    handler: async ({ actor, params: { id } }) => {
      const em = database.fork();
      await findOwnClinic(em, actor, id);
      return ok(await readClinicReminders(em, id));
    },
  }),
  route({
    method: 'put',
    path: OF_CLINIC,
    access: clinicPermissions.manage,
    scoped: true,
    tag,
    summary: 'Say when a clinic reminds customers who chose no times of their own; null: as by default',
    description: 'Bookings that are planned already follow within a moment.',
    params: idParams,
    body: clinicChange,
    response: clinicBody,
    versioned: true,
    handler: async ({ actor, params: { id }, context, body, ifMatch }) =>
      ok(await changeClinicReminders(unitOfWork, actor, context, { id, ifMatch }, body.offsetsMinutes)),
  }),
];
