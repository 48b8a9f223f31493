export { newGuestBooking } from './guest.contract.ts';
export { makeGuestLink } from './guest-link.ts';
export { countGuestRequest, holdTimeForGuest, type GuestDetails } from './hold-as-guest.ts';
