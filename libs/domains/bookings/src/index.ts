import { Booking } from './booking.entity.ts';

export { permissions as bookingPermissions, attends, bookingRoleDefaults } from './booking.policy.ts';
export { bookingBodyOf, findBooking, type LockedBooking } from './booking.queries.ts';
export { bookingProblem } from './booking.problem.ts';
export { STATUSES as BOOKING_STATUSES, type Status as BookingStatus } from './booking.state.ts';
export {
  adoptGuestBooking,
  assertTakesGuests,
  cancelForGuest,
  forgetGuest,
  holdForGuest,
  lockGuestBooking,
  moveForGuest,
  submitForGuest,
} from './guest-booking.ts';
export { hasEnded } from './booking.state.ts';
export { holdForCustomer } from './hold-for-customer.ts';
export {
  bookingLines,
  clinicLine,
  readContent,
  SAMPLE as bookingSample,
  type BookingContent,
} from './mail/booking-content.ts';
export {
  bookingBody,
  bookingChanges,
  cancellation,
  newBooking,
  type BookingBody,
} from './booking.contract.ts';

export const bookingEntities = [Booking] as const;
