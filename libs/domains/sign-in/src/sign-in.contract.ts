import { identifier as identifierText, typedPassword } from '@antrean/platform/http';
import { tidyIdentifier } from '@antrean/platform/text';
import { z } from 'zod';
import { newPassword, userBody } from '@antrean/accounts';
import {
  codeMethod,
  FACTOR_METHODS,
  shownCredential,
  typedCode,
  type CodeMethod,
  type ShownCredential,
} from '@antrean/factors';

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

/** Who has a second factor gets this instead, and no cookie. */
export const factorWantedBody = z.object({
  mfaRequired: z.literal(true),
  mfaToken: z.string(),
  methods: z.array(z.enum(FACTOR_METHODS)),
});
export const loginBody = z.object({ accessToken: z.string(), user: userBody });
/** What a login answers, by whatever way it came. */
export const loginAnswer = z.union([loginBody, factorWantedBody]);
export type LoginAnswer = z.input<typeof loginAnswer>;
/** Seed 002's form, which calls it `token`. */
export const tokenLoginAnswer = z.union([loginBody.extend({ token: z.string() }), factorWantedBody]);
export const shownFactor = z.object({
  mfaToken: z.string().min(1).max(200),
  method: codeMethod,
  code: typedCode,
});
export const passkeyLogin = z.object({
  credential: shownCredential,
  /** Of a login that waits for its second factor. */
  mfaToken: z.string().min(1).max(200).optional(),
});
export const waitingLogin = z.object({ mfaToken: z.string().min(1).max(200) });
/** What the owner of a session shows: the password, or the second factor by a code or a passkey. */
export const proof = z
  .strictObject({
    password: typedPassword.optional().meta({ format: 'password' }),
    method: codeMethod.optional(),
    code: typedCode.optional(),
    credential: shownCredential.optional(),
  })
  .refine((body) => proofIn(body) !== null, {
    path: ['password'],
    message: 'send either password, or method and code, or credential',
  });
export type Proof =
  { password: string } | { method: CodeMethod; code: string } | { credential: ShownCredential };

/** Null unless it is exactly one. */
export function proofIn({
  password,
  method,
  code,
  credential,
}: {
  password?: string | undefined;
  method?: CodeMethod | undefined;
  code?: string | undefined;
  credential?: ShownCredential | undefined;
}): Proof | null {
  const isCode = method !== undefined && code !== undefined;
  if ((method !== undefined || code !== undefined) && !isCode) return null;
  const proofs: Proof[] = [
    ...(password === undefined ? [] : [{ password }]),
    ...(isCode ? [{ method, code }] : []),
    ...(credential === undefined ? [] : [{ credential }]),
  ];
  return proofs.length === 1 ? (proofs[0] ?? null) : null;
}
export const provenBody = z.object({ provenUntil: z.string() });
export const passwordChange = z.object({ currentPassword: typedPassword, newPassword });
export const forgottenPassword = z.object({ identifier: identifierText(MAX_IDENTIFIER) });
export const forgottenPasswordBody = z.object({ accepted: z.literal(true) });
export const passwordResetByLink = z.object({ token: z.string().min(1).max(200), newPassword });
export const temporaryPassword = z.object({ temporaryPassword: z.string() });
