import { loginAnswer } from '@antrean/sign-in';
import { z } from 'zod';
import { PROVIDER_KEYS } from './provider.ts';

/** Not an enumeration: a provider that there is not is a thing that is not found. */
export const providerParams = z.object({ provider: z.string().max(50) });

export const providerBody = z.object({
  provider: z.enum(PROVIDER_KEYS),
  name: z.string(),
  /** Where a button leads to. */
  startUrl: z.string(),
});

/**
 * A path of this site, of visible ASCII. `//evil` and `/\evil` are addresses of other sites to a browser, and it takes
 * tabs and line breaks out before it looks.
 */
const ownPath = z
  .string()
  .max(512)
  .regex(/^\/(?!\/)[\x21-\x5b\x5d-\x7e]*$/, 'must be a path of this site, such as /app');

export const startQuery = z.object({
  returnTo: ownPath.optional(),
  prove: z
    .enum(['true', 'false'])
    .default('false')
    .transform((text) => text === 'true')
    .describe('Show again who you are by a provider that is linked, instead of linking one'),
});
export const startBody = z.object({ url: z.string() });

/** What comes back. Providers send more than is read here. */
export const callback = z
  .object({
    state: z.string().max(200).optional(),
    code: z.string().max(4_096).optional(),
    error: z.string().max(200).optional(),
    iss: z.string().max(500).optional(),
    user: z.string().max(2_000).optional(),
  })
  .transform((fields) => fields);
export type Callback = z.output<typeof callback>;

const linkedBody = z.object({ linked: z.enum(PROVIDER_KEYS) });
export const callbackAnswer = z.union([loginAnswer, linkedBody, z.object({ provenUntil: z.string() })]);

export const identityBody = z.object({
  provider: z.enum(PROVIDER_KEYS),
  name: z.string(),
  /** The address there, when it was linked. */
  email: z.string().nullable(),
  linkedAt: z.string(),
  lastUsedAt: z.string().nullable(),
});
export type IdentityBody = z.output<typeof identityBody>;
