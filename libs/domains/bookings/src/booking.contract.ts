import { growingPage, growingQuery, id, idParameter, instant, note } from '@antrean/platform/http';
import { z } from 'zod';
import { ATTENTIONS, CANCELLERS } from './booking.entity.ts';
import { STATUSES, WISHES } from './booking.state.ts';

/** An instant to the minute, as slots are. */
const beginning = z.iso
  .datetime({ offset: true })
  .refine((text) => Date.parse(text) % 60_000 === 0, 'must be a whole minute / harus menit penuh')
  .transform((text) => new Date(text))
  .meta({ format: 'date-time', examples: ['2027-01-15T02:00:00Z'] });

export const newBooking = z.object({
  clinicId: id,
  serviceId: id,
  petId: id.describe('One of your own'),
  startsAt: beginning.describe('As the slots of the clinic have it'),
  staffId: id.exactOptional().describe('Who is to do it; without it somebody who is free is found'),
  hold: z
    .boolean()
    .default(false)
    .describe('Only keeps the time for some minutes; `PATCH …/status` with `confirmed` books it'),
});
export type NewBooking = z.output<typeof newBooking>;

export const bookingChanges = z.object({
  startsAt: beginning.exactOptional(),
  staffId: id.exactOptional(),
});
export type BookingChanges = z.output<typeof bookingChanges>;

export const cancellation = z.object({
  reason: note(500)
    .nullable()
    .default(null)
    .describe('The other side is told. The clinic has to give one, a customer may'),
});

export const statusWish = z.object({ status: z.enum(WISHES) });

export const bookingParams = z.object({ id: idParameter });

const moment = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

export const bookingQuery = z
  .object({
    clinicId: idParameter.optional(),
    staffId: idParameter.optional(),
    petId: idParameter.optional(),
    status: z.enum(STATUSES).optional(),
    from: moment.optional().describe('Those that begin at this instant or later'),
    to: moment.optional().describe('Those that begin before this instant'),
    mine: z.stringbool().default(false).describe('Only those that you have made for your pets'),
    attention: z.stringbool().default(false).describe('Only those that the clinic is to look at'),
    order: z.enum(['asc', 'desc']).default('desc').describe('By their beginning'),
    ...growingQuery(),
  })
  .strict();
export type BookingQuery = z.output<typeof bookingQuery>;

export const bookingBody = z.object({
  id,
  clinicId: id,
  clinicName: z.string(),
  serviceId: id,
  serviceName: z.string(),
  staffId: id,
  staffName: z.string(),
  petId: id.nullable(),
  petName: z.string().nullable(),
  customerId: id.nullable().describe('null when a guest booked, or the account was deleted'),
  customerName: z.string().nullable().describe('Of a guest: as they gave it'),
  status: z.enum(STATUSES),
  startsAt: instant,
  endsAt: instant,
  localStart: z
    .string()
    .describe('On the clocks of the clinic: what was promised')
    .meta({ examples: ['2027-01-15T09:00'] }),
  utcOffsetMinutes: z
    .int()
    .describe('Of those clocks at the beginning: it tells hours of the same name apart')
    .meta({ examples: [420] }),
  timeZone: z.string().meta({ examples: ['Asia/Jakarta'] }),
  price: z.int().describe('Rupiah, as it was when it was booked'),
  holdExpiresAt: instant.nullable().describe('Until when its time is kept without a confirmation'),
  attention: z
    .enum(ATTENTIONS)
    .nullable()
    .describe(
      'For the clinic: `outside_availability`, the hours have changed since; `time_zone_changed`, the clinic has, and ' +
        'its clocks show another time; `time_zone_rules`, the zone has other rules and the time that was promised is taken',
    ),
  cancelReason: z.string().nullable(),
  cancelledBy: z.enum(CANCELLERS).nullable(),
  version: z.int(),
  createdAt: instant,
  updatedAt: instant,
});
export type BookingBody = z.output<typeof bookingBody>;
export const bookingPage = growingPage(bookingBody);
