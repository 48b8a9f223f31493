import { fullName, phoneNumber } from '@antrean/accounts';
import { businessDate, id, instant, line, note } from '@antrean/platform/http';
import { z } from 'zod';

/** What makes a profile complete, each as much as any other, in the order in which to ask for it. */
export const COMPLETENESS_FIELDS = [
  'namaLengkap',
  'email',
  'phone',
  'birthDate',
  'address',
  'emergencyContact',
  'avatar',
  'bio',
] as const;

const FIRST_BIRTH = '1900-01-01';
/** The day that has begun furthest in the east; nobody is born after it. */
const lastBirth = (): string => new Date(Date.now() + 14 * 3_600_000).toISOString().slice(0, 10);

const birthDate = businessDate
  .refine((day) => day >= FIRST_BIRTH, `must not be before ${FIRST_BIRTH}`)
  .refine((day) => day <= lastBirth(), 'must not be in the future');

const address = z.strictObject({
  street: line(200).describe('Street, number, RT/RW'),
  district: line(100).nullable().default(null).describe('Kecamatan'),
  city: line(100),
  province: line(100).nullable().default(null),
  postalCode: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9 -]{1,10}[A-Za-z0-9]$/, 'must be a postal code such as 12190')
    .nullable()
    .default(null),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'must be a country by ISO 3166, such as ID')
    .default('ID'),
});
const emergencyContact = z.strictObject({ name: fullName, phone: phoneNumber });

const details = {
  birthDate: birthDate.nullable(),
  bio: note(1_000).nullable(),
  address: address.nullable(),
  emergencyContact: emergencyContact.nullable(),
};

/** A whole profile: what is not said is empty. */
export const profileReplacement = z.strictObject({
  namaLengkap: fullName,
  birthDate: details.birthDate.default(null),
  bio: details.bio.default(null),
  address: details.address.default(null),
  emergencyContact: details.emergencyContact.default(null),
});

/** The name is known from the account. */
export const newProfile = profileReplacement.extend({ namaLengkap: fullName.exactOptional() });

export const profileChange = z
  .strictObject({
    namaLengkap: fullName.exactOptional(),
    birthDate: details.birthDate.exactOptional(),
    bio: details.bio.exactOptional(),
    address: details.address.exactOptional(),
    emergencyContact: details.emergencyContact.exactOptional(),
  })
  .refine((change) => Object.keys(change).length > 0, 'says nothing to change')
  .meta({ examples: [{ namaLengkap: 'Siti Rahayu' }] });
export type ProfileChange = z.output<typeof profileChange>;

export const avatarView = z.object({
  url: z.string(),
  thumbnailUrl: z.string().nullable().describe('Null until a worker has made it'),
  contentType: z.string(),
  size: z.int().describe('Bytes'),
  sha256: z.string(),
  updatedAt: instant,
});
export type AvatarView = z.output<typeof avatarView>;

export const profileBody = z.object({
  userId: id,
  namaLengkap: z.string(),
  email: z.string().nullable().describe('Changed by POST /api/auth/email'),
  emailVerified: z.boolean(),
  phone: z.string().nullable().describe('Changed by PUT /api/auth/phone'),
  phoneVerified: z
    .boolean()
    .describe('Text messages go to a number that is verified, which PUT /api/auth/phone does too'),
  birthDate: z.string().nullable(),
  bio: z.string().nullable(),
  address: z
    .object({
      street: z.string(),
      district: z.string().nullable(),
      city: z.string(),
      province: z.string().nullable(),
      postalCode: z.string().nullable(),
      country: z.string(),
    })
    .nullable(),
  emergencyContact: z.object({ name: z.string(), phone: z.string() }).nullable(),
  avatar: avatarView.nullable(),
  /** Null until something was told beyond the account. */
  createdAt: instant.nullable(),
  updatedAt: instant.nullable(),
  version: z.int().describe('0 until something was told beyond the account'),
});
export type ProfileBody = z.output<typeof profileBody>;

export const completenessBody = z.object({
  percent: z.int().min(0).max(100),
  missing: z.array(z.enum(COMPLETENESS_FIELDS)),
});
