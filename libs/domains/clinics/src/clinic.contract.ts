import { emailAddress, phoneNumber } from '@antrean/accounts';
import { timeZone } from '@antrean/platform/config';
import { id, idParameter, line, note, pageQuery, page } from '@antrean/platform/http';
import { z } from 'zod';
import type { Clinic } from './clinic.entity.ts';

export const clinicAddress = z.object({
  street: line(200).meta({ examples: ['Jl. Kemang Raya 12'] }),
  district: line(100).nullable().default(null).describe('Kecamatan'),
  city: line(100).meta({ examples: ['Jakarta Selatan'] }),
  province: line(100).nullable().default(null),
  postalCode: line(12).nullable().default(null),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'must be a country of two letters such as ID')
    .default('ID')
    .describe('ISO 3166-1, two letters'),
});

export const clinicLocation = z.object({
  lat: z
    .number()
    .min(-90)
    .max(90)
    .meta({ examples: [-6.2607] }),
  lng: z
    .number()
    .min(-180)
    .max(180)
    .meta({ examples: [106.8135] }),
});

/** By the names of places, as the zone data has them: offsets and abbreviations have no rules of their own. */
export const clinicTimeZone = timeZone
  .max(64)
  .refine(
    (zone) => /^[A-Za-z]+\/[A-Za-z0-9_+/-]+$/.test(zone) && !zone.startsWith('Etc/'),
    'must be an IANA time zone such as Asia/Jakarta',
  )
  .meta({ examples: ['Asia/Jakarta'] });

const settings = {
  bookingHorizonDays: z.int().min(1).max(730).describe('How many days ahead bookings are taken'),
  minimumNoticeMinutes: z
    .int()
    .min(0)
    .max(43_200)
    .describe('How long before its beginning a booking is taken'),
  autoConfirmBookings: z
    .boolean()
    .describe('Whether a booking is confirmed at once; else it waits for the clinic'),
  confirmWithinHours: z
    .int()
    .min(1)
    .max(168)
    .describe('How long a booking waits for the clinic before its time is free again'),
  cancellationNoticeHours: z
    .int()
    .min(0)
    .max(720)
    .describe('How long before its beginning a customer may still move or cancel a booking'),
  takesGuestBookings: z
    .boolean()
    .describe(
      'Whether a time can be asked for without an account; what was held, booked or waits before stays',
    ),
};

export const newClinic = z.object({
  name: line(200).meta({ examples: ['Klinik Hewan Sahabat'] }),
  description: note(2_000).nullable().default(null),
  address: clinicAddress,
  location: clinicLocation,
  timezone: clinicTimeZone,
  phone: phoneNumber.nullable().default(null),
  email: emailAddress.nullable().default(null),
  bookingHorizonDays: settings.bookingHorizonDays.default(365),
  minimumNoticeMinutes: settings.minimumNoticeMinutes.default(0),
  autoConfirmBookings: settings.autoConfirmBookings.default(true),
  confirmWithinHours: settings.confirmWithinHours.default(24),
  cancellationNoticeHours: settings.cancellationNoticeHours.default(0),
  takesGuestBookings: settings.takesGuestBookings.default(true),
});
export type NewClinic = z.output<typeof newClinic>;

export const clinicChanges = z.object({
  name: line(200).exactOptional(),
  description: note(2_000).nullable().exactOptional(),
  address: z
    .object({
      street: line(200).exactOptional(),
      district: line(100).nullable().exactOptional(),
      city: line(100).exactOptional(),
      province: line(100).nullable().exactOptional(),
      postalCode: line(12).nullable().exactOptional(),
      country: clinicAddress.shape.country.unwrap().exactOptional(),
    })
    .strict()
    .exactOptional()
    .describe('What is not named stays'),
  location: clinicLocation.exactOptional(),
  timezone: clinicTimeZone.exactOptional(),
  phone: phoneNumber.nullable().exactOptional(),
  email: emailAddress.nullable().exactOptional(),
  bookingHorizonDays: settings.bookingHorizonDays.exactOptional(),
  minimumNoticeMinutes: settings.minimumNoticeMinutes.exactOptional(),
  autoConfirmBookings: settings.autoConfirmBookings.exactOptional(),
  confirmWithinHours: settings.confirmWithinHours.exactOptional(),
  cancellationNoticeHours: settings.cancellationNoticeHours.exactOptional(),
  takesGuestBookings: settings.takesGuestBookings.exactOptional(),
  isActive: z
    .literal(true)
    .exactOptional()
    .describe('Opens a clinic again that was deactivated; for administrators'),
});
export type ClinicChanges = z.output<typeof clinicChanges>;

