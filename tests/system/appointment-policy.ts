import type { Allowed } from './allowed.ts';

/** Customers have reminders of their own bookings, a clinic's staff those of the clinic's, behind the door. */
const reminders: Record<string, Allowed> = {
  ...Object.fromEntries(
    ['GET', 'PUT'].map((method) => [
      `${method} /api/bookings/{id}/reminders`,
      ['administrator', 'customer', 'clinic_manager', 'clinic_staff'],
    ]),
  ),
  'GET /api/preferences/reminders': 'users',
  'PUT /api/preferences/reminders': 'users',
  'GET /api/clinics/{id}/reminders': ['administrator', 'clinic_manager', 'clinic_staff'],
  'PUT /api/clinics/{id}/reminders': ['administrator', 'clinic_manager'],
};

/** Customers book; they and the clinic read and change what was booked, behind the door. */
const bookings: Record<string, Allowed> = (() => {
  const involved: Allowed = ['customer', 'clinic_manager', 'clinic_staff', 'administrator'];
  return {
    'POST /api/bookings': ['customer'],
    'GET /api/clinics/{id}/calendar': ['administrator', 'clinic_manager', 'clinic_staff'],
    'POST /api/clinics/{id}/bookings': ['administrator', 'clinic_manager', 'clinic_staff'],
    'GET /api/bookings': involved,
    'GET /api/bookings/{id}': involved,
    'PATCH /api/bookings/{id}': involved,
    'POST /api/bookings/{id}/cancel': involved,
    'PATCH /api/bookings/{id}/status': involved,
    // Without an account a mailed link says who asks.
    'POST /api/guest-bookings': 'everybody',
    'POST /api/guest-bookings/open': 'everybody',
    'POST /api/guest-bookings/confirm': 'everybody',
    'POST /api/guest-bookings/move': 'everybody',
    'POST /api/guest-bookings/cancel': 'everybody',
    'POST /api/guest-bookings/forget': 'everybody',
    'GET /api/guest-bookings/{id}': ['administrator', 'clinic_manager', 'clinic_staff'],
    'POST /api/waiting-list': ['customer'],
    'GET /api/waiting-list': involved,
    'GET /api/waiting-list/{id}': involved,
    'DELETE /api/waiting-list/{id}': involved,
    'POST /api/waiting-list/guests': 'everybody',
    'POST /api/waiting-list/guests/open': 'everybody',
    'POST /api/waiting-list/guests/confirm': 'everybody',
    'POST /api/waiting-list/guests/leave': 'everybody',
  };
})();

/** Bookings, reminders of them, and the waiting list. */
export const appointments: Record<string, Allowed> = { ...reminders, ...bookings };
