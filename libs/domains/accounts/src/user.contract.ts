import { growingQuery, id, identifier, line } from '@antrean/platform/http';
import { tidyIdentifier } from '@antrean/platform/text';
import { z } from 'zod';
import { fitsBcrypt, MAX_PASSWORD_BYTES, MIN_PASSWORD_LENGTH } from './password.ts';

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
  roles: z.array(z.string()),
  namaLengkap: z.string(),
  karyawanId: id.nullable(),
  departmentId: id.nullable(),
  jabatanId: id.nullable(),
  /** Empty: all departments. */
  servedDepartmentIds: z.array(id),
  language: z.enum(['id', 'en']),
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
  sid: z.string(),
  permissions: z.array(z.string()),
});

export const profileChange = userBody.pick({ language: true });

const email = z.string().overwrite(tidyIdentifier).max(254).email();
const phone = z
  .string()
  .overwrite(tidyIdentifier)
  .regex(/^\+?\d{8,15}$/, 'must be 8 to 15 digits, such as +628123456789');

export const newUser = z.object({
  nik: identifier(50),
  password: newPassword,
  /** A role's key or label. */
  role: line(50),
  namaLengkap: line(200),
  departmentId: id.optional(),
  jabatanId: id.optional(),
  username: identifier(50).optional(),
  email: email.optional(),
  phone: phone.optional(),
});
export type NewUser = z.output<typeof newUser>;

/** Seed 002's registration: a username instead of a NIK. */
export const registration = z.object({
  username: identifier(50),
  password: newPassword,
  role: line(50),
  namaLengkap: line(200).optional(),
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

export const roleChange = z.object({ role: line(50) });
export const rolesChange = z.object({
  roles: z.array(line(50)).min(1).max(20),
  primaryRole: line(50).optional(),
});
export const servedDepartments = z.object({ departmentIds: z.array(id).max(1_000) });
