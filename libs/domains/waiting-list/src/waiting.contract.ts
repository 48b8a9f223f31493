import { newGuestBooking } from '@antrean/guest-bookings';
import { businessDate, growingPage, growingQuery, id, idParameter, instant } from '@antrean/platform/http';
import { z } from 'zod';
import { STATUSES } from './waiting.state.ts';

const time = (example: string) =>
  z
    .string()
    .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as 09:30')
    .meta({ examples: [example] });

const wanted = {
  clinicId: id,
  serviceId: id,
  staffId: id.exactOptional().describe('Who is to do it; without it whoever is free'),
  firstDate: businessDate.describe('On the clinic’s calendar'),
  lastDate: businessDate.describe('At most 31 days with the first'),
  fromTime: time('09:00').exactOptional().describe('On the clinic’s clocks: the visit begins then or later'),
  untilTime: time('12:00').exactOptional().describe('The visit begins before'),
};

interface Dates {
  firstDate: string;
  lastDate: string;
  fromTime?: string;
  untilTime?: string;
}
const MOST_DAYS = 31;
const inOrder = ({ firstDate, lastDate }: Dates): boolean => firstDate <= lastDate;
const isShort = ({ firstDate, lastDate }: Dates): boolean =>
  Date.parse(lastDate) - Date.parse(firstDate) < MOST_DAYS * 86_400_000;
const timesInOrder = ({ fromTime, untilTime }: Dates): boolean =>
  fromTime === undefined || untilTime === undefined || fromTime < untilTime;
const ORDER = { path: ['lastDate'], message: 'is before firstDate / sebelum firstDate' };
const SHORT = { path: ['lastDate'], message: `at most ${MOST_DAYS} days / paling banyak ${MOST_DAYS} hari` };
const TIMES = { path: ['untilTime'], message: 'is not behind fromTime / tidak setelah fromTime' };

export const newEntry = z
  .strictObject({ ...wanted, petId: id.describe('One of your own') })
  .refine(inOrder, ORDER)
  .refine(isShort, SHORT)
  .refine(timesInOrder, TIMES);
export type NewEntry = z.output<typeof newEntry>;

const { name, email, phone, pet, language, timeZone } = newGuestBooking.shape;
export const newGuestEntry = z
  .strictObject({ ...wanted, name, email, phone, pet, language, timeZone })
  .refine(inOrder, ORDER)
  .refine(isShort, SHORT)
  .refine(timesInOrder, TIMES);
export type NewGuestEntry = z.output<typeof newGuestEntry>;

export const askedBody = z.object({ mailSent: z.literal(true) });
export const byLink = z.strictObject({
  token: z.string().min(1).max(200).describe('Behind the # of the mailed link'),
});

export const entryParams = z.object({ id: idParameter });
export const entryQuery = z
  .object({
    clinicId: idParameter.optional(),
    status: z.enum(STATUSES).optional(),
    mine: z.stringbool().default(false).describe('Only your own'),
    ...growingQuery(),
  })
  .strict();
export type EntryQuery = z.output<typeof entryQuery>;

export const entryBody = z.object({
  id,
  clinicId: id,
  clinicName: z.string(),
  serviceId: id,
  serviceName: z.string(),
  staffId: id.nullable(),
  staffName: z.string().nullable(),
  customerId: id.nullable().describe('null for a guest'),
  customerName: z.string().nullable(),
  petName: z.string().nullable(),
  firstDate: z.string(),
  lastDate: z.string(),
  fromTime: z.string().nullable(),
  untilTime: z.string().nullable(),
  status: z.enum(STATUSES),
  waitingSince: instant.nullable(),
  bookingId: id.nullable().describe('What is, or was, held for them'),
  createdAt: instant,
});
export type EntryBody = z.output<typeof entryBody>;
export const entryPage = growingPage(entryBody);

/** What a link shows its reader. */
export const guestEntryBody = entryBody
  .omit({ id: true, customerId: true, bookingId: true })
  .extend({ may: z.object({ confirm: z.boolean(), leave: z.boolean() }) });
export type GuestEntryBody = z.output<typeof guestEntryBody>;
