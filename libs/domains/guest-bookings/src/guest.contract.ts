import { emailAddress, fullName, phoneNumber } from '@antrean/accounts';
import { bookingBody, bookingChanges, cancellation, newBooking } from '@antrean/bookings';
import { timeZone } from '@antrean/platform/config';
import { id, idParameter, instant, line } from '@antrean/platform/http';
import { z } from 'zod';

const language = z.enum(['id', 'en']);
const pet = z.strictObject({
  name: line(100).meta({ examples: ['Momo'] }),
  species: line(50).meta({ examples: ['cat'] }),
});

export const newGuestBooking = newBooking
  .omit({ petId: true, hold: true })
  .extend({
    name: fullName,
    email: emailAddress,
    phone: phoneNumber,
    pet,
    language: language.exactOptional().describe('Of the mails; without it, that of the request'),
    timeZone: timeZone
      .exactOptional()
      .describe('Times are told on the clinic’s clocks, and in brackets on those of this zone'),
  })
  .strict();
export type NewGuestBooking = z.output<typeof newGuestBooking>;

const token = z.string().min(1).max(200).describe('Behind the # of the mailed link');
export const byLink = z.strictObject({ token });
export const moveByLink = bookingChanges.extend({ token }).strict();
export const cancelByLink = cancellation.extend({ token }).strict();

const booking = bookingBody.pick({
  clinicId: true,
  clinicName: true,
  serviceId: true,
  serviceName: true,
  staffId: true,
  staffName: true,
  startsAt: true,
  endsAt: true,
  localStart: true,
  utcOffsetMinutes: true,
  timeZone: true,
  price: true,
});

export const heldBody = booking.extend({
  holdExpiresAt: instant.nullable().describe('By when the mailed link must have booked it'),
  mailSent: z.literal(true),
});
export type HeldBody = z.output<typeof heldBody>;

const guest = z.object({
  name: z.string().nullable(),
  email: z.string(),
  phone: z.string(),
  pet: z.object({ name: z.string(), species: z.string() }),
  language,
  timeZone: z.string().nullable(),
});

export const visitBody = booking.extend({
  status: bookingBody.shape.status,
  holdExpiresAt: bookingBody.shape.holdExpiresAt,
  cancelReason: bookingBody.shape.cancelReason,
  cancelledBy: bookingBody.shape.cancelledBy,
  version: z.int(),
  guest,
  may: z
    .object({ confirm: z.boolean(), move: z.boolean(), cancel: z.boolean(), bookAgain: z.boolean() })
    .describe('What the link is good for now; another booking is made by `POST /api/guest-bookings`'),
});
export type VisitBody = z.output<typeof visitBody>;

export const forgottenBody = z.object({ forgotten: z.literal(true) });

export const guestParams = z.object({ id: idParameter });
/** For the clinic. */
export const guestBody = guest.extend({
  bookingId: id,
  confirmedAt: instant.nullable().describe('When the mailed link proved the address'),
});
export type GuestBody = z.output<typeof guestBody>;
