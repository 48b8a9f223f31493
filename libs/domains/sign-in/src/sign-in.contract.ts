import { identifier as identifierText, typedPassword } from '@antrean/platform/http';
import { tidyIdentifier } from '@antrean/platform/text';
import { z } from 'zod';
import { newPassword, userBody } from '@antrean/accounts';

const IDENTIFIER_FIELDS = ['nik', 'username', 'email', 'identifier'] as const;

const MAX_IDENTIFIER = 254;
const identifier = identifierText(MAX_IDENTIFIER).optional();

/** Whichever field is used, it may hold any identifier: NIK, username, e-mail or phone (decision 02). */
export const credentials = z
  .strictObject({
    nik: identifier,
    username: identifier,
    email: identifier,
    identifier,
    password: typedPassword,
  })
  .refine(
    ({ nik, username, email, identifier: any }) =>
      [nik, username, email, any].filter((text) => text !== undefined).length === 1,
    { path: ['nik'], message: 'send exactly one of nik, username, email and identifier' },
  )
  .meta({ examples: [{ nik: 'ADM001', password: 'admin123' }] });
export type Credentials = z.output<typeof credentials>;

export const identifierOf = ({ nik, username, email, identifier: any }: Credentials): string =>
  nik ?? username ?? email ?? any ?? '';

/** The identifier in a body that has not been checked yet; empty when there is none. */
export function identifierIn(body: unknown): string {
  if (typeof body !== 'object' || body === null) return '';
  for (const field of IDENTIFIER_FIELDS) {
    const given: unknown = Reflect.get(body, field);
    if (typeof given === 'string') return tidyIdentifier(given).slice(0, MAX_IDENTIFIER);
  }
  return '';
}

export const loginBody = z.object({ accessToken: z.string(), user: userBody });
/** Seed 002's form, which calls it `token`. */
export const tokenLoginBody = z.object({ token: z.string(), accessToken: z.string(), user: userBody });
export const passwordChange = z.object({ currentPassword: typedPassword, newPassword });
export const forgottenPassword = z.object({ identifier: identifierText(MAX_IDENTIFIER) });
export const forgottenPasswordBody = z.object({ accepted: z.literal(true) });
export const passwordResetByLink = z.object({ token: z.string().min(1).max(200), newPassword });
export const temporaryPassword = z.object({ temporaryPassword: z.string() });
