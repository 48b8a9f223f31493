import { timeZone } from '@antrean/platform/config';
import { growingQuery, id, identifier, line } from '@antrean/platform/http';
import { tidyIdentifier } from '@antrean/platform/text';
import { z } from 'zod';
import { fitsBcrypt, MAX_PASSWORD_BYTES, MIN_PASSWORD_LENGTH } from './passwords/password.ts';

export const newPassword = z
  .string()
  .min(MIN_PASSWORD_LENGTH)
  .refine((text) => text.isWellFormed(), 'has half characters')
  .refine(fitsBcrypt, `is longer than ${MAX_PASSWORD_BYTES} bytes`)
  .meta({ format: 'password' });

/** A user as the api shows one. There is no password in it, in any form. */
export const userBody = z.object({
  id,
  nik: z.string().nullable(),
  username: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  /** The primary role's key. */
  role: z.string(),
  roleLabel: z.string(),
  /** Those that the user has everywhere. */
  roles: z.array(z.string()),
  /** Those at one clinic, outlet or department alone. */
  scopedRoles: z.array(
    z.object({
      role: z.string(),
      clinicId: id.nullable(),
      outletId: id.nullable(),
      departmentId: id.nullable(),
    }),
  ),
  namaLengkap: z.string(),
  karyawanId: id.nullable(),
  departmentId: id.nullable(),
  jabatanId: id.nullable(),
  /** Empty: all departments. */
  servedDepartmentIds: z.array(id),
  language: z.enum(['id', 'en']),
  /** In which times are told; null: that of the business. */
  timeZone: z.string().nullable(),
  isActive: z.boolean(),
  mustChangePassword: z.boolean(),
  createdAt: z.string(),
  updatedAt: z.string(),
  version: z.int(),
});
export type UserBody = z.output<typeof userBody>;

/** The profile: the user, and what his access token says. */
export const profileBody = userBody.extend({
  sub: z.string(),
  /** Null for who comes with an API token. */
  sid: z.string().nullable(),
  permissions: z.array(z.string()),
});

const locale = {
  language: userBody.shape.language.optional(),
  timeZone: timeZone.max(64).nullable().optional(),
};
export const profileChange = z
  .strictObject(locale)
  .refine((change) => Object.keys(change).length > 0, 'says nothing to change')
  .meta({ examples: [{ language: 'id', timeZone: 'Asia/Jakarta' }] });
export type ProfileChange = z.output<typeof profileChange>;

export const emailAddress = z.string().overwrite(tidyIdentifier).max(254).email();
export const phoneNumber = z
  .string()
  .overwrite(tidyIdentifier)
  .regex(/^\+?\d{8,15}$/, 'must be 8 to 15 digits, such as +628123456789')
  .meta({ examples: ['+628123456789'] });

/** What people call somebody. */
export const fullName = line(200);

export const newUser = z.object({
  nik: identifier(50),
  password: newPassword,
  /** A role's key or label. */
  role: line(50).meta({ examples: ['employee'] }),
  namaLengkap: fullName,
  departmentId: id.optional(),
  jabatanId: id.optional(),
  username: identifier(50).optional(),
  email: emailAddress.optional(),
  phone: phoneNumber.optional(),
});
export type NewUser = z.output<typeof newUser>;

/** Seed 002's registration: a username instead of a NIK. */
export const registration = z.object({
  username: identifier(50),
  password: newPassword,
  role: line(50).meta({ examples: ['employee'] }),
  namaLengkap: fullName.optional(),
});

export const userQuery = z.object({
  ...growingQuery(20),
  role: z.string().optional(),
  isActive: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .optional(),
  /** In NIK, username, e-mail and name. */
  search: line(100).optional(),
});
export type UserQuery = z.output<typeof userQuery>;

export const roleChange = z.object({ role: line(50).meta({ examples: ['employee'] }) });
const placedRole = z
  .object({
    role: line(50).meta({ examples: ['employee'] }),
    clinicId: id.optional(),
    outletId: id.optional(),
    departmentId: id.optional(),
  })
  .refine(
    ({ clinicId, outletId, departmentId }) =>
      [clinicId, outletId, departmentId].filter((place) => place !== undefined).length <= 1,
    'names more than one place',
  );
export type RoleWish = string | z.output<typeof placedRole>;
export const rolesChange = z.object({
  roles: z
    .array(z.union([line(50).meta({ examples: ['employee'] }), placedRole]))
    .min(1)
    .max(50)
    .describe('A role is had everywhere, or at the one place that is named with it'),
  primaryRole: line(50).optional(),
});
export type RolesChange = z.output<typeof rolesChange>;
export const servedDepartments = z.object({ departmentIds: z.array(id).max(1_000) });
