export interface BookingFilter {
  /** Only what the clinic is to look at. */
  attention?: true;
}

export const readBookingFilter = (search: Record<string, unknown>): BookingFilter =>
  search['attention'] === true || search['attention'] === 'true' ? { attention: true } : {};