export const clinicBody = z.object({
  id,
  name: z.string(),
  description: z.string().nullable(),
  address: z.object({
    street: z.string(),
    district: z.string().nullable(),
    city: z.string(),
    province: z.string().nullable(),
    postalCode: z.string().nullable(),
    country: z.string(),
  }),
  location: z.object({ lat: z.number(), lng: z.number() }),
  timezone: z.string(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  ...settings,
  isActive: z.boolean(),
  version: z.int(),
});
export type ClinicBody = z.output<typeof clinicBody>;

export const foundClinic = clinicBody.extend({
  distanceKm: z
    .number()
    .nullable()
    .describe('From the place in `near`, along the surface of the Earth; null without it'),
});
export type FoundClinic = z.output<typeof foundClinic>;
export const clinicPage = page(foundClinic);

/** Two numbers in one text, `-6.26,106.81`. */
const place = z
  .string()
  .max(60)
  .regex(
    /^\s*[-+]?\d{1,2}(?:\.\d{1,15})?\s*,\s*[-+]?\d{1,3}(?:\.\d{1,15})?\s*$/,
    'must be lat,lng such as -6.26,106.81',
  )
  .meta({ examples: ['-6.26,106.81'] })
  .transform((text) => {
    const [lat = Number.NaN, lng = Number.NaN] = text.split(',').map(Number);
    return { lat, lng };
  })
  .pipe(clinicLocation);

/** Shorter texts have no trigram, by which the index finds. */
const searched = line(100).refine(
  (text) => /[\p{L}\p{N}]{3}/u.test(text),
  'needs three letters or digits in a row / perlu tiga huruf atau angka berurutan',
);

export const clinicQuery = z
  .object({
    near: place.optional().describe('`lat,lng`: the nearest first'),
    radiusKm: z.coerce
      .number()
      .positive()
      .max(1_000)
      .optional()
      .describe('With `near`: no farther than this'),
    q: searched
      .optional()
      .describe('In name, city and description; three letters or digits in a row at least'),
    service: searched
      .optional()
      .describe('Offers a service with this in its name; three letters or digits in a row at least'),
    isActive: z.stringbool().default(true).describe('`false`: those of your clinics that are deactivated'),
    mine: z.stringbool().default(false).describe('Those at which you have a role'),
    ...pageQuery(),
  })
  .strict()
  .refine(({ near, radiusKm }) => radiusKm === undefined || near !== undefined, {
    path: ['radiusKm'],
    message: 'needs near=lat,lng / perlu near=lat,lng',
  });
export type ClinicQuery = z.output<typeof clinicQuery>;

export const clinicParams = z.object({ id: idParameter });

export const toClinicBody = (clinic: Clinic): ClinicBody => ({
  id: clinic.id,
  name: clinic.name,
  description: clinic.description ?? null,
  address: {
    street: clinic.street,
    district: clinic.district ?? null,
    city: clinic.city,
    province: clinic.province ?? null,
    postalCode: clinic.postalCode ?? null,
    country: clinic.country,
  },
  location: { lat: clinic.latitude, lng: clinic.longitude },
  timezone: clinic.timeZone,
  phone: clinic.phone ?? null,
  email: clinic.email ?? null,
  bookingHorizonDays: clinic.bookingHorizonDays,
  minimumNoticeMinutes: clinic.minimumNoticeMinutes,
  autoConfirmBookings: clinic.autoConfirmBookings,
  confirmWithinHours: clinic.confirmWithinHours,
  cancellationNoticeHours: clinic.cancellationNoticeHours,
  takesGuestBookings: clinic.takesGuestBookings,
  isActive: clinic.isActive,
  version: clinic.version,
});
