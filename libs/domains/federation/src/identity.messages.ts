import { defineEvent } from '@antrean/platform/messages';
import { z } from 'zod';
import { PROVIDER_KEYS, PROVIDER_NAMES } from './provider.ts';

const identity = z.object({ userId: z.int(), userName: z.string(), provider: z.enum(PROVIDER_KEYS) });

const HOW = {
  'new-account': 'with the new account',
  'verified-address': 'because both know the same verified address',
  session: 'by its owner',
} as const;
export type HowLinked = keyof typeof HOW;

export const identityLinked = defineEvent({
  name: 'identity.linked',
  version: 1,
  summary: 'A user may log in by another provider from now on.',
  schema: identity.extend({ how: z.enum(['new-account', 'verified-address', 'session']) }),
  audit: {
    IDENTITY_LINKED: ({ userId, userName, provider, how }) => ({
      subject: userName,
      detail: `${PROVIDER_NAMES[provider]} was linked with ${userName} ${HOW[how]}`,
      userId,
    }),
  },
});

export const identityUnlinked = defineEvent({
  name: 'identity.unlinked',
  version: 1,
  summary: 'A user logs in by a provider no more.',
  schema: identity,
  audit: {
    IDENTITY_UNLINKED: ({ userId, userName, provider }) => ({
      subject: userName,
      detail: `${PROVIDER_NAMES[provider]} was unlinked from ${userName}`,
      userId,
    }),
  },
});

export const federationMessages = [identityLinked, identityUnlinked];
