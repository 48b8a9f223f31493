import { createFacebook } from './facebook.ts';
import type { FederationSettings } from './federation.settings.ts';
import { createApple, createGoogle } from './open-id.ts';
import type { Breakers } from '@antrean/platform/breaker';
import { boundedFetch, sparingFetch } from './bounded-fetch.ts';
import type { Calling, Provider } from './provider.ts';

/** So long a provider may take for an answer. Somebody waits for it. */
const TIMEOUT_SECONDS = 5;

/** The providers that are set up, by their key. */
export function createProviders(
  { google, facebook, apple }: FederationSettings,
  breakers?: Breakers,
  timeoutSeconds = TIMEOUT_SECONDS,
): ReadonlyMap<string, Provider> {
  const calling: Calling = { timeoutSeconds, fetch: breakers ? sparingFetch(breakers) : boundedFetch };
  const providers = [
    google && createGoogle(google, calling),
    facebook && createFacebook(facebook, calling),
    apple && createApple(apple, calling),
  ].filter((provider) => provider !== null);
  return new Map(providers.map((provider) => [provider.key, provider]));
}
