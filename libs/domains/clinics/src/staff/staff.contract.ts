import { emailAddress, phoneNumber } from '@antrean/accounts';
import { id, idParameter, instant, line, page, pageQuery } from '@antrean/platform/http';
import { z } from 'zod';
import { STAFF_ROLES } from '../clinic.entity.ts';

/** People at one clinic, and services of one. */
export const MOST_OF_A_CLINIC = 500;

const role = z
  .enum(STAFF_ROLES)
  .describe('With an account they have the role clinic_manager or clinic_staff at this clinic');
const serviceIds = z.array(id).max(MOST_OF_A_CLINIC).describe('The services of this clinic that they offer');
const name = line(200).meta({ examples: ['drh. Sari Wulandari'] });
const title = line(100)
  .nullable()
  .meta({ examples: ['Dokter hewan'] });
const isBookable = z.boolean().describe('Whether customers see them and book them');
const account = {
  email: emailAddress.exactOptional().describe('Of an account that is active; they log in as before'),
  userId: id.exactOptional().describe('The same by its id; for who manages users'),
};

export const newStaff = z
  .object({
    personId: id
      .exactOptional()
      .describe('Somebody who works at another clinic that you manage: one calendar for both'),
    ...account,
    name: name.exactOptional().describe('Needed for who has no account and is no person known here'),
    title: title.default(null),
    role: role.default('staff'),
    isBookable: isBookable.default(false),
    serviceIds: serviceIds.default([]),
    phone: phoneNumber.nullable().default(null),
  })
  .refine(
    ({ personId, email, userId }) =>
      [personId, email, userId].filter((each) => each !== undefined).length <= 1,
    'names more than one person: personId, email or userId / menyebut lebih dari satu orang',
  );
export type NewStaff = z.output<typeof newStaff>;

export const staffChanges = z
  .object({
    ...account,
    name: name.exactOptional(),
    title: title.exactOptional(),
    role: role.exactOptional(),
    isBookable: isBookable.exactOptional(),
    serviceIds: serviceIds.exactOptional(),
    phone: phoneNumber.nullable().exactOptional(),
  })
  .refine(
    ({ email, userId }) => email === undefined || userId === undefined,
    'names more than one account: email or userId / menyebut lebih dari satu akun',
  );
export type StaffChanges = z.output<typeof staffChanges>;

/** What everybody sees, what who works there sees besides, and what who manages it does. */
export const staffBody = z.object({
  id,
  name: z.string(),
  title: z.string().nullable(),
  serviceIds: z.array(id),
  isBookable: z.boolean(),
  role: role.optional().describe('For who works there'),
  personId: id.optional().describe('For who works there'),
  userId: id.nullable().optional().describe('For who works there'),
  email: z
    .string()
    .nullable()
    .optional()
    .describe('For who manages the clinic; of who has not accepted an invitation the address that was named'),
  phone: z.string().nullable().optional().describe('For who manages the clinic'),
  invitation: z
    .object({ status: z.literal('invited'), role, expiresAt: instant })
    .optional()
    .describe(
      'For who manages the clinic: the owner of the account of that e-mail is asked and has not answered. Who is not there ' +
        'without it does not work there yet, and nobody else sees them',
    ),
  version: z.int(),
});
export type StaffBody = z.output<typeof staffBody>;
export const staffPage = page(staffBody);

export const staffQuery = z.object({
  serviceId: idParameter.optional().describe('Who offers this service'),
  ...pageQuery(50),
});
export const staffParams = z.object({ id: idParameter, staffId: idParameter });
