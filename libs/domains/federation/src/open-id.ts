import { importPKCS8, SignJWT } from 'jose';
import * as client from 'openid-client';
import { z } from 'zod';
import type { AppleClient, OAuthClient } from './federation.settings.ts';
import type { Binding, Calling, Provider, ProviderAccount, ProviderAnswer, ProviderKey } from './provider.ts';

/** So long what a provider says of itself is believed. A key that it adds is asked for before. */
const DISCOVERY_MS = 3_600_000;
const APPLE_SECRET_SECONDS = 2 * 3_600;

/** Apple says `"true"` where others say `true`, and at times nothing. */
const claims = z.object({
  sub: z.string().min(1).max(255),
  email: z.string().max(1_000).optional(),
  email_verified: z.union([z.boolean(), z.string().max(10)]).optional(),
  name: z.string().max(1_000).optional(),
});

const appleUser = z.object({
  name: z
    .object({ firstName: z.string().max(500).optional(), lastName: z.string().max(500).optional() })
    .optional(),
});

/** Logging in by Google: OpenID Connect as it is written. */
export function createGoogle(settings: OAuthClient, calling: Calling): Provider {
  const configured = createDiscovery(calling, settings, async () => settings.clientSecret);
  return openIdProvider('google', configured, { scope: 'openid email profile' });
}

/** Logging in by Apple, whose secret is a token that we sign, and which posts its answer as a form. */
export function createApple(settings: AppleClient, calling: Calling): Provider {
  const configured = createDiscovery(calling, settings, () => signAppleSecret(settings));
  return openIdProvider('apple', configured, { scope: 'openid name email', response_mode: 'form_post' });
}

function openIdProvider(
  key: ProviderKey,
  configured: () => Promise<client.Configuration>,
  parameters: { scope: string; response_mode?: 'form_post' },
): Provider {
  return {
    key,
    postsForm: parameters.response_mode === 'form_post',
    authorizationUrl: async ({ redirectUri, state, nonce, codeVerifier }) =>
      client.buildAuthorizationUrl(await configured(), {
        ...parameters,
        redirect_uri: redirectUri,
        state,
        nonce,
        code_challenge: await client.calculatePKCECodeChallenge(codeVerifier),
        code_challenge_method: 'S256',
      }),
    identify: async (answer, binding) => {
      const tokens = await client.authorizationCodeGrant(await configured(), answerUrl(answer, binding), {
        expectedState: binding.state,
        expectedNonce: binding.nonce,
        pkceCodeVerifier: binding.codeVerifier,
        idTokenExpected: true,
      });
      const { sub, email, email_verified: verified, name } = claims.parse(tokens.claims());
      return {
        subject: sub,
        email: email ?? null,
        emailVerified: verified === true || verified === 'true',
        name: name ?? nameIn(answer.user),
      } satisfies ProviderAccount;
    },
  };
}

/** The address at which the answer came, as the library reads it; a form's fields are put into it. */
export function answerUrl({ code, iss }: ProviderAnswer, { redirectUri, state }: Binding): URL {
  const url = new URL(redirectUri);
  url.searchParams.set('code', code);
  url.searchParams.set('state', state);
  if (iss !== undefined) url.searchParams.set('iss', iss);
  return url;
}

/** The name in Apple's form. It is not signed, so nothing else is read there. */
function nameIn(user: string | undefined): string | null {
  if (user === undefined) return null;
  let parsed: unknown;
  try {
    parsed = JSON.parse(user);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
  const { name } = appleUser.safeParse(parsed).data ?? {};
  return [name?.firstName, name?.lastName].filter(Boolean).join(' ') || null;
}

/** Asks a provider once an hour where its doors are; a failure is not kept. */
function createDiscovery(
  { timeoutSeconds: timeout, fetch }: Calling,
  { issuer, clientId }: { issuer: string; clientId: string },
  secret: () => Promise<string>,
): () => Promise<client.Configuration> {
  let known: { configuration: Promise<client.Configuration>; until: number } | null = null;
  const discover = async (): Promise<client.Configuration> =>
    client.discovery(new URL(issuer), clientId, undefined, client.ClientSecretPost(await secret()), {
      timeout,
      [client.customFetch]: fetch,
      execute: [
        // The signature of what comes over TLS from the provider itself need not be looked at; it is.
        client.enableNonRepudiationChecks,
        ...(issuer.startsWith('http:') ? [client.allowInsecureRequests] : []),
      ],
    });
  return () => {
    if (!known || known.until < Date.now()) {
      const fresh = { configuration: discover(), until: Date.now() + DISCOVERY_MS };
      fresh.configuration.catch(() => {
        if (known === fresh) known = null;
      });
      known = fresh;
    }
    return known.configuration;
  };
}

/** The secret that Apple wants outlives the discovery that it is made with. */
async function signAppleSecret(settings: AppleClient): Promise<string> {
  return new SignJWT()
    .setProtectedHeader({ alg: 'ES256', kid: settings.keyId })
    .setIssuer(settings.teamId)
    .setSubject(settings.clientId)
    .setAudience(settings.issuer)
    .setIssuedAt()
    .setExpirationTime(`${APPLE_SECRET_SECONDS}s`)
    .sign(await importPKCS8(settings.privateKey, 'ES256'));
}
