import type { CustomFetch } from 'openid-client';

/** Who people may come in by, and how they call it. */
export const PROVIDER_NAMES = { google: 'Google', facebook: 'Facebook', apple: 'Apple' } as const;
export type ProviderKey = keyof typeof PROVIDER_NAMES;
export const PROVIDER_KEYS = ['google', 'facebook', 'apple'] as const satisfies readonly ProviderKey[];

/** What a provider says of somebody. */
export interface ProviderAccount {
  /** By what they are known there, for good. */
  readonly subject: string;
  readonly email: string | null;
  /** Whether the provider says that the address is theirs. */
  readonly emailVerified: boolean;
  readonly name: string | null;
}

/** What ties an answer to the request that it is for. */
export interface Binding {
  /** From `PUBLIC_URL`: what a request says of its host is anybody's word. */
  readonly redirectUri: string;
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
}

/** What the browser brings back. */
export interface ProviderAnswer {
  readonly code: string;
  /** Who answers (RFC 9207), when they say so. */
  readonly iss: string | undefined;
  /** Apple's form field: the name, once in a life. */
  readonly user: string | undefined;
}

/** How providers are asked. */
export interface Calling {
  readonly timeoutSeconds: number;
  readonly fetch: CustomFetch;
}

export interface Provider {
  readonly key: ProviderKey;
  /** Its answer comes as a form that another site posts, which brings no cookie that is `Lax`. */
  readonly postsForm: boolean;
  /** Where the browser is sent. */
  authorizationUrl(binding: Binding): Promise<URL>;
  /** Who came back. Tokens of the provider are asked for their owner, and forgotten. @throws what the library throws */
  identify(answer: ProviderAnswer, binding: Binding): Promise<ProviderAccount>;
}
