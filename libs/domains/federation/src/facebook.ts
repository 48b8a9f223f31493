import { createHmac } from 'node:crypto';
import * as client from 'openid-client';
import { z } from 'zod';
import type { OAuthClient } from './federation.settings.ts';
import { answerUrl } from './open-id.ts';
import type { Calling, Provider } from './provider.ts';

const VERSION = 'v23.0';

const me = z.object({
  id: z.string().min(1).max(255),
  name: z.string().max(1_000).optional(),
  email: z.string().max(1_000).optional(),
});

/**
 * Logging in by Facebook: OAuth without OpenID, where the Graph says who a token is for. It does not say whether the
 * address was verified, so that counts as no.
 */
export function createFacebook(settings: OAuthClient, { timeoutSeconds, fetch }: Calling): Provider {
  const { clientId, clientSecret } = settings;
  const dialog = new URL(settings.issuer);
  const graph = new URL(settings.issuer);
  if (graph.hostname === 'www.facebook.com') graph.hostname = 'graph.facebook.com';
  const at = (base: URL, path: string): URL => new URL(`/${VERSION}/${path}`, base);
  const configuration = new client.Configuration(
    {
      issuer: settings.issuer,
      authorization_endpoint: at(dialog, 'dialog/oauth').href,
      token_endpoint: at(graph, 'oauth/access_token').href,
    },
    clientId,
    undefined,
    client.ClientSecretPost(clientSecret),
  );
  configuration.timeout = timeoutSeconds;
  configuration[client.customFetch] = fetch;
  if (dialog.protocol === 'http:') client.allowInsecureRequests(configuration);
  return {
    key: 'facebook',
    postsForm: false,
    authorizationUrl: async ({ redirectUri, state, codeVerifier }) =>
      client.buildAuthorizationUrl(configuration, {
        scope: 'public_profile email',
        redirect_uri: redirectUri,
        state,
        code_challenge: await client.calculatePKCECodeChallenge(codeVerifier),
        code_challenge_method: 'S256',
      }),
    identify: async (answer, binding) => {
      const tokens = await client.authorizationCodeGrant(configuration, answerUrl(answer, binding), {
        expectedState: binding.state,
        pkceCodeVerifier: binding.codeVerifier,
      });
      const url = at(graph, 'me');
      url.searchParams.set('fields', 'id,name,email');
      // Shows that it is the app itself who asks, and nobody who got hold of the token.
      const proof = createHmac('sha256', clientSecret).update(tokens.access_token).digest('hex');
      url.searchParams.set('appsecret_proof', proof);
      const response = await client.fetchProtectedResource(configuration, tokens.access_token, url, 'GET');
      if (!response.ok) throw new GraphRefused(response.status);
      const { id, name = null, email = null } = me.parse(await response.json());
      return { subject: id, name, email, emailVerified: false };
    },
  };
}

/** The Graph did not say who a token is for. */
export class GraphRefused extends Error {
  constructor(status: number) {
    super(`Facebook's Graph answered ${status}`);
    this.name = 'GraphRefused';
  }
}
