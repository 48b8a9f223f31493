import { line } from '@antrean/platform/http';
import { z } from 'zod';

const base64url = (most: number) =>
  z
    .string()
    .min(1)
    .max(most)
    .regex(/^[\w-]+$/, 'must be base64url')
    .meta({ examples: ['c29tZSBieXRlcw'] });

const credential = {
  id: base64url(1_400),
  rawId: base64url(1_400),
  type: z.literal('public-key'),
  authenticatorAttachment: z.string().max(20).nullish(),
  clientExtensionResults: z.looseObject({}),
};

/** What `PublicKeyCredential.toJSON()` of a browser gives after `navigator.credentials.create`. */
export const createdCredential = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: base64url(4_000),
    attestationObject: base64url(20_000),
    transports: z.array(z.string().max(20)).max(10).optional(),
  }),
});
export type CreatedCredential = z.output<typeof createdCredential>;

/** The same after `navigator.credentials.get`. */
export const shownCredential = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: base64url(4_000),
    authenticatorData: base64url(4_000),
    signature: base64url(2_000),
    userHandle: base64url(200).nullish(),
  }),
});
export type ShownCredential = z.output<typeof shownCredential>;

/** For `PublicKeyCredential.parseCreationOptionsFromJSON` or `parseRequestOptionsFromJSON` of a browser. */
export const browserOptions = z.looseObject({ challenge: z.string() });
export const registration = z.object({ name: line(100), credential: createdCredential });

export const passkeyBody = z.object({
  id: z.uuid(),
  name: z.string(),
  createdAt: z.string(),
  lastUsedAt: z.string().nullable(),
});
export type PasskeyBody = z.output<typeof passkeyBody>;
