import { businessDate, id, idParameter, instant, line } from '@antrean/platform/http';
import { z } from 'zod';
import { bookingBody, newBooking } from '../booking.contract.ts';

/** As a month with its weeks, for who plans. */
const MOST_DAYS = 42;

export const clinicParams = z.object({ id: idParameter });

const day = businessDate.refine(
  (text) => text >= '2000' && text < '2200',
  'is not near enough / terlalu jauh',
);

export const calendarQuery = z
  .object({
    from: day.optional().describe('The first day on the clinic’s calendar; absent: today'),
    to: day.optional().describe(`The last day, at most ${MOST_DAYS} with the first; absent: the first`),
    staffId: idParameter.optional().describe('Of this person alone'),
  })
  .strict()
  .refine(
    ({ from, to }) =>
      to === undefined ||
      (from !== undefined && from <= to && Date.parse(to) - Date.parse(from) < MOST_DAYS * 86_400_000),
    {
      path: ['to'],
      message: `needs from, and is at most ${MOST_DAYS} days with it / perlu from, paling banyak ${MOST_DAYS} hari`,
    },
  );
export type CalendarQuery = z.output<typeof calendarQuery>;

const span = z.object({ startsAt: instant, endsAt: instant });
const clock = z
  .string()
  .describe('On the clinic’s clocks, with their offset')
  .meta({ examples: ['2027-03-01T09:00:00+07:00'] });

export const calendarBody = z.object({
  clinicId: id,
  timeZone: z.string().meta({ examples: ['Asia/Jakarta'] }),
  now: instant,
  localNow: clock,
  days: z.array(
    span.extend({
      date: businessDate,
      hours: z
        .array(z.object({ at: instant, local: clock }))
        .describe('Its first instant and each full hour of its clocks: 23 or 25 where they are changed'),
    }),
  ),
  staff: z.array(
    z.object({
      id,
      name: z.string(),
      title: z.string().nullable(),
      userId: id.nullable(),
      windows: z.array(span).describe('When they can be booked, by rules and hours'),
      elsewhere: z
        .array(span)
        .describe('When another clinic has them, or they are away by what they blocked there'),
    }),
  ),
  blocks: z.array(
    span.extend({
      id,
      staffId: id.nullable().describe('null: the clinic as a whole'),
      reason: z.string().nullable(),
      version: z.int(),
    }),
  ),
  bookings: z.array(
    bookingBody.extend({
      bufferMinutes: z.int().describe('Kept free behind it'),
    }),
  ),
  isCut: z.boolean().describe('Whether there is more than is shown; ask for fewer days, or for one person'),
});
export type CalendarBody = z.output<typeof calendarBody>;

export const newClinicBooking = newBooking
  .omit({ clinicId: true, petId: true, hold: true })
  .extend({
    petId: id.exactOptional().describe('One that was booked here before; its owner is told'),
    visitor: z
      .strictObject({
        name: line(200).meta({ examples: ['Bayu'] }),
        pet: z.strictObject({
          name: line(100).meta({ examples: ['Bolu'] }),
          species: line(50).meta({ examples: ['kelinci'] }),
        }),
      })
      .exactOptional()
      .describe('Who comes without an account, and with which pet; nobody is told by mail'),
  })
  .strict()
  .refine(({ petId, visitor }) => (petId === undefined) !== (visitor === undefined), {
    path: ['petId'],
    message: 'give petId or visitor / isi petId atau visitor',
  });
export type NewClinicBooking = z.output<typeof newClinicBooking>;
