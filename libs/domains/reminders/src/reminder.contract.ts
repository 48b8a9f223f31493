import { id, idParameter, instant } from '@antrean/platform/http';
import { NOTIFICATION_CHANNELS } from '@antrean/platform/notifications';
import { z } from 'zod';

const offsetsMinutes = z
  .array(z.int().min(10).max(43_200))
  .max(5)
  .refine(
    (offsets) => new Set(offsets).size === offsets.length,
    'names a time twice / menyebut waktu dua kali',
  )
  .transform((offsets) => offsets.toSorted((a, b) => b - a))
  .describe('How many minutes before it begins, 10 to 43200; none: no reminders')
  .meta({ examples: [[1_440, 120]] });
const channels = z
  .array(z.enum(NOTIFICATION_CHANNELS))
  .max(3)
  .refine(
    (names) => new Set(names).size === names.length,
    'names a channel twice / menyebut saluran dua kali',
  )
  .describe('None: no reminders')
  .meta({ examples: [['email', 'inApp']] });

const NULL = 'Null: as it is by default. Absent: it stays as it was';

/** Of a booking and of a user alike. */
export const choiceChange = z.strictObject({
  offsetsMinutes: offsetsMinutes.nullable().exactOptional().describe(NULL),
  channels: channels.nullable().exactOptional().describe(NULL),
});
export type ChoiceChange = z.output<typeof choiceChange>;

export const clinicChange = z.strictObject({ offsetsMinutes: offsetsMinutes.nullable() });

const chosenBy = z.enum(['booking', 'customer', 'clinic', 'default']);
const shown = {
  offsetsMinutes: z.array(z.int()),
  channels: z.array(z.enum(NOTIFICATION_CHANNELS)),
};

export const preferencesBody = z.object({
  ...shown,
  chosen: z
    .object({ offsetsMinutes: z.boolean(), channels: z.boolean() })
    .describe('Where this is false, what is shown is the default, before which a clinic’s own times come'),
});
export type PreferencesBody = z.input<typeof preferencesBody>;

export const clinicBody = z.object({
  offsetsMinutes: shown.offsetsMinutes,
  isChosen: z.boolean().describe('False: what is shown is the default'),
  version: z.int(),
});
export type ClinicBody = z.input<typeof clinicBody>;

const reminder = z.object({
  offsetMinutes: z.int(),
  channel: z.enum(NOTIFICATION_CHANNELS),
  dueAt: instant,
  localDueAt: z
    .string()
    .describe('On the clocks of who is reminded, with their offset')
    .meta({ examples: ['2027-01-14T09:00:00+07:00'] }),
  state: z.enum(['planned', 'sent', 'skipped', 'failed']),
  reason: z
    .string()
    .nullable()
    .describe(
      'Why it was skipped or failed. `past`: its time had passed when the booking was made or moved; `moved`, `cancelled`, ' +
        '`ended`: the booking was, before its time came; `clinic_inactive`: the clinic was deactivated; `not_chosen`: ' +
        'somebody chose otherwise; `declined`: the customer does not want reminders by this channel at all; `unreachable`: no address or number; `overtaken`: a later one came ' +
        'at the same time; `too_late`: less than five minutes were left; `address_refused`: a server refused the address ' +
        'not long ago; `refused`: it was refused',
    ),
  sentAt: instant.nullable(),
  bookingVersion: z.int().describe('Of the booking when it got the time that this is about'),
});

export const bookingBody = z.object({
  bookingId: id,
  timeZone: z
    .string()
    .describe('Of who is reminded; the clinic’s, when they chose none')
    .meta({ examples: ['Asia/Jakarta'] }),
  ...shown,
  chosenBy: z.object({ offsetsMinutes: chosenBy, channels: chosenBy }).describe('Whose choice counts'),
  reminders: z
    .array(reminder)
    .describe('Those of the present time first; then those of times before it was moved'),
});
export type BookingBody = z.input<typeof bookingBody>;

export const idParams = z.object({ id: idParameter });
